import { type RefObject, useEffect } from 'react'
import { useStore } from 'zustand'
import { STAGE_ID } from '../player/focusStage.ts'
import type { Room } from '../room/Room.ts'

/** Nobody did anything for so long while it plays: what lies over the picture goes away. */
export const REST_MS = 2_500

const SIGNS = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focusin'] as const

/** Whether somebody has their hands or keys on what lies over the picture. */
function inUse(screen: HTMLElement): boolean {
  const { activeElement } = document
  const resting = activeElement === null || activeElement === document.body || activeElement === screen
  if (!resting && activeElement.id !== STAGE_ID) return true
  return screen.querySelector('[data-over]:hover') !== null
}

/** Written without React, as it comes and goes with every movement of a hand. */
const setQuiet = (screen: HTMLElement | null, quiet: boolean): void => {
  if (screen && (screen.dataset.quiet === 'true') !== quiet) screen.dataset.quiet = String(quiet)
}

/** In full screen, leaves the picture alone with the comments of the moment while it plays and everyone only watches. */
export function useQuiet(room: Room, screen: RefObject<HTMLElement | null>): void {
  const full = useStore(room.ui, ui => ui.full)
  const moving = useStore(room.player.state, state => state.rate !== 0)
  useEffect(() => {
    const { current } = screen
    setQuiet(current, false)
    if (!full || !moving || !current) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const rest = () => {
      if (inUse(current)) wait()
      else setQuiet(current, true)
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(rest, REST_MS)
    }
    let place = ''
    const stir = (event: Event) => {
      // The browser says `pointermove` too when the page moves under a hand that rests.
      if (event instanceof PointerEvent && event.type === 'pointermove') {
        const now = `${event.screenX} ${event.screenY}`
        if (now === place) return
        place = now
      }
      setQuiet(current, false)
      wait()
    }
    for (const sign of SIGNS) window.addEventListener(sign, stir, { passive: true })
    wait()
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, stir)
      setQuiet(current, false)
    }
  }, [full, moving, screen])
}
