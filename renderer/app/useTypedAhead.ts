import { useEffect } from 'react'
import { closeSheet, lookFor, useSheets } from '../lib/sheets.ts'

/**
 * Takes down what is typed between the key that calls for the palette and the moment its field has the focus, so that no letter is lost and
 * none is taken for a key of the screen behind it.
 */
export function useTypedAhead(): void {
  const called = useSheets(({ open }) => open === 'palette')
  useEffect(() => {
    if (!called) return undefined
    const listen = (event: KeyboardEvent) => {
      const { target, key } = event
      const there = target instanceof Element && target.closest('[data-palette]')
      if (there || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || key === 'Tab')
        return
      event.preventDefault()
      event.stopPropagation()
      const { query } = useSheets.getState()
      if (key === 'Escape') closeSheet()
      else if (key === 'Backspace') lookFor(query.slice(0, -1))
      else if (key.length === 1) lookFor(query + key)
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [called])
}
