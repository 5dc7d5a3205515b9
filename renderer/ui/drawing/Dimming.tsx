import { useId } from 'react'
import type { PictureSize } from '../../../electron/contract/drawing/geometry.ts'
import { dimming, holesOf } from '../../../electron/contract/drawing/paint.ts'
import type { Shape } from '../../../electron/contract/records/drawing.ts'
import { measureLabel } from './measureLabel.ts'

/** What spotlights leave dark; those of one moment share it. Nothing where there is none. */
export function Dimming({
  drawings,
  size,
}: {
  readonly drawings: ReadonlyArray<{ readonly picture: PictureSize; readonly shapes: readonly Shape[] }>
  /** The picture that they lie on. */
  readonly size: PictureSize
}) {
  const id = `dim${useId().replace(/[^A-Za-z0-9]/g, '')}`
  const lit = drawings
    .map(({ picture, shapes }) => ({ picture, holes: holesOf(shapes, picture, measureLabel) }))
    .filter(({ holes }) => holes.length > 0)
  if (lit.length === 0) return null
  return (
    <>
      <mask id={id} maskUnits="userSpaceOnUse" x={0} y={0} width={size.width} height={size.height}>
        <rect width={size.width} height={size.height} fill="#fff" />
        {lit.map(({ picture, holes }) => (
          <path key={holes.join()} d={holes.join('')} fill="#000" transform={scaleTo(picture, size)} />
        ))}
      </mask>
      <rect
        width={size.width}
        height={size.height}
        fill={dimming.colour}
        fillOpacity={dimming.opacity}
        mask={`url(#${id})`}
      />
    </>
  )
}

/** SVG transform from the picture that something was drawn on to the one that is shown. */
export const scaleTo = (from: PictureSize, to: PictureSize): string | undefined =>
  from.width === to.width && from.height === to.height
    ? undefined
    : `scale(${to.width / from.width} ${to.height / from.height})`
