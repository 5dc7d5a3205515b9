import { drawingSpan } from '../../contract/drawing/drawingSpan.ts'
import type { Measure } from '../../contract/drawing/geometry.ts'
import { dimming, holesOf, type Paint, paintsOf } from '../../contract/drawing/paint.ts'
import { html } from '../text/html.ts'
import type { SiteComment } from './site.types.ts'

function paintSvg(paint: Paint): string {
  switch (paint.what) {
    case 'line':
      return `<path d="${paint.d}" fill="none" stroke="${paint.colour}" stroke-opacity="${paint.opacity}" stroke-width="${paint.widthPx}" stroke-linecap="round" stroke-linejoin="round"/>`
    case 'plate':
      return `<path d="${paint.d}" fill="${paint.colour}" fill-opacity="${paint.opacity}"/>`
    case 'words':
      return `<text x="${paint.x}" y="${paint.y}" fill="${paint.colour}" font-size="${paint.sizePx}" font-weight="600" xml:space="preserve">${html(paint.text)}</text>`
  }
}

/** The drawings of a clip, one SVG a picture size, each mark with the time in which it is on; `''` where there are none. */
export function drawnSvg(comments: readonly SiteComment[], measure: Measure): string {
  return comments
    .flatMap(comment =>
      comment.drawings.map(({ picture, shapes }) => {
        const { fromMs, toMs } = drawingSpan(comment)
        const holes = holesOf(shapes, picture, measure)
        const dim =
          holes.length === 0
            ? ''
            : `<path fill-rule="evenodd" d="M0 0H${picture.width}V${picture.height}H0Z${holes.join('')}" fill="${dimming.colour}" fill-opacity="${dimming.opacity}"/>`
        const marks = shapes
          .flatMap(shape => paintsOf(shape, { colour: comment.author.colour, picture, measure }))
          .map(paintSvg)
          .join('')
        return `<svg viewBox="0 0 ${picture.width} ${picture.height}" aria-hidden="true"><g data-from="${fromMs}" data-to="${toMs}" style="display:none">${dim}${marks}</g></svg>`
      }),
    )
    .join('')
}
