import { useState } from 'react'
import type { Cue } from '../../../../electron/contract/records/transcript.ts'
import { useTick } from '../player/playerContext.ts'
import { cueAt } from './cueAt.ts'

/** The index of the cue that is heard now, -1 where nobody speaks; renders only when it changes. */
export function useHeard(cues: readonly Cue[]): number {
  const [heard, setHeard] = useState(-1)
  useTick(player => {
    const now = cueAt(cues, player.nowMs)
    if (now !== heard) setHeard(now)
  })
  return heard
}
