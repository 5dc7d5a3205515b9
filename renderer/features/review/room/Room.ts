import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TranscriptOutcome } from '../../../../electron/contract/api/transcripts.ts'
import type { ClipId } from '../../../../electron/contract/records/clip.ts'
import type { CommentId } from '../../../../electron/contract/records/comment.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import type { ReplyId } from '../../../../electron/contract/records/reply.ts'
import { type Place, rangeOf } from '../../../lib/place.ts'
import { type AnglesStore, createAnglesStore } from '../angles/anglesStore.ts'
import { Director } from '../angles/Director.ts'
import { BesideRoom } from '../beside/BesideRoom.ts'
import { type Draft, type DraftAct, draftReducer, emptyDraft } from '../composer/draft.ts'
import { keepDraft, keptDraft } from '../composer/draftStore.ts'
import { type Filters, noFilters } from '../conversation/filters.ts'
import { createKeptSaves, type KeptSaves } from '../conversation/keptSaves.ts'
import { keepUnsaved, keptUnsaved, type Unsaved } from '../conversation/unsaved.ts'
import { createDrawingStore, type DrawingStore } from '../drawing/drawingStore.ts'
import { frameTimesOf } from '../player/knownFrames.ts'
import { Player } from '../player/Player.ts'
import { type View, wholeLesson } from '../timeline/timeScale.ts'

export type Panel = 'comments' | 'rubric' | 'clips' | 'transcript' | 'debrief'

/** What is asked before a clip is made, or while one is changed. */
export type ClipPrompt = {
  /** The clip being changed; absent for a new one. */
  id?: ClipId
  place: { atMs: number; toMs: number }
  title: string
  /** The recording that it shows; absent: the one that is seen now. */
  recordingId?: RecordingId | undefined
}

export type RoomUi = {
  panel: Panel
  inMs: number | undefined
  outMs: number | undefined
  selected: CommentId | undefined
  /** Comments of this moment. */
  lit: readonly CommentId[]
  editing: CommentId | undefined
  replying: CommentId | undefined
  filters: Filters
  /** The search of the lesson is open. */
  finding: boolean
  clipPrompt: ClipPrompt | undefined
  view: View
  /** The keyboard is to go to what is said now, as soon as the transcript is there. */
  transcriptAsked: boolean
  /** What became of the subtitle file that was read last, until it is put away. */
  transcriptOutcome: TranscriptOutcome | undefined
  /** What a screen reader hears next. */
  said: string
  /** The picture was stopped for words being written, and goes on after them. */
  pausedForWords: boolean
  /** Full screen: everything lies over the picture. */
  full: boolean
  /** In full screen the conversation is there. */
  lanesOver: boolean
}

/** One lesson's review room: its clock, what is chosen in it, and words that are not saved yet. */
export type Room = {
  lessonId: LessonId
  player: Player
  ui: StoreApi<RoomUi>
  /** By speaker, or by `editKey` and `replyKey`. */
  drafts: StoreApi<Readonly<Record<string, Draft>>>
  /** Drafts of an earlier time that nobody has changed since, as they were read. */
  kept: Map<string, Draft>
  unsaved: StoreApi<readonly Unsaved[]>
  /** Edits and replies that are being saved or could not be, by their draft. */
  saves: KeptSaves
  drawing: DrawingStore
  /** What is seen and heard of the lesson's recordings, and who puts them on the clock. */
  angles: AnglesStore
  director: Director
  /** Another lesson beside this one. */
  beside: BesideRoom
}

export const editKey = (id: CommentId): string => `edit ${id}`
export const replyKey = (id: CommentId | ReplyId): string => `reply ${id}`

export function createRoom(lessonId: LessonId): Room {
  const player = new Player(frameTimesOf)
  const angles = createAnglesStore(lessonId)
  return {
    lessonId,
    player,
    ui: createStore<RoomUi>(() => ({
      panel: 'comments',
      inMs: undefined,
      outMs: undefined,
      selected: undefined,
      lit: [],
      editing: undefined,
      replying: undefined,
      filters: noFilters,
      finding: false,
      clipPrompt: undefined,
      view: wholeLesson(0),
      transcriptAsked: false,
      transcriptOutcome: undefined,
      said: '',
      pausedForWords: false,
      full: false,
      lanesOver: true,
    })),
    drafts: createStore<Readonly<Record<string, Draft>>>(() => ({})),
    kept: new Map(),
    unsaved: createStore<readonly Unsaved[]>(() => keptUnsaved(localStorage, lessonId)),
    saves: createKeptSaves(),
    drawing: createDrawingStore(),
    angles,
    director: new Director(player, angles),
    beside: new BesideRoom(player, lessonId),
  }
}

/** The draft under a key, as it was left; empty where nobody has begun. The same object until it is changed. */
export function draftOf(room: Room, key: string): Draft {
  const now = room.drafts.getState()[key] ?? room.kept.get(key)
  if (now) return now
  const kept = keptDraft(localStorage, room.lessonId, key)
  room.kept.set(key, kept)
  return kept
}

/** Changes a draft and keeps it on this machine, so that nothing typed is lost. */
export function changeDraft(room: Room, key: string, act: DraftAct): void {
  setDraft(room, key, draftReducer(draftOf(room, key), act))
}

export function setDraft(room: Room, key: string, draft: Draft): void {
  keepDraft(localStorage, room.lessonId, key, draft)
  room.drafts.setState({ [key]: draft })
}

/** Lets go of a draft: it was saved, or thrown away on purpose. */
export const dropDraft = (room: Room, key: string): void => setDraft(room, key, emptyDraft)

export function setUnsaved(room: Room, change: (list: readonly Unsaved[]) => readonly Unsaved[]): void {
  const next = change(room.unsaved.getState())
  keepUnsaved(localStorage, room.lessonId, next)
  room.unsaved.setState(next, true)
}

/** What a comment begun now is about: the range that is set, or the frame on the screen. */
export const placeNow = (room: Room): Place => rangeOf(room.ui.getState()) ?? { atMs: room.player.momentMs }

/** Stops the picture while someone writes. */
export function pauseForWords({ player, ui }: Room): void {
  if (player.state.getState().rate === 0) return
  player.act({ do: 'pause' })
  ui.setState({ pausedForWords: true })
}

/** Lets the picture go on that was stopped for words, unless it was moved on by hand meanwhile. */
export function goOnAfterWords({ player, ui }: Room): void {
  if (ui.getState().pausedForWords && player.state.getState().rate === 0) player.act({ do: 'toggle' })
  ui.setState({ pausedForWords: false })
}

/** Says something to screen readers; the same words twice are said twice. */
export const announce = (room: Room, words: string): void =>
  room.ui.setState(({ said }) => ({ said: said === words ? `${words}\u00a0` : words }))
