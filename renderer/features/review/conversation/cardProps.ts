import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import type { ShownComment } from './shownComments.ts'

/** What a comment's card is told. */
export type CardProps = {
  readonly comment: ShownComment
  readonly person: RoomPerson
  readonly people: readonly RoomPerson[]
  readonly rubric: RubricView | undefined
  readonly rubrics: readonly RubricView[]
  readonly durationMs: number
  /** For the debrief. */
  readonly pinned: boolean
  /** In one stream the author's avatar tells who speaks; in two lanes the lane does. */
  readonly withAvatar: boolean
  readonly onSelect: (comment: ShownComment) => void
  readonly onClip: (comment: ShownComment) => void
}
