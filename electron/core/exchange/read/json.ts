import { z } from 'zod'
import { commentKind } from '../../../contract/records/comment.ts'
import { type NotesReading, NotesRefusal, type Skipped } from '../notes.types.ts'

/** What is read of our own JSON (docs/exchange.md); `debrief comments --json` prints the same list. */
const note = z.object({
  atMs: z.int().nonnegative(),
  toMs: z.int().nonnegative().optional(),
  text: z.string().min(1),
  kind: commentKind.optional(),
  author: z.object({ name: z.string() }).optional(),
  tags: z.array(z.object({ code: z.string(), level: z.string().optional() })).default([]),
  replies: z.array(z.object({ author: z.object({ name: z.string() }), text: z.string() })).default([]),
  private: z.boolean().default(false),
})
const file = z.union([
  z.object({ comments: z.array(z.unknown()) }).transform(({ comments }) => comments),
  z.array(z.unknown()),
])

/** @throws NotesRefusal */
export function readJson(value: unknown): NotesReading {
  const parsed = file.safeParse(value)
  if (!parsed.success)
    throw new NotesRefusal(
      'This JSON is neither a conversation of Debrief nor a BORIS project: it has no list of comments. Nothing was taken in.',
    )
  const skipped: Skipped[] = []
  const notes = parsed.data.flatMap((raw, at) => {
    const read = note.safeParse(raw)
    if (!read.success) {
      const [issue] = read.error.issues
      skipped.push({
        reason: `Comment ${at + 1} cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
      })
      return []
    }
    const { atMs, toMs, text: words, kind, author, tags, replies } = read.data
    if (read.data.private) {
      skipped.push({ reason: `Comment ${at + 1} is a private note, which belongs to its author alone.` })
      return []
    }
    return {
      atMs,
      ...(toMs !== undefined && toMs > atMs && { toMs }),
      text: [words, ...replies.map(reply => `${reply.author.name}: ${reply.text}`)].join('\n'),
      ...(kind && { kind }),
      ...(author && { author: author.name }),
      tags: tags.map(({ code, level }) => (level === undefined ? code : `${code}=${level}`)),
    }
  })
  return { notes, skipped }
}
