import type { ChildProcess } from 'node:child_process'

/** Tools that run now. A host that ends must not leave an encoder behind that nobody waits for. */
const running = new Set<ChildProcess>()
let watching = false

function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** Ties a child to the life of this process. @returns the way to let go of it once it has ended */
export function adopt(child: ChildProcess): () => void {
  if (!watching) {
    watching = true
    process.once('exit', killAll)
  }
  running.add(child)
  return () => running.delete(child)
}
