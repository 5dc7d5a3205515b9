import { useEffect, useRef } from 'react'

/** Closes a dialog that was opened on another screen: whoever goes on by an address or by the way back leaves it behind. */
export function useClosedWithScreen(isOpen: boolean, location: string, close: () => void): void {
  const openedAt = useRef<string>(undefined)
  useEffect(() => {
    if (!isOpen) openedAt.current = undefined
    else {
      openedAt.current ??= location
      if (openedAt.current !== location) close()
    }
  }, [isOpen, location, close])
}
