import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { create } from 'zustand'
import { tagInput } from '../../electron/contract/api/comments.ts'
import { commentId, commentKind } from '../../electron/contract/records/comment.ts'
import { personId } from '../../electron/contract/records/person.ts'
import { api, keptSeat } from './guestApi.ts'
import { useGuestRoom } from './guestRoom.ts'

/** As whom it was said: whoever comes back as someone else does not say it by accident. */
const said = { draft: z.string(), text: z.string(), by: personId, byName: z.string() }

const words = z.discriminatedUnion('what', [
  z.object({
    ...said,
    what: z.literal('comment'),
    atMs: z.int(),
    toMs: z.int().optional(),
    kind: commentKind,
    tags: z.array(tagInput),
  }),
  z.object({ ...said, what: z.literal('reply'), commentId }),
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

type Words = z.infer<typeof words>
type Plain<W> = W extends Words ? Omit<W, 'draft' | 'by' | 'byName'> : never

/** Says something: at once where the host can be reached, else on return. */
export function say(plain: Plain<Words>): void {
  const { personId: by, you, people } = useGuestRoom.getState()
  const byName = people.find(({ id }) => id === you)?.name ?? ''
  const each = words.parse({ ...plain, draft: crypto.randomUUID(), by, byName })
  keep([...useUnsent.getState().all, each])
  void send(each)
}

export const sayAgain = (draft: string): void => {
  const each = useUnsent.getState().all.find(one => one.draft === draft)
  if (each) void send(each)
}

/** Hands over what could not be sent before; the host knows by its draft what it has already. */
export async function sendUnsent(): Promise<void> {
  // Who waits for the host's answer is nobody yet.
  if (!keptSeat() || useGuestRoom.getState().phase !== 'in') return
  for (const each of useUnsent.getState().all) {
    if (each.problem !== undefined) continue
    if (each.by === useGuestRoom.getState().personId) await send(each)
    else
      refused(each.draft, `Written as ${each.byName}. Try again to say it as who you are now, or discard it.`)
  }
}

window.addEventListener('beforeunload', event => {
  if (useUnsent.getState().all.length > 0) event.preventDefault()
})
