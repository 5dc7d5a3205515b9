import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { useRoom } from '../room/roomContext.ts'
import type { AnglesUi } from './anglesStore.ts'
import { type Arrangement, arrange } from './arrangement.ts'

export const useAngles = <T>(select: (state: AnglesUi) => T): T => useStore(useRoom().angles, select)

/** Which recording stands where now. */
export function useArrangement(recordings: readonly RecordingView[]): Arrangement {
  const choice = useAngles(state => state.choice)
  const playing = useAngles(state => state.playing)
  return useMemo(() => arrange(choice, recordings, playing), [choice, recordings, playing])
}
