import { createContext, useCallback, useContext, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Player, PlayerState } from './Player.ts'

export const PlayerContext = createContext<Player | undefined>(undefined)

/** The review room's player. @throws Error outside a review room */
export function usePlayer(): Player {
  const player = useContext(PlayerContext)
  if (!player) throw new Error('usePlayer stands inside a review room only')
  return player
}

export const usePlayerState = <T>(select: (state: PlayerState) => T): T => useStore(usePlayer().state, select)

/** Goes to a time that stands in someone's words. The function stays the same one, so cards need not draw anew for it. */
export function useGoTo(): (atMs: number) => void {
  const player = usePlayer()
  return useCallback(atMs => player.seekTo(atMs), [player])
}

/** Runs at every frame, seek, start and stop, and once at first; for what must not render React sixty times a second. */
export function useTick(listen: (player: Player) => void): void {
  const player = usePlayer()
  const latest = useRef(listen)
  useEffect(() => {
    latest.current = listen
  })
  useEffect(() => {
    const tick = () => latest.current(player)
    tick()
    return player.onTick(tick)
  }, [player])
}
