import { useEffect } from 'react'
import { choose, neighbour, useChosen } from './chosen.ts'
import { useGuestRoom } from './guestRoom.ts'
import type { Picture } from './Picture.ts'
import { clearRange, setIn, setOut } from './range.ts'

const STEP_MS = 5000

function toMark(picture: Picture, way: 1 | -1): void {
  const comments = useGuestRoom.getState().lesson?.comments ?? []
  const chosen = useChosen.getState().id
  const mark = neighbour(comments, { atMs: picture.atMs, chosen, way })
  if (mark) choose(mark, picture)
}

function actOf(key: string, picture: Picture): (() => void) | undefined {
  switch (key) {
    case ' ':
    case 'k':
      return () => picture.toggle()
    case 'ArrowLeft':
      return () => picture.goTo(picture.atMs - STEP_MS)
    case 'ArrowRight':
      return () => picture.goTo(picture.atMs + STEP_MS)
    case 'i':
      return () => setIn(picture)
    case 'o':
      return () => setOut(picture)
    case 'Escape':
      return clearRange
    case 'n':
      return () => toMark(picture, 1)
    case 'b':
      return () => toMark(picture, -1)
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
