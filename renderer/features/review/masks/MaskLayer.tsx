import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { useAppInfo } from '../../../lib/queries.ts'
import { usePlayer } from '../player/playerContext.ts'
import { useRoom } from '../room/roomContext.ts'
import { MaskDesk } from './MaskDesk.tsx'
import { Masked } from './Masked.tsx'
import { MaskKeys } from './MaskKeys.tsx'
import { MaskTools } from './MaskTools.tsx'
import { useMaskDesk } from './maskStore.ts'
import { useMasksNow, useMasksOf } from './useMasksNow.ts'

/** What is masked in a recording of the room, whose sound alone can be masked too; and, in the masks' own mode, the desk to mask on. */
export function MaskLayer({
  recording,
  desk,
}: {
  readonly recording: RecordingView
  /** The picture may be masked here: it is the one that the keys are for. */
  readonly desk: boolean
}) {
  const readOnly = useAppInfo().data?.library.readOnly ?? false
  const hasPicture = recording.width > 0
  const open =
    useMaskDesk(({ recordingId }) => recordingId === recording.id) && desk && hasPicture && !readOnly
  const masks = useMasksOf(useRoom().lessonId, recording.id)
  const now = useMasksNow(masks, usePlayer())
  return (
    <>
      {hasPicture && <Masked recording={recording} now={now} />}
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
