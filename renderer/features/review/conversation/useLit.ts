import { useEffect, useRef } from 'react'
import { afterPaint } from '../../../lib/afterPaint.ts'
import { usePlayer } from '../player/playerContext.ts'
import { useRoom } from '../room/roomContext.ts'
import { ofTheMoment, sameIds } from './ofTheMoment.ts'
import type { ShownComment } from './shownComments.ts'

/** Looked at so often while playing: quick to the eye, and far from once a frame. */
const EVERY_MS = 80

/** Keeps `ui.lit` to the comments of the moment. */
export function useLit(comments: readonly ShownComment[]): void {
  const room = useRoom()
  const player = usePlayer()
  const lookedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const look = () => {
      lookedAt.current = performance.now()
      const lit = ofTheMoment(comments, player.nowMs)
      if (
        !sameIds(
          lit,
          room.ui.getState().lit.map(id => ({ id })),
        )
      )
        room.ui.setState({ lit: lit.map(({ id }) => id) })
    }
    look()
    let closed = false
    let waiting = false
    // Lighting a comment scrolls the lanes to it: that is drawn after the picture, which is what was asked for.
    const lookAfterPicture = () => {
      if (waiting) return
      waiting = true
      afterPaint(() => {
        waiting = false
        if (!closed && !player.isSeeking) look()
      })
    }
    const stop = player.onTick(() => {
      const playing = player.state.getState().rate !== 0
      if (!playing && !player.isSeeking) lookAfterPicture()
      else if (playing && performance.now() - lookedAt.current >= EVERY_MS) look()
    })
    return () => {
      closed = true
      stop()
    }
  }, [room, player, comments])
}
