import type { PersonId } from '../contract/records/person.ts'
import type { Caller } from './call.ts'
import { type CommentParts, createComments } from './comments/comments.ts'
import { createReplies } from './comments/replies.ts'
import type { Serial } from './library/serial.ts'
import type { RubricShelf } from './rubrics/shelf.ts'
import type { BrowserTalk } from './session/browserTalk.types.ts'

export interface BrowserTalkParts extends CommentParts {
  /** Acts that read a record and write it anew go through here. */
  readonly inTurn: Serial
  readonly rubricList: RubricShelf['list']
}

/**
 * The conversation for guests in a browser: Debrief's own comments and replies, with the guest as the one who speaks and the only one who is
 * there, whom the session has let in. They are nobody of this machine; part of `compose.ts`.
 */
export function browserTalk({ inTurn, rubricList, ...parts }: BrowserTalkParts): BrowserTalk {
  const theirs: CommentParts = {
    ...parts,
    isLocal: () => false,
    speakerOf: ({ speaker }) => {
      if (speaker === undefined) throw new Error('a guest in a browser always speaks as someone')
      return speaker
    },
  }
  const comments = createComments(theirs)
  const replies = createReplies(theirs)
  const as = (by: PersonId): Caller => ({ door: 'local', speaker: by, present: [by] })
  return {
    comments: (by, lessonId) => comments.list(as(by), lessonId),
    add: (by, said) => inTurn(() => comments.add(as(by), { ...said, private: false, drawings: [] })),
    edit: (by, lessonId, id, text) => inTurn(() => comments.update(as(by), { lessonId, id, text })),
    remove: (by, lessonId, id) => inTurn(() => comments.remove(as(by), { lessonId, id })),
    reply: (by, lessonId, commentId, text) =>
      inTurn(() => replies.add(as(by), { lessonId, commentId, text })),
    rubrics: rubricList,
  }
}
