/** A page that is hidden, or that the browser draws seldom, is not waited for longer. */
const LONGEST_WAIT_MS = 60

/** Runs something as soon as what was just changed is on the screen, so that it does not hold up that frame. */
export function afterPaint(run: () => void): void {
  let waiting = true
  const once = () => {
    if (!waiting) return
    waiting = false
    clearTimeout(timer)
    run()
  }
  const timer = setTimeout(once, LONGEST_WAIT_MS)
  // A frame's callbacks run before it is painted; a task made in one runs after.
  requestAnimationFrame(() => setTimeout(once))
}
