import { create } from 'zustand'
import type { CommentId } from '../../../../electron/contract/records/comment.ts'

type DebriefState = {
  /** The comment from whose card an action step was begun, until the step is added. */
  readonly stepAbout: CommentId | undefined
  /** The meeting is on, at this pinned moment; past the last one is its end. */
  readonly meetingAt: number | undefined
}
export const useDebriefState = create<DebriefState>()(() => ({ stepAbout: undefined, meetingAt: undefined }))
