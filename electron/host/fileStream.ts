import { type FileHandle, open } from 'node:fs/promises'

const PIECE_BYTES = 256 * 1024

export interface FileStreamOptions {
  readonly first: number
  /** The last byte to send; without it, to the end. */
  readonly last?: number
  /** The name that the file may have got meanwhile. */
  readonly movesTo?: string
}

/** Opens a file under its name, or under the one that it was to get. */
const openHere = (path: string, movesTo: string | undefined): Promise<FileHandle> =>
  open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || movesTo === undefined) throw error
    return open(movesTo, 'r')
  })

/**
 * The bytes of a file as they are asked for: opened at the first read, closed at the last byte, on an error, and when the
 * reader goes away. Nothing is read ahead of a slow reader.
 */
export function fileStream(path: string, options: FileStreamOptions): ReadableStream<Uint8Array> {
  const { last = Number.POSITIVE_INFINITY } = options
  let at = options.first
  let handle: FileHandle | undefined
  let isCancelled = false

  const close = async () => {
    const open = handle
    handle = undefined
    await open?.close()
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          handle ??= await openHere(path, options.movesTo)
          const piece = new Uint8Array(Math.min(PIECE_BYTES, last - at + 1))
          const { bytesRead } = await handle.read(piece, 0, piece.length, at)
          if (isCancelled) return await close()
          at += bytesRead
          if (bytesRead > 0) controller.enqueue(piece.subarray(0, bytesRead))
          if (bytesRead === 0 && last !== Number.POSITIVE_INFINITY) {
            // Ending quietly would let the reader take the answer for whole.
            throw new Error(`${path} became shorter while it was being sent`)
          }
          if (bytesRead === 0 || at > last) {
            await close()
            controller.close()
          }
        } catch (error) {
          await close()
          throw error
        }
      },
      async cancel() {
        isCancelled = true
        await close()
      },
    },
    { highWaterMark: 0 },
  )
}
