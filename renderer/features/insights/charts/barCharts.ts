import { axisY, barX, stackX, text } from '@observablehq/plot'
import type { LessonInsight } from '../../../../electron/contract/api/insights.ts'
import type { PersonColour } from '../../../../electron/contract/records/person.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { LEAST_FOR_PERCENT, percentOf } from '../../../lib/shares.ts'
import { counted, dayWords, kindWord, roleWord } from '../../../lib/words.ts'
import { kindCounts, peopleShares, phaseTimes, rolesByLesson } from '../figures.ts'
import type { Chart, Palette } from './chart.types.ts'
import { drawn, shortened } from './draw.ts'

const ROW_PX = 32

interface Bar {
  readonly id: string
  readonly name: string
  readonly value: number
  /** What stands at its end. */
  readonly words: string
  readonly fill?: (palette: Palette) => string
}

function bars(rows: readonly Bar[], palette: Palette, widthPx: number) {
  const left = Math.min(190, Math.round(widthPx * 0.34))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const data = rows.map(row => ({ ...row, fill: row.fill?.(palette) ?? palette.ink }))
  return drawn(palette, {
    width: widthPx,
    height: rows.length * ROW_PX + 8,
    marginLeft: left,
    marginTop: 4,
    marginBottom: 4,
    // Room for the words at the end of the longest bar.
    marginRight: 120,
    x: { axis: null, domain: [0, Math.max(1, ...rows.map(({ value }) => value))] },
    y: { domain: rows.map(({ id }) => id) },
    marks: [
      axisY({
        label: null,
        tickSize: 0,
        tickFormat: (id: string) => shortened(names.get(id) ?? id, Math.floor((left - 12) / 6.4)),
      }),
      barX(data, { x: 'value', y: 'id', fill: 'fill', insetTop: 5, insetBottom: 5 }),
      text(data, { x: 'value', y: 'id', text: 'words', textAnchor: 'start', dx: 6, fill: palette.text }),
    ],
  })
}

const few = (count: number, what: string): string =>
  count < LEAST_FOR_PERCENT ? ` Under ${LEAST_FOR_PERCENT} ${what} there is no percentage.` : ''

const withPercent = (part: number, whole: number): string => {
  const percent = percentOf(part, whole)
  return percent === undefined ? String(part) : `${part} (${percent} %)`
}
const percentCell = (part: number, whole: number): string => {
  const percent = percentOf(part, whole)
  return percent === undefined ? '–' : `${percent} %`
}

export function kindChart(lessons: readonly LessonInsight[]): Chart {
  const kinds = kindCounts(lessons)
  const all = kinds.reduce((sum, { count }) => sum + count, 0)
  const rows = kinds.map(({ kind, count }) => ({
    id: kind,
    name: kindWord(kind),
    value: count,
    words: withPercent(count, all),
  }))
  return {
    title: 'Kinds of comments',
    note: `${counted(all, 'comment')}.${few(all, 'comments')}`,
    table: {
      columns: ['Kind', 'Comments', 'Share'],
      rows: kinds.map(({ kind, count }) => [kindWord(kind), count, percentCell(count, all)]),
    },
    draw: (palette, widthPx) => bars(rows, palette, widthPx),
  }
}

/** Phases are measured and not counted, so their share of the time is given for one lesson too. */
export function phaseChart(lessons: readonly LessonInsight[]): Chart {
  const phases = phaseTimes(lessons)
  const wholeMs = lessons.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const named = lessons.filter(({ phases: each }) => each.length > 0).length
  const share = (ms: number) => (wholeMs > 0 ? `${Math.round((100 * ms) / wholeMs)} %` : '–')
  const rows = phases.map(({ title, ms }) => ({
    id: title,
    name: title,
    value: ms,
    words: `${formatTimecode(ms)} (${share(ms)})`,
  }))
  return {
    title: 'Time in phases',
    note: `${named} of ${counted(lessons.length, 'lesson')} ${named === 1 ? 'has' : 'have'} phases; shares are of ${formatTimecode(wholeMs)} in all.`,
    table: {
      columns: ['Phase', 'Time', 'Share of the time', 'Lessons'],
      rows: phases.map(({ title, ms, lessons: count }) => [title, formatTimecode(ms), share(ms), count]),
    },
    draw: (palette, widthPx) => bars(rows, palette, widthPx),
  }
}

/** Who said how much, in the persons' own colours. */
export function peopleChart(
  lessons: readonly LessonInsight[],
  colours: ReadonlyMap<string, PersonColour>,
): Chart {
  const people = peopleShares(lessons)
  const all = people.reduce((sum, { words }) => sum + words, 0)
  // Few comments are few, however many words they have.
  const said = people.reduce((sum, { comments, replies }) => sum + comments + replies, 0)
  const whole = said < LEAST_FOR_PERCENT ? 0 : all
  const rows = people.map(({ person: { id, name }, words }) => ({
    id,
    name,
    value: words,
    words: `${withPercent(words, whole)} words`,
    fill: (palette: Palette) => palette.person(colours.get(id) ?? 'p4'),
  }))
  return {
    title: 'Who says how much',
    note: `${counted(all, 'word')} in ${counted(said, 'comment or reply', 'comments and replies')}.${few(said, 'of them')}`,
    table: {
      columns: ['Person', 'Role', 'Comments', 'Replies', 'Words', 'Share of the words'],
      rows: people.map(({ person, comments, replies, words }) => [
        person.name,
        person.role.charAt(0).toUpperCase() + person.role.slice(1),
        comments,
        replies,
        words,
        percentCell(words, whole),
      ]),
    },
    draw: (palette, widthPx) => bars(rows, palette, widthPx),
  }
}

const SHADES = { teacher: 0.92, coach: 0.36, peer: 0.16, leader: 0.16 } as const

/** Comments and replies of teachers beside those of coaches, lesson by lesson. */
export function balanceChart(lessons: readonly LessonInsight[]): Chart {
  const byLesson = rolesByLesson(lessons)
  const shownRoles = (['teacher', 'coach', 'peer', 'leader'] as const).filter(
    role => role === 'teacher' || role === 'coach' || byLesson.some(({ said }) => said[role] > 0),
  )
  const names = new Map(
    lessons.map(({ lessonId, title, day }) => [lessonId as string, `${dayWords(day)}  ${title}`]),
  )
  const pieces = byLesson.flatMap(({ lesson, said }) =>
    shownRoles.map(role => ({
      id: lesson.lessonId as string,
      role,
      value: said[role],
      shade: SHADES[role],
    })),
  )
  return {
    title: 'Teacher and coach, lesson by lesson',
    note: `Comments and replies: ${shownRoles.map(role => `${roleWord(role).toLowerCase()} ${role === 'teacher' ? 'solid' : role === 'coach' ? 'grey' : 'light'}`).join(', ')}.`,
    table: {
      columns: ['Lesson', 'Day', ...shownRoles.map(roleWord)],
      rows: byLesson.map(({ lesson, said }) => [
        lesson.title,
        lesson.day,
        ...shownRoles.map(role => said[role]),
      ]),
    },
    draw: (palette, widthPx) => {
      const left = Math.min(230, Math.round(widthPx * 0.38))
      return drawn(palette, {
        width: widthPx,
        height: lessons.length * ROW_PX + 8,
        marginLeft: left,
        marginTop: 4,
        marginBottom: 4,
        marginRight: 8,
        x: { axis: null },
        y: { domain: lessons.map(({ lessonId }) => lessonId) },
        opacity: { type: 'identity' },
        marks: [
          axisY({
            label: null,
            tickSize: 0,
            tickFormat: (id: string) => shortened(names.get(id) ?? id, Math.floor((left - 12) / 6.4)),
          }),
          barX(pieces, {
            x: 'value',
            y: 'id',
            fill: palette.ink,
            fillOpacity: 'shade',
            stroke: palette.ground,
            insetTop: 5,
            insetBottom: 5,
          }),
          text(
            pieces,
            stackX({
              x: 'value',
              y: 'id',
              text: ({ value }: (typeof pieces)[number]) => (value > 0 ? String(value) : ''),
              fill: ({ shade }: (typeof pieces)[number]) => (shade > 0.5 ? palette.onInk : palette.text),
            }),
          ),
        ],
      })
    },
  }
}
