import { useRef } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { useAppInfo } from '../../../lib/queries.ts'
import { usePicturePerPx } from '../drawing/usePicturePerPx.ts'
import { MaskDesk } from './MaskDesk.tsx'
import { MaskKeys } from './MaskKeys.tsx'
import classes from './Masks.module.css'
import { MaskTools } from './MaskTools.tsx'
import { useMaskDesk } from './maskStore.ts'
import { useMasksNow, useMasksOf } from './useMasksNow.ts'

/** As many blurred blocks across as the export leaves. */
const blocksAcross = 3

/** What is masked in a picture, as others will not see it; and, in the masks' own mode, the desk to mask on. */
export function MaskLayer({
  recording,
  desk,
}: {
  readonly recording: RecordingView
  /** The picture may be masked here: it is the one that the keys are for. */
  readonly desk: boolean
}) {
  const readOnly = useAppInfo().data?.library.readOnly ?? false
  const open = useMaskDesk(({ recordingId }) => recordingId === recording.id) && desk && !readOnly
  const masks = useMasksOf(recording.id)
  const now = useMasksNow(masks)
  const layer = useRef<HTMLDivElement>(null)
  const perPx = usePicturePerPx(layer, recording)
  return (
    <>
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
      {desk && !readOnly && <MaskKeys recording={recording} masks={masks} />}
      {open && (
        <>
          <MaskDesk recording={recording} now={now} />
          <MaskTools recording={recording} masks={masks} />
        </>
      )}
    </>
  )
}
