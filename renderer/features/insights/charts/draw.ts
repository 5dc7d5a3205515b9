import { type Markish, type PlotOptions, plot } from '@observablehq/plot'
import type { Palette } from './chart.types.ts'

/** A text that fits an axis; the whole one stands in the table. */
export const shortened = (text: string, most: number): string =>
  [...text].length <= most
    ? text
    : `${[...text]
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`

/** Debrief's look of a chart. The page's policy lets no style element in; the few rules it would hold are set here. */
export function drawn(
  palette: Palette,
  options: PlotOptions & { readonly marks: Markish[] },
): SVGElement | HTMLElement {
  // Made in a document of its own, where nothing is applied before it is taken out.
  const apart = document.implementation.createHTMLDocument('')
  const chart = plot({
    ...options,
    document: apart,
    style: { fontFamily: palette.font, fontSize: '12px', color: palette.text, background: palette.ground },
  })
  for (const style of chart.querySelectorAll('style')) style.remove()
  chart.setAttribute('aria-hidden', 'true')
  return chart
}
