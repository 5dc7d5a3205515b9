import type { Act } from '../../../lib/keys.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import type { Player } from '../player/Player.ts'
import { canMove, changePlace, placeNow } from './changePlace.ts'
import { type Grip, movedPlace } from './movedPlace.ts'
import { nudge } from './moving.ts'
import { NUDGE_KEYS } from './nudgeKeys.ts'

/** Moving the chosen comment by keys, from wherever the focus is; a focused mark listens for itself. */
export function moveActs({
  comment,
  frameMs,
  player,
}: {
  comment: ShownComment | undefined
  frameMs: number
  player: Player
}): readonly Act[] {
  const disabled = !comment || !canMove(comment)
  const run = (grip: Grip, by: 1 | -1) => () => {
    if (!comment || disabled) return
    const place = nudge({
      id: comment.id,
      now: () => placeNow(comment),
      grip,
      by,
      to: (from, steps) => movedPlace(from, grip, steps * frameMs, player.lengthMs),
      save: settled => void changePlace(comment, settled),
    })
    player.seekTo(grip === 'to' ? (place.toMs ?? place.atMs) : place.atMs)
  }
  const group = 'Range, clips, timeline'
  const act = (id: string, title: string, key: string, grip: Grip, by: 1 | -1): Act => ({
    id: `move.${id}`,
    title,
    group,
    keys: [key],
    keyOnly: true,
    disabled,
    run: run(grip, by),
  })
  return [
    act('earlier', 'Move the chosen comment one frame back', NUDGE_KEYS.earlier, 'all', -1),
    act('later', 'Move the chosen comment one frame on', NUDGE_KEYS.later, 'all', 1),
    act('shorter', 'End the chosen comment one frame sooner', NUDGE_KEYS.shorter, 'to', -1),
    act('longer', 'End the chosen comment one frame later', NUDGE_KEYS.longer, 'to', 1),
  ]
}
