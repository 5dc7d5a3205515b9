import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

/**
 * Measures elements by key as they come and go. `heights` is a new map whenever one of them changed, so that a layout can
 * depend on it; `measure(key)` is the ref to give to an element.
 */
export function useMeasured(): {
  readonly heights: ReadonlyMap<string, number>
  readonly measure: (key: string) => (element: HTMLElement | null) => void
} {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map())
  const keyOf = useRef(new WeakMap<Element, string>())
  const refs = useRef(new Map<string, (element: HTMLElement | null) => void>())
  const elements = useRef(new Map<string, HTMLElement>())
  const observer = useMemo(
    () =>
      new ResizeObserver(entries => {
        setHeights(before => {
          let next: Map<string, number> | undefined
          for (const { target, borderBoxSize } of entries) {
            const key = keyOf.current.get(target)
            const height = Math.round(borderBoxSize[0]?.blockSize ?? target.getBoundingClientRect().height)
            if (key === undefined || height === 0 || before.get(key) === height) continue
            next ??= new Map(before)
            next.set(key, height)
          }
          return next ?? before
        })
      }),
    [],
  )
  useEffect(() => {
    for (const element of elements.current.values()) observer.observe(element)
    return () => observer.disconnect()
  }, [observer])
  const measure = useCallback(
    (key: string) => {
      const known = refs.current.get(key)
      if (known) return known
      const ref = (element: HTMLElement | null) => {
        const before = elements.current.get(key)
        if (before) observer.unobserve(before)
        if (!element) {
          elements.current.delete(key)
          refs.current.delete(key)
          return
        }
        keyOf.current.set(element, key)
        elements.current.set(key, element)
        observer.observe(element)
      }
      refs.current.set(key, ref)
      return ref
    },
    [observer],
  )
  return { heights, measure }
}
