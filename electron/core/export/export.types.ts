import type { CommentKind } from '../../contract/records/comment.ts'
import type { DrawingBody } from '../../contract/records/drawing.ts'
import type { Mask } from '../../contract/records/mask.ts'
import type { PersonColour, Role } from '../../contract/records/person.ts'
import type { MediaFacts } from '../../contract/records/recording.ts'
import type { SoundMask } from '../../contract/records/soundMask.ts'

/** What is drawn onto the picture, or beside it; every switch over it is exhaustive. */
export type ExportStyle = 'overlay' | 'panel' | 'none'

export interface ExportAuthor {
  readonly name: string
  readonly role: Role
  readonly colour: PersonColour
}

/** A tag as it is shown: criterion and, where the author rated it, level. */
export interface ExportTag {
  readonly code: string
  readonly title: string
  /** 0-based place of the criterion's domain in its rubric; decides the square's colour. */
  readonly domainIndex: number
  readonly levelLabel?: string
  /** 0-based, from the lowest level; absent where the criterion is named but not rated. */
  readonly levelIndex?: number
  readonly levelCount: number
  /** Outside the scale: could not be seen. */
  readonly notObserved: boolean
}

/** A comment's marks, in pixels of the picture they were drawn on. */
export type ExportDrawing = Pick<DrawingBody, 'picture' | 'shapes'>

export interface ExportComment {
  readonly id: string
  readonly author: ExportAuthor
  readonly kind: CommentKind
  readonly text: string
  /** Lesson clock. */
  readonly atMs: number
  /** Lesson clock; absent for a moment. */
  readonly toMs?: number
  readonly tags: readonly ExportTag[]
  /** On the exported recording's picture. */
  readonly drawings?: readonly ExportDrawing[]
  /** On the clock of `atMs`: when its drawings go, where that is not as long as they usually show. */
  readonly drawnToMs?: number
  /** Lesson clock, where `atMs` is on another one because time runs differently in the clip. */
  readonly saidAtMs?: number
  /** A private note is never drawn nor written, whoever asks. */
  readonly private: boolean
}

export interface ExportClip {
  readonly title: string
  /** Lesson clock. */
  readonly fromMs: number
  readonly toMs: number
}

export interface ExportRecording {
  /** Absolute path. */
  readonly path: string
  /** `audioStream` is the sound track that is heard. */
  readonly facts: MediaFacts
  /** Lesson-clock time of the recording's first picture or sound. */
  readonly offsetMs: number
}

/** What people said about the lesson itself; for cards and headings. */
export interface ExportLesson {
  readonly title: string
  readonly teacher?: string
  /** `YYYY-MM-DD` */
  readonly date?: string
  readonly subject?: string
  readonly grade?: string
  readonly focus?: string
}

/** What is heard in one stretch of the recording. */
export interface ExportCue {
  /** Lesson clock. */
  readonly fromMs: number
  readonly toMs: number
  readonly speaker?: string
  readonly text: string
}

/** What covers a part of the picture, on the recording's own clock. */
export type ExportMask = Pick<Mask, 'shape' | 'effect' | 'picture' | 'keyframes' | 'fromMs' | 'toMs'>

/** A stretch of sound that is masked, on the recording's own clock; it may reach past its ends. */
export type ExportSoundMask = Pick<SoundMask, 'effect' | 'fromMs' | 'toMs'>

/** Everything that one exported clip is made of. */
export interface ExportInput {
  readonly clip: ExportClip
  readonly recording: ExportRecording
  readonly comments: readonly ExportComment[]
  readonly lesson?: ExportLesson
  readonly transcript?: readonly ExportCue[]
  readonly masks?: readonly ExportMask[]
  readonly soundMasks?: readonly ExportSoundMask[]
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Whole pixels, from the picture's top left. */
export interface Box extends Size {
  readonly x: number
  readonly y: number
}
