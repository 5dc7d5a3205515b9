import { type FileHandle, mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Packet, writePacket } from '../../../contract/strips/packets.ts'

/** A strip while it is made: whole packets are put behind one another, and what is there can be read by others. */
export interface StripFile {
  readonly part: string
  /** Puts packets at the end, in the order of the calls. */
  add(...packets: readonly Packet[]): Promise<void>
  /** Gives the file its name, once it is whole. */
  finish(): Promise<void>
  /** Lets go of the file; what is not finished is left to the job to remove. */
  close(): Promise<void>
}

/**
 * @param part the name to write under
 * @param out the name it gets when it is whole
 * @param grew told how many bytes can be read
 */
export async function openStripFile(
  part: string,
  out: string,
  grew: (bytes: number) => void,
): Promise<StripFile> {
  await mkdir(dirname(out), { recursive: true })
  let handle: FileHandle | undefined = await open(part, 'wx')
  let sizeBytes = 0
  let last: Promise<void> = Promise.resolve()
  const close = async () => {
    const held = handle
    handle = undefined
    await held?.close()
  }
  return {
    part,
    add: (...packets) => {
      const bytes = Buffer.concat(packets.map(writePacket))
      const written = last.then(async () => {
        if (!handle) return
        await handle.write(bytes, 0, bytes.length, sizeBytes)
        sizeBytes += bytes.length
        grew(sizeBytes)
      })
      // The next packet waits for this one; whether it failed is told to whoever added it.
      last = written.catch(() => undefined)
      return written
    },
    finish: async () => {
      await last
      await handle?.datasync()
      await close()
      await rename(part, out)
    },
    close: async () => {
      await last
      await close()
    },
  }
}
