import { useRef } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { usePicturePerPx } from '../drawing/usePicturePerPx.ts'
import classes from './Masks.module.css'
import type { MaskNow } from './useMasksNow.ts'

/** As many blurred blocks across as the export leaves. */
const blocksAcross = 3

/** What is masked in a picture, as others will not see it. */
export function Masked({
  recording,
  now,
}: {
  readonly recording: RecordingView
  readonly now: readonly MaskNow[]
}) {
  const layer = useRef<HTMLDivElement>(null)
  const perPx = usePicturePerPx(layer, recording)
  return (
    <div ref={layer} className={classes.layer} data-testid="masks" aria-hidden="true">
      <div
        className={classes.picture}
        style={{ width: recording.width / perPx, height: recording.height / perPx }}
      >
        {now.map(({ mask, place }) => {
          const share = (part: number, whole: number) => `${(100 * part) / whole}%`
          const block = Math.min(place.width, place.height) / blocksAcross / perPx
          return (
            <div
              key={mask.id}
              className={classes.mask}
              data-shape={mask.shape}
              data-effect={mask.effect}
              style={{
                left: share(place.x, mask.picture.width),
                top: share(place.y, mask.picture.height),
                width: share(place.width, mask.picture.width),
                height: share(place.height, mask.picture.height),
                ...(mask.effect === 'blur' && { backdropFilter: `blur(${Math.max(6, block)}px)` }),
              }}
            />
          )
        })}
      </div>
    </div>
  )
}
