import { useRef, useState } from 'react'
import type { HandleName } from '../../../../electron/contract/drawing/change.ts'
import type { Point, Shape } from '../../../../electron/contract/records/drawing.ts'

/** What the pointer does while it is down. */
export type Gesture =
  | { kind: 'handle'; name: HandleName; index: number; base: Shape; shape: Shape }
  | { kind: 'move'; from: Point; index: number; base: Shape; shape: Shape }
  /** `ends`: it only took the focus from a label's words. */
  | { kind: 'draw'; path: Point[]; shape: Shape | undefined; ends: boolean }

/**
 * The gesture of the pointer, as it is `shown` and as it stands (`latest`). A finger or a pen can send several events before
 * React draws again; each builds on the one before it, not on what was drawn last.
 */
export function useGesture() {
  const [shown, show] = useState<Gesture>()
  const current = useRef<Gesture>(undefined)
  const set = (gesture: Gesture | undefined) => {
    current.current = gesture
    show(gesture)
  }
  return { shown, latest: () => current.current, set }
}
