import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommentView } from '../../../../electron/contract/api/comments.ts'
import { type NotesFormat, readableFormat } from '../../../../electron/contract/api/notes.ts'
import { commentKinds } from '../../../../electron/contract/records/comment.ts'
import { readNotes } from '../../../../electron/core/exchange/read/readNotes.ts'
import { settleNotes } from '../../../../electron/core/exchange/settleNotes.ts'
import { writeNotes } from '../../../../electron/core/exchange/write/writeNotes.ts'
import { ana, saying } from './saying.ts'

const durationMs = 3_600_000

const file = (comments: readonly CommentView[]) => ({
  lesson: { id: 'lesson:1' as const, title: 'Fractions “½” & more' },
  durationMs,
  fps: 30_000 / 1001,
  fileNames: ['lesson 1.mp4'],
  comments,
  phases: [],
})

/** What comes back when what was written is taken in again by the same person. */
function roundTrip(format: NotesFormat, comments: readonly CommentView[]) {
  const { text } = writeNotes(format, file(comments), {})
  const reading = readNotes(Buffer.from(text), 'notes', { format: readableFormat.parse(format) })
  return settleNotes(reading, { shiftMs: 0, durationMs, speaker: ana.name })
}

/** Any words that say something: quotes, brackets, line breaks, entities, any script, what formats use as signs. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '"quoted"',
        '<b>',
        '&amp;',
        ']]>',
        '-->',
        'a, b; c',
        '=1+1',
        '\\',
        '%s',
        '¿qué?',
        'مرحبا',
        '数',
        '👩‍🏫',
        'a|b',
        '50 %',
        '…',
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(parts =>
    parts
      .join(' ')
      .replace(/\p{Cc}|\p{Cs}|[\ufffe\uffff\ufeff]/gu, '')
      .trim(),
  )
  .filter(text => text !== '')

const tagOf = (code: string, level: string | undefined, at: number) => ({
  id: `tag:${at}` as const,
  rubricId: 'rubric:r' as const,
  code,
  ...(level !== undefined && { level }),
  author: ana,
})

const comment = fc.record({
  atMs: fc.integer({ min: 0, max: durationMs - 5 }),
  lengthMs: fc.option(fc.integer({ min: 5, max: 60_000 }), { nil: undefined }),
  kind: fc.constantFrom(...commentKinds),
  text: words,
  tags: fc.uniqueArray(
    fc.record({ code: fc.constantFrom('A1', 'B2', 'C3'), level: fc.constantFrom(undefined, '1', '4') }),
    {
      selector: ({ code }) => code,
      maxLength: 2,
    },
  ),
})

const comments = fc.array(comment, { minLength: 1, maxLength: 12 }).map(list =>
  list
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ lengthMs, tags, ...rest }, at) =>
      saying(rest.text, {
        ...rest,
        id: `comment:${at}`,
        ...(lengthMs !== undefined && { toMs: Math.min(durationMs, rest.atMs + lengthMs) }),
        tags: tags.map(({ code, level }, index) => tagOf(code, level, index)),
      }),
    ),
)

const essence = (
  { atMs, toMs, kind, text }: Pick<CommentView, 'atMs' | 'toMs' | 'kind' | 'text'>,
  tags: readonly string[],
) => ({
  atMs,
  toMs: toMs ?? null,
  kind,
  text,
  tags: [...tags].sort(),
})
const byAll = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

describe('a conversation that leaves and comes back', () => {
  it.each(['boris', 'elan', 'sportscode', 'csv', 'json'] as const)('is the same through %s', format => {
    fc.assert(
      fc.property(comments, list => {
        const { notes, skipped } = roundTrip(format, list)
        expect(skipped).toEqual([])
        const wrote = list.map(each =>
          essence(
            each,
            each.tags.map(({ code, level }) => (level === undefined ? code : `${code}=${level}`)),
          ),
        )
        expect(notes.map(each => essence(each, each.tags)).sort(byAll)).toEqual(wrote.sort(byAll))
      }),
      { numRuns: 60 },
    )
  })

  it('is the same through TextGrid, but for criteria that look like the words’ own brackets', () => {
    fc.assert(
      fc.property(comments, list => {
        const plain = list.filter(({ text }) => !/\]\s*$/.test(text))
        fc.pre(plain.length > 0)
        const { notes } = roundTrip('textgrid', plain)
        expect(
          notes.map(({ atMs, toMs, kind, text }) => essence({ atMs, toMs, kind, text }, [])).sort(byAll),
        ).toEqual(plain.map(each => essence(each, [])).sort(byAll))
      }),
      { numRuns: 60 },
    )
  })

  it.each(['vtt', 'srt'] as const)('keeps times, criteria and what is said through %s', format => {
    const tags = [tagOf('B2', '3', 1), tagOf('C1', undefined, 2)]
    // SubRip has names only before the words; one that comes back is taken for a name.
    const list = [
      saying('Three hands & a nod', { toMs: 65_000, tags }),
      saying('[laughs] Then silence', { atMs: 70_000, toMs: 71_000 }),
    ]
    expect(roundTrip(format, list).notes).toEqual([
      { atMs: 61_250, toMs: 65_000, kind: 'noticing', text: 'Three hands & a nod', tags: ['B2=3', 'C1'] },
      { atMs: 70_000, toMs: 71_000, kind: 'noticing', text: '[laughs] Then silence', tags: [] },
    ])
  })

  it('marks what others said with their name, and brings their replies', () => {
    const reply = {
      id: 'reply:1' as const,
      author: { ...ana, name: 'Ben' },
      text: 'I saw four',
      createdAtMs: 0,
    }
    const list = [saying('Three hands', { replies: [reply], author: { ...ana, name: 'Cem' } })]
    for (const format of ['boris', 'elan', 'sportscode', 'json'] as const)
      expect(roundTrip(format, list).notes[0]?.text).toBe('Cem: Three hands\nBen: I saw four')
  })
})
