import type { Act } from '../../../lib/keys.ts'
import { announce, type Room } from '../room/Room.ts'

/** Takes the comments off the picture, or lays them over it again. */
export function toggleLanes(room: Room): void {
  const { lanesOver } = room.ui.getState()
  room.ui.setState({ lanesOver: !lanesOver })
  announce(room, lanesOver ? 'The comments are hidden.' : 'The comments lie over the picture.')
}

/** @param toggle goes to full screen and back */
export const fullActs = (room: Room, full: boolean, toggle: () => void): readonly Act[] => [
  {
    id: 'full',
    title: full ? 'Leave full screen' : 'Full screen, with the comments over the picture',
    group: 'Playback',
    keys: ['f'],
    run: toggle,
  },
  {
    id: 'full.lanes',
    title: 'Show or hide the comments in full screen',
    group: 'Playback',
    keys: ['u'],
    disabled: !full,
    run: () => toggleLanes(room),
  },
]
