/**
 * Frames are made when they are first asked for, and a browser opens six connections to one host: where they took all of them, a keystroke's
 * answer would wait behind pictures. So few are asked for at once, the newest wish first, as it is what someone looks at now.
 */
const AT_ONCE = 2

const waiting: (() => void)[] = []
let open = 0

function next(): void {
  while (open < AT_ONCE) {
    const start = waiting.pop()
    if (!start) return
    open += 1
    start()
  }
}

/** Calls `start` when it is this frame's turn. @returns to be called when the frame is there, or not wanted any more; more often does no harm */
export function askForFrame(start: () => void): () => void {
  let state: 'waiting' | 'open' | 'over' = 'waiting'
  const begin = () => {
    state = 'open'
    start()
  }
  waiting.push(begin)
  queueMicrotask(next)
  return () => {
    if (state === 'open') open -= 1
    const at = waiting.indexOf(begin)
    if (at >= 0) waiting.splice(at, 1)
    state = 'over'
    next()
  }
}
