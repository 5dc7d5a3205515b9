/** Changes that the host has not answered yet. */
const underWay = new Set<Promise<unknown>>()

/** Notes a change that is on its way, until it has come about or failed. @returns the same promise */
export function onItsWay<T>(change: Promise<T>): Promise<T> {
  const settled = change.then(
    () => undefined,
    () => undefined,
  )
  underWay.add(settled)
  void settled.then(() => underWay.delete(settled))
  return change
}

/**
 * When every change that is on its way now has come about or failed, and whoever asked for it has taken note. A step back means
 * the newest of them, though the host may not have answered yet.
 */
export async function allArrived(): Promise<void> {
  if (underWay.size === 0) return
  await Promise.all(underWay)
  // What follows an answer in the same task comes first: it notes how to take the change back.
  await new Promise(resolve => setTimeout(resolve))
}
