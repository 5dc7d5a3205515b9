import { type RefObject, useEffect, useState } from 'react'

/** Cards half a screen away are made ready. */
const AROUND = '50%'

interface Sight {
  readonly observer: IntersectionObserver
  readonly told: Map<Element, (inSight: boolean) => void>
}
const sights = new WeakMap<Element, Sight>()

function sightOf(scroller: Element): Sight {
  const known = sights.get(scroller)
  if (known) return known
  const told: Sight['told'] = new Map()
  const observer = new IntersectionObserver(
    entries => {
      for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting)
    },
    { root: scroller, rootMargin: AROUND },
  )
  const sight = { observer, told }
  sights.set(scroller, sight)
  return sight
}

/** Whether an element is in sight of what scrolls it, or nearly. */
export function useInSight(element: RefObject<Element | null>, scroller: RefObject<Element | null>): boolean {
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    const [target, root] = [element.current, scroller.current]
    if (!target || !root) return
    const { observer, told } = sightOf(root)
    told.set(target, setInSight)
    observer.observe(target)
    return () => {
      observer.unobserve(target)
      told.delete(target)
    }
  }, [element, scroller])
  return inSight
}
