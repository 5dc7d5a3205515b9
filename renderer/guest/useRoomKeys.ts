import { useEffect } from 'react'
import type { Picture } from './Picture.ts'

const STEP_MS = 5000

function actOf(key: string, picture: Picture): (() => void) | undefined {
  switch (key) {
    case ' ':
      return () => picture.toggle()
    case 'ArrowLeft':
      return () => picture.goTo(picture.atMs - STEP_MS)
    case 'ArrowRight':
      return () => picture.goTo(picture.atMs + STEP_MS)
    case 'c':
      return () => document.querySelector<HTMLTextAreaElement>('#guest-words')?.focus()
    case 'F':
      return () => picture.setFollows(!picture.follows)
    default:
      return undefined
  }
}

/** The keys of the room, where nobody types and nothing else that has the focus wants them: those of Debrief itself. */
export function useRoomKeys(picture: Picture | undefined): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key } = event
      if (!picture || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (target instanceof Element && target.closest('input, textarea, select')) return
      if (key === ' ' && target instanceof Element && target.closest('button, a, summary')) return
      const act = actOf(key, picture)
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [picture])
}
