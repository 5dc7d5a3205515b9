import type { CommentKind } from '../../contract/records/comment.ts'
import type { DrawingBody } from '../../contract/records/drawing.ts'
import type { PersonColour } from '../../contract/records/person.ts'

export interface ReportPerson {
  readonly name: string
  readonly role: string
  readonly colour: PersonColour
}

export interface ReportTag {
  readonly rubricTitle: string
  readonly code: string
  readonly title: string
  /** 0-based place of the domain's colour. */
  readonly domainIndex: number
  /** Where it was rated. */
  readonly level?: { readonly label: string; readonly index: number; readonly of: number }
  readonly notObserved: boolean
  readonly author: ReportPerson
}

/** Upright, with what was drawn on it. */
export interface ReportPicture {
  readonly jpeg: Buffer
  readonly width: number
  readonly height: number
}

export interface ReportComment {
  readonly id: string
  /** Counted from 1, in the order of the lesson clock: how notes and steps refer to it. */
  readonly number: number
  /** Lesson clock, ms. */
  readonly atMs: number
  readonly toMs?: number
  readonly author: ReportPerson
  readonly kind: CommentKind
  /** As it was written, in Debrief's Markdown. */
  readonly text: string
  readonly tags: readonly ReportTag[]
  readonly replies: readonly { readonly author: ReportPerson; readonly text: string }[]
  readonly resolved: boolean
  readonly pinned: boolean
  /** Opens the lesson in Debrief a moment before. */
  readonly href: string
  readonly drawings: readonly (Pick<DrawingBody, 'picture' | 'shapes'> & { readonly recordingId?: string })[]
  readonly picture?: ReportPicture
}

/** A line of the debrief: a goal, a strength, a wondering. */
export interface ReportLine {
  readonly text: string
  readonly author: ReportPerson
  /** Numbers of the comments that it is about. */
  readonly about: readonly number[]
}

export interface ReportStep extends ReportLine {
  readonly dueOn?: string
  readonly done: boolean
}

/** How often a criterion was tagged, and at which levels. */
export interface ReportCriterion {
  readonly code: string
  readonly title: string
  readonly domainIndex: number
  readonly count: number
  readonly notObserved: number
  readonly unrated: number
  /** From the lowest level; each with how often. */
  readonly levels: readonly { readonly label: string; readonly count: number }[]
  readonly about: readonly number[]
}

export interface ReportRubric {
  readonly title: string
  readonly criteria: readonly ReportCriterion[]
}

export interface Report {
  readonly title: string
  /** What is known of the lesson, to be read as “label: value”. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly focus?: string
  readonly goals: readonly ReportLine[]
  readonly prompts: readonly ReportLine[]
  readonly strengths: readonly ReportLine[]
  readonly wonderings: readonly ReportLine[]
  readonly helped: readonly ReportLine[]
  readonly steps: readonly ReportStep[]
  readonly people: readonly (ReportPerson & { readonly comments: number })[]
  readonly phases: readonly { readonly title: string; readonly fromMs: number; readonly toMs: number }[]
  readonly durationMs: number
  readonly comments: readonly ReportComment[]
  readonly rubrics: readonly ReportRubric[]
  /** The day it was made, `YYYY-MM-DD`. */
  readonly madeOn: string
}
