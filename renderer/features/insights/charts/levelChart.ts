import { axisX, axisY, dot, gridY, text } from '@observablehq/plot'
import type { InsightCriterion, InsightsView } from '../../../../electron/contract/api/insights.ts'
import { counted, dayWords } from '../../../lib/words.ts'
import { levelsOverTime } from '../figures.ts'
import type { Chart } from './chart.types.ts'
import { drawn, shortened } from './draw.ts'

const ROW_PX = 44
/** More lessons than this stand slanted under the chart. */
const MOST_LEVEL_NAMES = 8

/** The levels of one criterion from lesson to lesson: levels have an order and no distance, so each is a row, and nothing is averaged. */
export function levelChart(view: InsightsView, criterion: InsightCriterion): Chart {
  const lessons = levelsOverTime(view, criterion)
  const { levels } = criterion
  const rated = lessons.filter(({ total }) => total > 0)
  const days = new Map(lessons.map(({ lesson }) => [lesson.lessonId as string, dayWords(lesson.day)]))
  const labels = new Map(levels.map(({ code, label }, at) => [code, `${at + 1} ${label}`]))
  const dots = lessons.flatMap(({ lesson, counts }) =>
    [...counts].map(([level, count]) => ({ id: lesson.lessonId as string, level, count })),
  )
  const most = Math.max(1, ...dots.map(({ count }) => count))
  const total = lessons.reduce((sum, each) => sum + each.total, 0)
  return {
    title: `Levels of ${criterion.code} ${criterion.title} over time`,
    note:
      rated.length < 2
        ? `${counted(total, 'level')} in ${counted(rated.length, 'lesson')}: a change can only be seen over two lessons or more.`
        : `${counted(total, 'level')} in ${counted(rated.length, 'lesson')}, in the order they were taught. Larger dots are given more often.`,
    table: {
      columns: ['Lesson', 'Day', ...levels.map(({ code }) => labels.get(code) ?? code)],
      rows: lessons.map(({ lesson, counts }) => [
        lesson.title,
        lesson.day,
        ...levels.map(({ code }) => counts.get(code) ?? 0),
      ]),
    },
    draw: (palette, widthPx) => {
      const slanted = lessons.length > MOST_LEVEL_NAMES
      return drawn(palette, {
        width: widthPx,
        height: levels.length * ROW_PX + (slanted ? 64 : 32),
        marginLeft: Math.min(140, Math.round(widthPx * 0.3)),
        marginTop: 4,
        marginBottom: slanted ? 60 : 28,
        marginRight: 8,
        x: { type: 'point', domain: lessons.map(({ lesson }) => lesson.lessonId), padding: 0.5 },
        y: { type: 'point', domain: levels.map(({ code }) => code).toReversed(), padding: 0.5 },
        r: { type: 'identity' },
        marks: [
          gridY({ stroke: palette.line, strokeOpacity: 1 }),
          axisX({
            label: null,
            tickSize: 0,
            tickRotate: slanted ? -45 : 0,
            tickFormat: (id: string) => days.get(id) ?? id,
          }),
          axisY({
            label: null,
            tickSize: 0,
            tickFormat: (code: string) => shortened(labels.get(code) ?? code, 18),
          }),
          dot(dots, {
            x: 'id',
            y: 'level',
            r: ({ count }: (typeof dots)[number]) => 8 + 8 * Math.sqrt(count / most),
            fill: palette.ink,
          }),
          text(dots, { x: 'id', y: 'level', text: 'count', fill: palette.onInk }),
        ],
      })
    },
  }
}
