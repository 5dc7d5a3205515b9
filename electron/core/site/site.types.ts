import type { ProtocolStep } from '../../contract/records/collection.ts'
import type { CommentKind } from '../../contract/records/comment.ts'
import type { DrawingBody } from '../../contract/records/drawing.ts'
import type { PersonColour } from '../../contract/records/person.ts'

export interface SiteTag {
  readonly code: string
  readonly title: string
  readonly domainIndex: number
  /** Where the author rated it. */
  readonly level?: { readonly label: string; readonly index: number; readonly of: number }
  readonly notObserved: boolean
}

export interface SitePerson {
  readonly name: string
  readonly colour: PersonColour
}

/** Times in ms of the clip's own clock. */
export interface SiteComment {
  readonly atMs: number
  readonly toMs?: number
  readonly author: SitePerson
  readonly kind: CommentKind
  readonly text: string
  readonly tags: readonly SiteTag[]
  readonly replies: readonly { readonly author: SitePerson; readonly text: string }[]
  readonly drawings: readonly Pick<DrawingBody, 'picture' | 'shapes'>[]
}

export interface SiteClip {
  readonly title: string
  readonly prompt?: string
  readonly intro?: string
  /** Who teaches, what, to whom, when: what is known of it. */
  readonly about: readonly string[]
  readonly durationMs: number
  /** Relative to the page. */
  readonly file: string
  readonly poster?: string
  readonly comments: readonly SiteComment[]
  readonly cues: readonly { readonly fromMs: number; readonly toMs: number; readonly text: string }[]
}

export interface Site {
  readonly title: string
  readonly purpose?: string
  readonly audience?: string
  readonly intro?: string
  readonly protocol: readonly ProtocolStep[]
  readonly facilitatorNotes?: string
  /** The day, as people write it. */
  readonly madeOn?: string
  readonly clips: readonly SiteClip[]
}
