import { html } from '../../text/html.ts'
import type { TimelinePlan } from '../timelinePlan.ts'

/** The timeline as SVG; its words stand beside it too, so it is one picture to a screen reader. */
export function timelineSvg(plan: TimelinePlan, description: string): string {
  const { width, height, bands, lanes, marks, ticks, laneLeft, rulerY } = plan
  const parts = [
    ...bands.map(
      ({ x, y, width: long, height: high, title }) =>
        `<svg x="${x}" y="${y}" width="${long}" height="${high}"><rect class="band" width="100%" height="100%" rx="3"/><text class="t" x="5" y="${high - 5}">${html(title)}</text></svg>`,
    ),
    ...lanes.map(
      ({ y, height: high, name }) =>
        `<svg x="0" y="${y}" width="${laneLeft - 6}" height="${high}"><text class="t" x="0" y="${high - 7}">${html(name)}</text></svg><line class="base" x1="${laneLeft}" x2="${width}" y1="${y + high / 2}" y2="${y + high / 2}"/>`,
    ),
    ...marks.map(
      ({ x, y, width: long, height: high, colour, number }) =>
        `<a href="#c${number}" tabindex="-1"><rect class="${colour}" x="${x.toFixed(1)}" y="${y}" width="${long.toFixed(1)}" height="${high}" rx="1.5"/></a>`,
    ),
    `<line class="base" x1="${laneLeft}" x2="${width}" y1="${rulerY}" y2="${rulerY}"/>`,
    ...ticks.map(
      ({ x, text }) =>
        `<line class="base" x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${rulerY}" y2="${rulerY + 4}"/><text class="t s" x="${x.toFixed(1)}" y="${rulerY + 15}">${text}</text>`,
    ),
  ]
  return `<svg class="timeline" viewBox="0 0 ${width} ${height}" role="img" aria-label="${html(description)}">${parts.join('')}</svg>`
}
