import { axisX, axisY, barY, gridY, text } from '@observablehq/plot'
import type { GoalTrend } from '../../../../electron/contract/api/schoolGoals.ts'
import { counted } from '../../../lib/words.ts'
import type { Chart } from './chart.types.ts'
import { drawn } from './draw.ts'

const HEIGHT_PX = 200
const MONTH_PX = 96

const monthWords = (month: string): string =>
  new Date(`${month}-01T12:00:00Z`).toLocaleDateString('en-GB', {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  })

/** What works towards a goal, month by month: counts and nothing else. */
export function goalChart({ title, lessons, steps, stepsDone, collections, months }: GoalTrend): Chart {
  const most = Math.max(1, ...months.map(month => month.lessons))
  return {
    title,
    note: `${counted(lessons, 'lesson')}, ${steps === 0 ? 'no action step' : `${stepsDone} of ${counted(steps, 'action step')} done`}, ${counted(collections, 'collection')}.${months.length > 0 ? ' Bars are lessons by the month they were taught.' : ''}`,
    table: {
      columns: ['Month', 'Lessons', 'Action steps', 'Done'],
      rows: months.map(month => [monthWords(month.month), month.lessons, month.steps, month.stepsDone]),
    },
    draw: (palette, widthPx) =>
      drawn(palette, {
        // Few months are narrow bars, not wide ones.
        width: Math.min(widthPx, 48 + months.length * MONTH_PX),
        height: HEIGHT_PX,
        marginLeft: 32,
        marginTop: 20,
        marginBottom: 28,
        marginRight: 8,
        x: { type: 'band', domain: months.map(({ month }) => month), padding: 0.3 },
        y: { domain: [0, most] },
        marks: [
          gridY({ stroke: palette.line, strokeOpacity: 1, ticks: Math.min(4, most) }),
          axisX({
            label: null,
            tickSize: 0,
            tickFormat: (month: string) => (months.length > 12 ? month.slice(2) : monthWords(month)),
          }),
          axisY({ label: null, tickSize: 0, ticks: Math.min(4, most) }),
          barY(months, { x: 'month', y: 'lessons', fill: palette.ink }),
          text(months, {
            x: 'month',
            y: 'lessons',
            text: ({ lessons: count }: GoalTrend['months'][number]) => (count > 0 ? String(count) : ''),
            dy: -8,
            fill: palette.text,
          }),
        ],
      }),
  }
}
