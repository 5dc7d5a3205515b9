import { useCallback, useEffect, useRef, useState } from 'react'
import type { SessionView } from '../../../../electron/contract/api/session.ts'
import { type Playhead, placeAt } from '../../../../electron/contract/session/follow.ts'
import { api } from '../../../lib/api.ts'
import { leaderOf, youIn } from '../../../lib/session.ts'
import { usePlayer } from '../player/playerContext.ts'
import { SessionFollower } from './SessionFollower.ts'
import { useTyping } from './useTyping.ts'

/** While playing, others are told where we are at least so often. */
const TELL_EVERY_MS = 1000
/** What counts as a jump: more than a stall of the picture. */
const JUMP_MS = 150
/** A follower looks so often whether it is where it should be. */
const LOOK_EVERY_MS = 200

/**
 * Tells the others where this page is, and keeps it where the leader is for as long as it follows. An act by hand (play, pause, a jump)
 * ends the following: whoever wants to look for themselves just does.
 */
export function useSessionPlay(view: Exclude<SessionView, { side: 'none' }>) {
  const player = usePlayer()
  const typing = useTyping()
  const leader = leaderOf(view)
  const you = youIn(view)
  const leads = you !== undefined && you.id === leader?.id
  const [wants, setWants] = useState<'yes' | 'no' | 'stopped'>('yes')
  const follows = wants === 'yes' && !leads
  const head = useRef<Playhead | undefined>(undefined)
  head.current = leader?.playhead
  const lookNow = useRef<(() => void) | undefined>(undefined)

  const tell = useCallback(() => {
    const { rate, speed } = player.state.getState()
    const playhead: Playhead = {
      // At rest, the moment of the frame that is on: others are to see that very frame.
      atMs: rate > 0 ? Math.max(0, Math.round(player.nowMs)) : player.momentMs,
      // Running backwards is told as a place after another.
      playing: rate > 0,
      rate: Math.max(0.1, rate > 0 ? rate : speed),
      clockMs: Date.now(),
    }
    // Others see by our silence where it could not be told; the next turn tells again.
    api.session.here({ playhead, typing, follows }).catch(() => undefined)
    return playhead
  }, [player, typing, follows])

  useEffect(() => {
    let told = tell()
    const isNews = () => {
      const { rate } = player.state.getState()
      const turned = rate > 0 !== told.playing || (rate > 0 && rate !== told.rate)
      if (turned) return true
      if (rate <= 0) return player.momentMs !== told.atMs
      return Math.abs(player.nowMs - placeAt(told, Date.now())) > JUMP_MS
    }
    const look = () => {
      if (isNews() && !player.isSeeking) told = tell()
    }
    const stop = player.onTick(look)
    const timer = setInterval(() => {
      if (told.playing) told = tell()
    }, TELL_EVERY_MS)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [player, tell])

  useEffect(() => {
    if (!follows) return
    const follower = new SessionFollower(player, () => setWants('stopped'))
    const look = () => follower.look(head.current, Date.now())
    lookNow.current = look
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      lookNow.current = undefined
      follower.end()
    }
  }, [player, follows])

  // News of the leader is acted on when it comes, not at the next look.
  const news = leader?.playhead
  useEffect(() => {
    if (news) lookNow.current?.()
  }, [news])

  return {
    follows,
    /** An act by hand, or writing, which holds the picture, ended the following; nobody asked for that in so many words. */
    stopped: wants === 'stopped' && !leads,
    setFollows: (on: boolean) => setWants(on ? 'yes' : 'no'),
  }
}
