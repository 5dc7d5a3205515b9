import { useEffect, useState } from 'react'

/** How many picture pixels one screen pixel covers, so that handles are the same size at any zoom. */
export function usePicturePerPx(
  sheet: { readonly current: Element | null },
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const [perPx, setPerPx] = useState(1)
  useEffect(() => {
    const { current } = sheet
    if (!current) return undefined
    const look = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect
      if (box && box.width > 0 && box.height > 0) setPerPx(Math.max(width / box.width, height / box.height))
    })
    look.observe(current)
    return () => look.disconnect()
  }, [sheet, width, height])
  return perPx
}
