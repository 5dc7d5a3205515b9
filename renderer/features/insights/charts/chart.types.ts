import type { PersonColour } from '../../../../electron/contract/records/person.ts'

/** The colours of a chart: the page's own, or those of a file that is read on white paper. */
export interface Palette {
  readonly ground: string
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly ink: string
  readonly onInk: string
  readonly font: string
  person(colour: PersonColour): string
}

/** What the chart shows, as a table; the first column names the rows. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** One chart: drawn as SVG at any width (px), read as a table, kept as a file. */
export interface Chart {
  readonly title: string
  /** Counts and cautions, under the title. */
  readonly note: string
  readonly table: ChartTable
  draw(palette: Palette, widthPx: number): SVGElement | HTMLElement
}
