import { open } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

const pieceBytes = 256 * 1024
/** How often a writer that is slower than the reader is asked again. */
const lookEveryMs = 150

/**
 * Reads a file while someone else is still writing it.
 * @param finished true once nothing more will come; what is there by then is read to its end
 */
export async function* readGrowing(file: string, finished: () => boolean): AsyncGenerator<Buffer> {
  const handle = await openWhenThere(file, finished)
  if (!handle) return
  try {
    for (;;) {
      // Asked before reading: what is written between the last reading and the end is not missed.
      const last = finished()
      const piece = Buffer.allocUnsafe(pieceBytes)
      const { bytesRead } = await handle.read(piece, 0, pieceBytes)
      if (bytesRead > 0) yield piece.subarray(0, bytesRead)
      else if (last) return
      else await wait(lookEveryMs)
    }
  } finally {
    await handle.close()
  }
}

async function openWhenThere(file: string, finished: () => boolean) {
  for (;;) {
    const last = finished()
    try {
      return await open(file, 'r')
    } catch (error) {
      const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (!absent) throw error
      if (last) return undefined
      await wait(lookEveryMs)
    }
  }
}
