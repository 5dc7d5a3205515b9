import { describeShape } from '../../../electron/contract/drawing/describe.ts'
import type { TimedDrawing } from '../../lib/drawnAt.ts'
import { Dimming, scaleTo } from './Dimming.tsx'
import { measureLabel } from './measureLabel.ts'
import { ShapeMarks } from './ShapeMarks.tsx'
import classes from './ShapeSheet.module.css'

/** Drawings, laid over a picture of that size. @param dimmedBy whose spotlights dim the rest */
export function ShapeSheet({
  size,
  shown,
  dimmedBy,
}: {
  readonly size: { readonly width: number; readonly height: number }
  readonly shown: readonly TimedDrawing[]
  readonly dimmedBy: Parameters<typeof Dimming>[0]['drawings']
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML's fieldset cannot hold a drawing
    <svg
      className={classes.layer}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="group"
      aria-label="Drawings of this moment"
      data-testid="drawings"
    >
      <Dimming size={{ width: size.width, height: size.height }} drawings={dimmedBy} />
      {shown.map(({ key, name, colour, picture, shapes }) => (
        <g key={key} transform={scaleTo(picture, size)}>
          {shapes.map((shape, at) => (
            // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a drawn shape is a picture with a name
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: a shape is its place in the list, and two may be alike
              key={at}
              role="img"
              aria-label={describeShape(shape, name, picture, measureLabel)}
            >
              <ShapeMarks shape={shape} colour={colour} picture={picture} />
            </g>
          ))}
        </g>
      ))}
    </svg>
  )
}
