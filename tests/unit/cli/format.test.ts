import { describe, expect, it } from 'vitest'
import { asCsv } from '../../../electron/cli/format/conversationCsv.ts'
import { asSrt, asVtt } from '../../../electron/cli/format/conversationSubtitles.ts'
import { inWords } from '../../../electron/cli/format/conversationWords.ts'
import { shorten, table } from '../../../electron/cli/format/table.ts'
import type { CommentView } from '../../../electron/contract/api/comments.ts'

const ana = { id: 'person:a', name: 'Ana', role: 'coach' } as const
const ben = { id: 'person:b', name: 'Ben <b>', role: 'teacher' } as const

const saying = (text: string, more: Partial<CommentView> = {}): CommentView => ({
  id: 'comment:1',
  lessonId: 'lesson:1',
  atMs: 61_250,
  author: ana,
  kind: 'evidence',
  text,
  tags: [],
  replies: [],
  drawings: [],
  private: false,
  closed: false,
  createdAtMs: 0,
  local: true,
  ...more,
})

const rated = saying('Three hands & a nod', {
  toMs: 65_000,
  tags: [
    { id: 'tag:1', rubricId: 'rubric:r', code: 'B2', level: '3', author: ana },
    { id: 'tag:2', rubricId: 'rubric:r', code: 'C1', author: ana },
  ],
  replies: [{ id: 'reply:1', author: ben, text: 'I saw\n\nfour', createdAtMs: 0 }],
})

describe('a conversation as WebVTT', () => {
  it('names who speaks, escapes markup, and keeps empty lines out of its cues', () => {
    expect(asVtt([rated], 600_000)).toBe(
      [
        'WEBVTT',
        '',
        '1',
        '00:01:01.250 --> 00:01:05.000',
        '<v Ana>Three hands &amp; a nod',
        '[B2=3, C1]',
        'Ben &lt;b&gt;: I saw',
        'four',
        '',
      ].join('\n'),
    )
  })

  it('cannot be broken by words that look like a cue', () => {
    const text = asVtt([saying('a\n\n00:00:01.000 --> 00:00:02.000\nfake')], 600_000)
    expect(text.match(/ --> /g)).toHaveLength(1)
    expect(text).toContain('--&gt;')
  })

  it('gives a moment time to be read, but not past the lesson', () => {
    expect(asVtt([saying('x')], 600_000)).toContain('00:01:01.250 --> 00:01:05.250')
    expect(asVtt([saying('x')], 62_000)).toContain('00:01:01.250 --> 00:01:02.000')
  })
})

describe('a conversation as SRT', () => {
  it('has commas in its times and the name before the words', () => {
    expect(asSrt([rated], 600_000)).toMatch(/^1\n00:01:01,250 --> 00:01:05,000\nAna: Three hands & a nod\n/)
    expect(asSrt([saying('a --> b')], 600_000).match(/ --> /g)).toHaveLength(1)
  })
})

describe('a conversation as CSV', () => {
  it('keeps quotes, line breaks and commas inside their cells', () => {
    const [head, ...rows] = asCsv([saying('He said "wait",\nthen waited')]).split('\r\n')
    expect(head).toBe('\ufeffat,to,author,role,kind,text,tags,replies,id')
    expect(rows[0]).toBe('1:01.250,,Ana,coach,evidence,"He said ""wait"",\nthen waited",,,comment:1')
  })

  it.each(['=1+1', '+49', '-x', '@here'])('is not run as a formula: %s', text => {
    expect(asCsv([saying(text)])).toContain(`,'${text},`)
  })
})

describe('a conversation in words', () => {
  it('shows time, person, kind, tags and replies', () => {
    const words = inWords([rated])
    expect(words).toMatch(/^1:01–1:05 +Ana \(coach\) {2}evidence {2}B2=3 {2}C1 {2}comment:1/)
    expect(words).toContain('> Ben <b> (teacher): I saw')
  })

  it('withholds a closed private note', () => {
    expect(inWords([saying('', { private: true, closed: true })])).toContain(
      'closed while someone else is here',
    )
  })
})

describe('table', () => {
  it('aligns columns of wide letters and of marks that take no room', () => {
    const rows = [
      ['观察', '1'],
      ['e\u0301te\u0301', '22'],
      ['👩‍🏫', '333'],
    ]
    expect(table([{ title: 'WHAT' }, { title: 'N', align: 'right' }], rows).split('\n')).toEqual([
      'WHAT    N',
      '观察    1',
      'e\u0301te\u0301    22',
      '👩‍🏫    333',
    ])
  })

  it('keeps a cell on its line', () => {
    expect(table([{ title: 'A' }], [['one\ntwo']])).toBe('A\none two')
  })

  it('cuts words between letters, never within one', () => {
    expect(shorten('👩‍🏫👩‍🏫👩‍🏫', 2)).toBe('👩‍🏫…')
    expect(shorten('short', 5)).toBe('short')
  })
})
