import { DebriefError } from '../../contract/errors.ts'
import type { EventBus } from '../events.ts'
import type { Library } from '../library/library.types.ts'

/** Opens one library folder, with its lock; `close` of the result gives both back. */
export type OpenOne = (dir: string) => Promise<Library>

/** The open library. There is always exactly one; another takes its place when people choose so. */
export interface LibraryHolder {
  current(): Library
  /** Opens the library in `dir` (made where there is none) and closes the one before; where that fails, the one before stays. */
  swap(dir: string): Promise<Library>
  close(): Promise<void>
}

export async function holdLibrary(dir: string, openOne: OpenOne, bus: EventBus): Promise<LibraryHolder> {
  let library = await openOne(dir)
  let stop = library.subscribe(bus.publish)
  let swapping = false

  return {
    current: () => library,
    swap: async next => {
      if (next === library.dir) return library
      if (swapping)
        throw new DebriefError(
          'library.locked',
          'Another library is being opened just now. Try again in a moment.',
        )
      swapping = true
      try {
        const opened = await openOne(next)
        const before = library
        stop()
        library = opened
        stop = library.subscribe(bus.publish)
        await before.close()
      } finally {
        swapping = false
      }
      bus.publish({ type: 'library.opened' })
      return library
    },
    close: async () => {
      stop()
      await library.close()
    },
  }
}
