import { axisX, axisY, cell, text } from '@observablehq/plot'
import { counted } from '../../../lib/words.ts'
import type { HeatMap } from '../figures.ts'
import type { Chart, Palette } from './chart.types.ts'
import { drawn, shortened } from './draw.ts'

const ROW_PX = 30
/** Shades are apart enough to be told, and words on each can be read: none lies in the middle. */
const SHADES = [0.1, 0.22, 0.36, 0.76, 0.92] as const
const LAST_LIGHT = 0.36

export function shadeOf(count: number, most: number): number {
  if (count === 0) return 0
  const at = Math.ceil((count / Math.max(most, SHADES.length)) * SHADES.length) - 1
  return SHADES[Math.min(SHADES.length - 1, at)] ?? 0.1
}

/** A level's number over its name, each as much of it as the cell is wide (px). */
function inTwoLines(label: string, cellPx: number): string {
  const [first = '', ...rest] = label.split(' ')
  return `${first}\n${shortened(rest.join(' '), Math.floor(cellPx / 7.4))}`
}

/** Tags by criterion and level: the more often, the darker; the number stands in each cell. */
export function heatChart(map: HeatMap, note: string): Chart {
  const { columns, rows } = map
  const most = Math.max(0, ...rows.flatMap(({ counts }) => [...counts.values()]))
  const cells = rows.flatMap(({ criterion, counts }) =>
    columns.map(({ code }) => {
      const count = counts.get(code) ?? 0
      return { row: criterion.code, column: code, count, shade: shadeOf(count, most) }
    }),
  )
  const labels = new Map(columns.map(({ code, label }) => [code, label]))
  const titles = new Map(rows.map(({ criterion: { code, title } }) => [code, `${code}  ${title}`]))
  const draw = (palette: Palette, widthPx: number) => {
    const left = Math.min(230, Math.round(widthPx * 0.38))
    return drawn(palette, {
      width: widthPx,
      height: rows.length * ROW_PX + 44,
      marginLeft: left,
      marginTop: 40,
      marginRight: 4,
      marginBottom: 4,
      x: { domain: columns.map(({ code }) => code) },
      y: { domain: rows.map(({ criterion }) => criterion.code) },
      marks: [
        axisX({
          anchor: 'top',
          label: null,
          tickSize: 0,
          tickFormat: (code: string) =>
            inTwoLines(labels.get(code) ?? code, (widthPx - left) / columns.length),
        }),
        axisY({
          label: null,
          tickSize: 0,
          tickFormat: (code: string) => shortened(titles.get(code) ?? code, Math.floor((left - 16) / 6.4)),
        }),
        cell(cells, { x: 'column', y: 'row', fill: 'none', stroke: palette.line, inset: 1.5 }),
        cell(cells, { x: 'column', y: 'row', fill: palette.ink, fillOpacity: 'shade', inset: 1.5 }),
        text(cells, {
          x: 'column',
          y: 'row',
          text: ({ count }: (typeof cells)[number]) => (count > 0 ? String(count) : ''),
          fill: ({ shade }: (typeof cells)[number]) => (shade > LAST_LIGHT ? palette.onInk : palette.text),
        }),
      ],
      opacity: { type: 'identity' },
    })
  }
  return {
    title: 'Tags by criterion and level',
    note: `${counted(map.total, 'tag')}. ${note}`,
    table: {
      columns: ['Criterion', ...columns.map(({ label }) => label), 'Tags'],
      rows: rows.map(({ criterion: { code, title }, counts, total }) => [
        `${code} ${title}`,
        ...columns.map(column => counts.get(column.code) ?? 0),
        total,
      ]),
    },
    draw,
  }
}
