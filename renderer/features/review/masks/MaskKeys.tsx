import { useEffect } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { MaskView } from '../../../../electron/contract/api/masks.ts'
import { useKeys } from '../../../lib/keys.ts'
import { rangeOf } from '../../../lib/place.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { closeDesk } from '../drawing/useDesk.ts'
import { focusStage } from '../player/focusStage.ts'
import { announce } from '../room/Room.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import { addSoundMask } from './maskChanges.ts'
import { setMaskDesk, useMaskDesk } from './maskStore.ts'
import { masksAt } from './useMasksNow.ts'

export const closeMasks = (): void => {
  setMaskDesk({ recordingId: undefined, selected: undefined, news: undefined })
  focusStage()
}

/** The keys by which masking begins, on the picture or on the sound of the range. */
export function MaskKeys({
  recording,
  masks,
}: {
  readonly recording: RecordingView
  readonly masks: readonly MaskView[]
}) {
  const room = useRoom()
  const speaks = useSpeaker(({ speaker }) => speaker !== undefined)
  const open = useMaskDesk(({ recordingId }) => recordingId === recording.id)
  const hasRange = useRoomUi(ui => rangeOf(ui) !== undefined)
  const hasSound = recording.audioCodec !== undefined
  const hasPicture = recording.width > 0
  useEffect(() => () => setMaskDesk({ recordingId: undefined, selected: undefined }), [])
  const begin = () => {
    if (!speaks) return announce(room, 'Say who is here, at the top, to mask.')
    if (room.drawing.getState().desk) closeDesk(room)
    room.player.act({ do: 'pause' })
    const [on] = masksAt(masks, room.player.nowMs)
    setMaskDesk({ recordingId: recording.id, selected: on?.mask.id, news: undefined })
    announce(room, 'Masking. Drag on the picture, or press Enter to place a mask in the middle.')
  }
  const sound = (effect: 'mute' | 'distort') => {
    const range = rangeOf(room.ui.getState())
    if (!range) return announce(room, 'Set a range first, with I and O.')
    if (!speaks) return announce(room, 'Say who is here, at the top, to mask.')
    void addSoundMask(room.lessonId, recording.id, effect, { fromMs: range.atMs, toMs: range.toMs })
  }
  const group = 'Masks'
  useKeys([
    {
      id: 'mask',
      title: open ? 'Stop masking' : 'Mask faces and names in the picture',
      group,
      keys: ['shift+m'],
      disabled: !hasPicture,
      run: () => (open ? closeMasks() : begin()),
    },
    {
      id: 'mask.mute',
      title: 'Mute the sound of the range in what is exported',
      group,
      keys: ['alt+m'],
      disabled: !hasRange || !hasSound,
      run: () => sound('mute'),
    },
    {
      id: 'mask.distort',
      title: 'Distort the voices of the range in what is exported',
      group,
      keys: ['alt+shift+m'],
      disabled: !hasRange || !hasSound,
      run: () => sound('distort'),
    },
  ])
  return null
}
