import type { Act } from '../../../lib/keys.ts'
import { focusStage } from '../player/focusStage.ts'
import { announce, type Room } from '../room/Room.ts'

/** Ties the two lessons at the moments that are shown, or lets them go again. */
export const tieActs = (room: Room) => ({
  toggleTie: () => {
    const { beside } = room
    if (beside.ui.getState().tie) {
      beside.untie()
      announce(room, 'Untied: each lesson has its own clock.')
    } else {
      beside.tie()
      announce(room, 'Tied here: both lessons play together.')
    }
  },
})

/** What can be done with another lesson beside this one. @param open whether there is one */
export function besideActs(room: Room, open: boolean): Act[] {
  const group = 'Angles and other lessons'
  const { beside } = room
  return [
    {
      id: 'beside.open',
      title: open ? 'Another lesson beside instead' : 'Another lesson beside',
      group,
      keys: ['w'],
      run: () => beside.ask(),
    },
    {
      id: 'beside.tie',
      title: 'Tie the two lessons here, or untie them',
      group,
      keys: ['shift+w'],
      disabled: !open,
      run: tieActs(room).toggleTie,
    },
    {
      id: 'beside.keys',
      title: 'Playing keys and sound to the other lesson, or back',
      group,
      keys: ['g'],
      disabled: !open,
      run: () => {
        const there = !beside.ui.getState().keysThere
        beside.giveKeys(there)
        announce(room, there ? 'Keys go to the other lesson.' : 'Keys go to this lesson.')
        focusStage()
      },
    },
    {
      id: 'beside.close',
      title: 'Put the other lesson away',
      group,
      disabled: !open,
      run: () => {
        beside.close()
        focusStage()
      },
    },
  ]
}
