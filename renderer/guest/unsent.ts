import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { create } from 'zustand'
import { tagInput } from '../../electron/contract/api/comments.ts'
import { commentId, commentKind } from '../../electron/contract/records/comment.ts'
import { api, keptSeat } from './guestApi.ts'

const words = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('comment'),
    draft: z.string(),
    atMs: z.int(),
    toMs: z.int().optional(),
    kind: commentKind,
    text: z.string(),
    tags: z.array(tagInput),
  }),
  z.object({ what: z.literal('reply'), draft: z.string(), commentId, text: z.string() }),
])
/** Something that was said here and that the host has not confirmed. */
export type Unsent = z.infer<typeof words> & { readonly problem?: string }

const STORED = 'debrief.guest.unsent'
const read = (): readonly Unsent[] => {
  const text = sessionStorage.getItem(STORED)
  return text === null ? [] : (z.array(words).safeParse(JSON.parse(text)).data ?? [])
}

/** Words on their way: kept in this tab, also where it is loaded anew, until the host says that it has them. */
export const useUnsent = create<{ readonly all: readonly Unsent[] }>()(() => ({ all: read() }))

function keep(all: readonly Unsent[]): void {
  sessionStorage.setItem(STORED, JSON.stringify(all))
  useUnsent.setState({ all })
}
export const discard = (draft: string): void =>
  keep(useUnsent.getState().all.filter(each => each.draft !== draft))

/** So long after a failure on the way it is tried once more, where the page has not noticed by itself that the host is back. */
const AGAIN_MS = 3000

async function send(each: Unsent): Promise<void> {
  const { draft, text } = each
  try {
    if (each.what === 'reply') await api.reply({ draft, text, commentId: each.commentId })
    else {
      const { atMs, toMs, kind, tags } = each
      await api.comment({ draft, text, atMs, toMs, kind, tags })
    }
    discard(draft)
  } catch (error) {
    // Whatever broke on the way goes out again; what the host did not take says why, and who is out keeps it to copy.
    if (!(error instanceof ORPCError)) setTimeout(() => void sendUnsent(), AGAIN_MS)
    else if (error.code !== 'session.refused' && error.status !== 404) refused(draft, error.message)
  }
}

const refused = (draft: string, problem: string): void =>
  keep(useUnsent.getState().all.map(one => (one.draft === draft ? { ...one, problem } : one)))

/** Says something: at once where the host can be reached, else on return. */
export function say(said: Unsent): void {
  keep([...useUnsent.getState().all, said])
  void send(said)
}

export const sayAgain = (draft: string): void => {
  const each = useUnsent.getState().all.find(one => one.draft === draft)
  if (each) void send(each)
}

/** Hands over what could not be sent before; the host knows by its draft what it has already. */
export async function sendUnsent(): Promise<void> {
  if (!keptSeat()) return
  for (const each of useUnsent.getState().all) if (each.problem === undefined) await send(each)
}

window.addEventListener('beforeunload', event => {
  if (useUnsent.getState().all.length > 0) event.preventDefault()
})
