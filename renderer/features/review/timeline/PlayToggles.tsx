import { FastForward, Repeat } from 'lucide-react'
import { type Act, useKeys } from '../../../lib/keys.ts'
import { rangeOf } from '../../../lib/place.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useTick } from '../player/playerContext.ts'
import { announce } from '../room/Room.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import { loopTo, skipTo, toggleLoop, toggleSkip, usePlayRules } from './playRules.ts'

/** Loop of the range, and skipping of silences: in the transport, by key, and at work while playing. */
export function PlayToggles() {
  const room = useRoom()
  const looping = usePlayRules(rules => rules.looping)
  const skips = usePlayRules(rules => rules.skipsSilence)
  const silences = usePlayRules(rules => rules.silences)
  const inMs = useRoomUi(ui => ui.inMs)
  const outMs = useRoomUi(ui => ui.outMs)
  const hasRange = rangeOf({ inMs, outMs }) !== undefined
  const group = 'Playback'
  const loop = () => {
    toggleLoop()
    announce(room, usePlayRules.getState().looping ? 'The range is repeated.' : 'The range is played once.')
  }
  const skip = () => {
    toggleSkip()
    announce(room, usePlayRules.getState().skipsSilence ? 'Silences are skipped.' : 'Silences are played.')
  }
  const acts: Act[] = [
    { id: 'loop', title: 'Repeat the range', group, keys: ['r'], run: loop, disabled: !hasRange && !looping },
    {
      id: 'silence',
      title: 'Skip silences',
      group,
      keys: ['s'],
      run: skip,
      disabled: silences === undefined,
    },
  ]
  useKeys(acts)
  useTick(player => {
    if (player.state.getState().rate <= 0) return
    const rules = usePlayRules.getState()
    const range = rules.looping ? rangeOf(room.ui.getState()) : undefined
    const skipped = rules.skipsSilence ? skipTo(rules.silences ?? [], player.nowMs) : undefined
    const to = (range && loopTo(range, skipped ?? player.nowMs, player.lengthMs)) ?? skipped
    if (to !== undefined) player.seekTo(to)
  })
  return (
    <>
      <IconButton
        icon={Repeat}
        label="Repeat the range"
        combo="r"
        pressed={looping}
        variant={looping ? 'filled' : 'subtle'}
        disabled={!hasRange && !looping}
        why="Set a range with I and O first"
        onClick={loop}
      />
      <IconButton
        icon={FastForward}
        label="Skip silences"
        combo="s"
        pressed={skips}
        variant={skips ? 'filled' : 'subtle'}
        disabled={silences === undefined}
        why="Where it is silent is not known (yet)"
        onClick={skip}
      />
    </>
  )
}
