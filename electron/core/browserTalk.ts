import { createHash } from 'node:crypto'
import type { CommentId } from '../contract/records/comment.ts'
import type { PersonId } from '../contract/records/person.ts'
import type { ReplyId } from '../contract/records/reply.ts'
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

/** Who says something twice says it under the same name, also to a host that was cut off in between; nobody can say it under another’s. */
const nameOf = (by: PersonId, draft: string): string =>
  createHash('sha256').update(`${by} ${draft}`).digest('hex').slice(0, 32)

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
    add: (by, { draft, ...said }) =>
      inTurn(async () => {
        const id: CommentId = `comment:${nameOf(by, draft)}`
        const list = await comments.list(as(by), said.lessonId)
        if (list.some(comment => comment.id === id)) return
        await comments.add(as(by), { ...said, private: false, drawings: [] }, id)
      }),
    edit: (by, lessonId, id, text) => inTurn(() => comments.update(as(by), { lessonId, id, text })),
    remove: (by, lessonId, id) => inTurn(() => comments.remove(as(by), { lessonId, id })),
    reply: (by, { draft, ...said }) =>
      inTurn(async () => {
        const id: ReplyId = `reply:${nameOf(by, draft)}`
        const list = await comments.list(as(by), said.lessonId)
        if (list.some(comment => comment.replies.some(reply => reply.id === id))) return
        await replies.add(as(by), said, id)
      }),
    rubrics: rubricList,
  }
}
