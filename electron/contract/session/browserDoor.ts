import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from '../api/base.ts'
import { commentPlace, commentView, tagInput } from '../api/comments.ts'
import { recordingView } from '../api/lessons.ts'
import { rubricView } from '../api/rubrics.ts'
import { participantId, sessionHere, sessionPerson } from '../api/session.ts'
import { commentId, commentKind, commentText } from '../records/comment.ts'
import { personId, personName, role } from '../records/person.ts'
import { typedCode } from './code.ts'

/**
 * What a guest’s page in a browser says to the host, where the host allows such guests. They have no Debrief, no library and no keys: the host’s
 * installation writes their words, under a name that says so.
 */
export const BROWSER_RPC_PREFIX = '/guest/rpc'

/** What stands behind the name that a browser guest gave, wherever their words are read. */
export const BROWSER_GUEST = ' (browser guest)'

/** Why a token is refused whose place another tab of the same browser has taken, as the `subject` of `session.refused`. */
export const ELSEWHERE = 'elsewhere'

const secret = z.string().regex(/^[\w-]{20,100}$/)
/** Made by the page for each thing it says: said twice under the same one, because the network broke, it is there once. */
const draft = z.uuid()

export const browserEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('waiting') }),
  z.object({ type: z.literal('admitted'), you: participantId, personId }),
  z.object({ type: z.literal('people'), people: z.array(sessionPerson), leaderId: participantId }),
  z.object({
    type: z.literal('lesson'),
    title: z.string(),
    durationMs: z.int(),
    /** How the page can play them; those that are withheld are missing. */
    recordings: z.array(recordingView),
    /** All that is shared of the lesson. */
    comments: z.array(commentView),
  }),
  /** Those that Debrief ships with and those that the lesson’s tags are from. */
  z.object({ type: z.literal('rubrics'), rubrics: z.array(rubricView) }),
  /** `elsewhere`: another tab of the same browser has taken the place of this one. */
  z.object({ type: z.literal('ended'), why: z.enum(['ended', 'refused', 'dismissed', ELSEWHERE]) }),
])
export type BrowserEvent = z.infer<typeof browserEvent>

export const browserDoor = {
  /**
   * Tells the code and asks to be let in. A wrong code counts as one at Debrief’s own door does. `proof` is what the browser got at an earlier
   * join of this session: with it, and under the same name, someone is who they were then; without it they are someone else.
   */
  join: procedure
    .input(z.object({ name: personName.max(60), role, code: typedCode, proof: secret.optional() }))
    .output(z.object({ token: secret, mediaKey: secret, proof: secret, hostName: personName })),
  stream: procedure.output(eventIterator(browserEvent)),
  comment: procedure
    .input(
      z.object({
        draft,
        ...commentPlace,
        kind: commentKind,
        text: commentText,
        tags: z.array(tagInput).max(40),
      }),
    )
    .output(z.void()),
  reply: procedure.input(z.object({ draft, commentId, text: commentText })).output(z.void()),
  /** Only what this guest said themselves. */
  edit: procedure.input(z.object({ id: commentId, text: commentText })).output(z.void()),
  remove: procedure.input(z.object({ id: commentId })).output(z.void()),
  here: procedure.input(sessionHere).output(z.void()),
  time: procedure.output(z.object({ nowMs: z.number() })),
  leave: procedure.output(z.void()),
}
