const last = new Map<string, Promise<unknown>>()

/**
 * Does what concerns one thing in the order in which it was asked for: two requests on their way at once may arrive the other way round.
 * @param id the record that both change
 */
export function inTurn<T>(id: string, act: () => Promise<T>): Promise<T> {
  const mine = (last.get(id) ?? Promise.resolve()).then(act, act)
  last.set(id, mine)
  const over = () => {
    if (last.get(id) === mine) last.delete(id)
  }
  mine.then(over, over)
  return mine
}

/** Whether nothing that was asked of it is still on its way. */
export const isSettled = (id: string): boolean => !last.has(id)
