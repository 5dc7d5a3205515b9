import { memo } from 'react'
import type { PictureSize } from '../../../electron/contract/drawing/geometry.ts'
import { labelWeight, type Paint, paintsOf } from '../../../electron/contract/drawing/paint.ts'
import type { Shape } from '../../../electron/contract/records/drawing.ts'
import type { PersonColour } from '../../../electron/contract/records/person.ts'
import { measureLabel } from './measureLabel.ts'

/** One shape as SVG, from the paints that the export uses too. */
export const ShapeMarks = memo(function ShapeMarks({
  shape,
  colour,
  picture,
}: {
  readonly shape: Shape
  readonly colour: PersonColour
  readonly picture: PictureSize
}) {
  const paints = paintsOf(shape, { colour, picture, measure: measureLabel })
  return paints.map((paint, at) => (
    // The paints of a shape are always the same ones in the same order.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Mark key={at} paint={paint} />
  ))
})

function Mark({ paint }: { readonly paint: Paint }) {
  switch (paint.what) {
    case 'line':
      return (
        <path
          d={paint.d}
          fill="none"
          stroke={paint.colour}
          strokeOpacity={paint.opacity}
          strokeWidth={paint.widthPx}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )
    case 'plate':
      return <path d={paint.d} fill={paint.colour} fillOpacity={paint.opacity} />
    case 'words':
      return (
        <text
          x={paint.x}
          y={paint.y}
          fill={paint.colour}
          fontSize={paint.sizePx}
          fontWeight={labelWeight}
          style={{ fontFamily: 'var(--font)', whiteSpace: 'pre' }}
        >
          {paint.text}
        </text>
      )
  }
}
