import { ActionIcon, Menu } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { Download } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { sayError } from '../../lib/notices.ts'
import type { Chart } from './charts/chart.types.ts'
import { saveChart } from './charts/chartFile.ts'
import { pagePalette } from './charts/palette.ts'
import classes from './Insights.module.css'

/** A table of more columns has no room beside its chart. */
const MOST_BESIDE = 6
/** One of more has half of the room. */
const FEW_BESIDE = 4

/** A chart with its table beside, to be kept as a file. Who cannot see the chart reads the table. */
export function ChartFigure({
  chart,
  head,
  empty = false,
  children,
}: {
  readonly chart: Chart
  /** What the chart is taken of, beside its title. */
  readonly head?: ReactNode
  /** There is nothing to draw yet. */
  readonly empty?: boolean
  /** What can be done with what it shows, under it. */
  readonly children?: ReactNode
}) {
  const place = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize<HTMLDivElement>()
  const title = useId()
  const widthPx = Math.max(240, Math.floor(width))
  useEffect(() => {
    if (width > 0) place.current?.replaceChildren(chart.draw(pagePalette, widthPx))
  }, [chart, width, widthPx])
  const { columns } = chart.table
  const keep = (format: 'png' | 'svg' | 'csv') => () =>
    void saveChart(chart, format).catch((error: unknown) => sayError(error, 'The chart was not saved.'))
  return (
    <section className={classes.figure} aria-labelledby={title}>
      <header className={classes.figureHead}>
        <div className="grow">
          <h2 id={title} className={classes.figureTitle}>
            {chart.title}
          </h2>
          <p className={classes.note}>{chart.note}</p>
        </div>
        {head}
        {!empty && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={`Save “${chart.title}”`} title="Save as a file">
                <Download size={17} strokeWidth={1.9} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={keep('png')}>As a picture (PNG)</Menu.Item>
              <Menu.Item onClick={keep('svg')}>As a drawing (SVG)</Menu.Item>
              <Menu.Item onClick={keep('csv')}>As a table (CSV)</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      {!empty && (
        <div
          className={classes.beside}
          data-wide={columns.length > MOST_BESIDE}
          data-half={columns.length > FEW_BESIDE}
        >
          <div ref={ref} className={classes.chart}>
            <div ref={place} />
          </div>
          {columns.length > MOST_BESIDE ? (
            <details className={classes.under}>
              <summary>The same as a table</summary>
              <DataTable chart={chart} />
            </details>
          ) : (
            <DataTable chart={chart} />
          )}
        </div>
      )}
      {children}
    </section>
  )
}

function DataTable({ chart: { title, table } }: { readonly chart: Chart }) {
  const { columns, rows } = table
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className={classes.table} tabIndex={0} aria-label={`${title}: table`}>
      <table>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and are drawn anew together
            <tr key={at}>
              {row.map((value, column) =>
                column === 0 ? (
                  <th key={columns[column]} scope="row" dir="auto">
                    {value}
                  </th>
                ) : (
                  <td key={columns[column]} data-zero={value === 0}>
                    {value}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
