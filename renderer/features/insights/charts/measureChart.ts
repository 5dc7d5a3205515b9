import { axisX, axisY, dot, gridY, lineY, ruleX, ruleY, text } from '@observablehq/plot'
import type { CycleView } from '../../../../electron/contract/api/cycles.ts'
import type { MeasureView } from '../../../../electron/contract/api/measures.ts'
import { counted, dayWords } from '../../../lib/words.ts'
import type { Chart } from './chart.types.ts'
import { drawn } from './draw.ts'

const HEIGHT_PX = 276
/** Values of fewer students than this move much with one of them. */
const FEW = 10

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** A value with what it is of: `72 %`, `3.4 of 5`. */
export const valueWords = (value: number, unit: string | undefined): string =>
  `${Number(value.toFixed(2)).toLocaleString('en-GB')}${unit ? ` ${unit}` : ''}`

/** A measure's values by day, with the cycle's lessons between them and what is hoped for. */
export function measureChart(measure: MeasureView, lessons: CycleView['lessons']): Chart {
  const { points, unit, target, title } = measure
  const dated = lessons.flatMap(({ title: name, date }, at) =>
    date === undefined ? [] : [{ name, date: dateOf(date), number: String(at + 1), day: date }],
  )
  const values = points.map(point => ({ ...point, date: dateOf(point.day) }))
  const few = points.filter(({ of }) => of !== undefined && of < FEW).length
  const undated = lessons.length - dated.length
  return {
    title,
    note: [
      `${counted(points.length, 'value')}.`,
      target !== undefined && `Hoped for: ${valueWords(target, unit)} (dashed).`,
      dated.length > 0 && 'Numbered lines are the lessons of the cycle.',
      undated > 0 && `${counted(undated, 'lesson')} without a day ${undated === 1 ? 'is' : 'are'} not drawn.`,
      few > 0 && `${counted(few, 'value')} of fewer than ${FEW}: one student more would move it much.`,
      'That both changed does not say that one changed the other.',
    ]
      .filter(Boolean)
      .join(' '),
    table: {
      columns: ['Day', unit ? `Value (${unit})` : 'Value', 'Of', 'Note'],
      rows: points.map(({ day, value, of, note }) => [day, value, of ?? '', note ?? '']),
    },
    draw: (palette, widthPx) =>
      drawn(palette, {
        width: widthPx,
        height: HEIGHT_PX,
        marginLeft: 48,
        marginTop: 28,
        marginBottom: 44,
        marginRight: 24,
        x: { type: 'utc', nice: true },
        y: { nice: true, zero: unit === '%' },
        marks: [
          gridY({ stroke: palette.line, strokeOpacity: 1 }),
          axisX({ label: null, tickSize: 0, ticks: Math.max(2, Math.floor(widthPx / 110)) }),
          axisY({ label: null, tickSize: 0, ticks: 5 }),
          ruleX(dated, { x: 'date', stroke: palette.quiet, strokeOpacity: 0.6 }),
          text(dated, { x: 'date', frameAnchor: 'top', dy: -14, text: 'number', fill: palette.quiet }),
          ...(target === undefined ? [] : [ruleY([target], { stroke: palette.ink, strokeDasharray: '4 4' })]),
          lineY(values, { x: 'date', y: 'value', stroke: palette.ink, strokeWidth: 2 }),
          dot(values, { x: 'date', y: 'value', fill: palette.ink, r: 4.5 }),
          text(values, {
            x: 'date',
            y: 'value',
            text: ({ value }: (typeof values)[number]) => valueWords(value, undefined),
            dy: -13,
            fill: palette.text,
            stroke: palette.ground,
            strokeWidth: 4,
          }),
        ],
      }),
  }
}

/** The lessons as the chart numbers them. */
export const lessonWords = ({ lessons }: Pick<CycleView, 'lessons'>): string[] =>
  lessons.map(({ title, date }, at) => `${at + 1} ${title}${date ? `, ${dayWords(date)}` : ''}`)
