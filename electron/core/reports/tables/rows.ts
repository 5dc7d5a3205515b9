import { formatTimecode } from '../../../contract/time/timecode.ts'
import type { Report } from '../report.types.ts'
import { kindWords, levelWords, stepWords, tagWords } from '../words.ts'

/** A table: names of its columns, and one row a line. Numbers stay numbers where a format has them. */
export interface Table {
  readonly title: string
  readonly columns: readonly { readonly name: string; readonly width: number }[]
  readonly rows: readonly (readonly (string | number)[])[]
}

const wide = (name: string, width: number) => ({ name, width })

/** One comment a row. Pure. */
export const commentTable = ({ comments }: Report): Table => ({
  title: 'Comments',
  columns: [
    wide('number', 8),
    wide('at', 14),
    wide('to', 14),
    wide('author', 18),
    wide('role', 10),
    wide('kind', 12),
    wide('text', 70),
    wide('tags', 40),
    wide('replies', 40),
    wide('pinned', 8),
    wide('talked through', 14),
    wide('link', 30),
  ],
  rows: comments.map(({ number, atMs, toMs, author, kind, text, tags, replies, pinned, resolved, href }) => [
    number,
    formatTimecode(atMs, 3),
    toMs === undefined ? '' : formatTimecode(toMs, 3),
    author.name,
    author.role,
    kindWords[kind],
    text,
    tags.map(tagWords).join('\n'),
    replies.map(reply => `${reply.author.name}: ${reply.text}`).join('\n'),
    pinned ? 'yes' : '',
    resolved ? 'yes' : '',
    href,
  ]),
})

const lessonTable = ({ title, facts, focus, people, madeOn }: Report): Table => ({
  title: 'Lesson',
  columns: [wide('what', 20), wide('value', 70)],
  rows: [
    ['Title', title],
    ...facts.map(({ label, value }) => [label, value]),
    ...(focus === undefined ? [] : [['Focus', focus]]),
    ...people.map(({ name, role, comments }) => [`Comments by ${name} (${role})`, comments]),
    ['Report of', madeOn],
  ],
})

/** One tag a row: what a pivot table counts. */
const tagTable = ({ comments }: Report): Table => ({
  title: 'Tags',
  columns: [
    wide('comment', 10),
    wide('at', 14),
    wide('by', 18),
    wide('rubric', 30),
    wide('code', 10),
    wide('criterion', 40),
    wide('level', 20),
  ],
  rows: comments.flatMap(({ number, atMs, tags }) =>
    tags.map(tag => [
      number,
      formatTimecode(atMs, 3),
      tag.author.name,
      tag.rubricTitle,
      tag.code,
      tag.title,
      levelWords(tag),
    ]),
  ),
})

const debriefTable = (report: Report): Table => {
  const { goals, strengths, wonderings, prompts, helped, steps } = report
  const lines = [
    ...goals.map(line => ({ what: 'Goal', line, state: '' })),
    ...strengths.map(line => ({ what: 'Strength', line, state: '' })),
    ...wonderings.map(line => ({ what: 'Wondering', line, state: '' })),
    ...steps.map(line => ({ what: 'Action step', line, state: stepWords(line) })),
    ...prompts.map(line => ({ what: 'Noticing prompt', line, state: '' })),
    ...helped.map(line => ({ what: 'What helped', line, state: '' })),
  ]
  return {
    title: 'Debrief',
    columns: [wide('what', 18), wide('text', 70), wide('by', 18), wide('on comments', 14), wide('state', 16)],
    rows: lines.map(({ what, line, state }) => [
      what,
      line.text,
      line.author.name,
      line.about.join(', '),
      state,
    ]),
  }
}

/** Everything of a report as tables. Pure. */
export const tablesOf = (report: Report): Table[] => [
  lessonTable(report),
  commentTable(report),
  tagTable(report),
  debriefTable(report),
]
