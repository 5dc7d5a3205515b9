import { type FileHandle, open } from 'node:fs/promises'
import { DebriefError } from '../../../../contract/errors.ts'
import { box, u32 } from './movieBox.ts'

const fileType = box(
  'ftyp',
  Buffer.from('isom', 'latin1'),
  u32(0x200),
  Buffer.from('isomiso2avc1mp41', 'latin1'),
)
/** The header of a box whose size has 64 bits. */
const wideHeadBytes = 16
/** Written together. */
const bufferBytes = 2 ** 20

/**
 * A clip that is written from front to back: room for its index first, then pictures and sound as they come, the index last, in
 * its room. So nothing is ever moved, whatever its length.
 */
export class MovieFile {
  readonly #handle: FileHandle
  readonly #roomBytes: number
  readonly #buffer = Buffer.allocUnsafe(bufferBytes)
  #used = 0
  #at: number

  private constructor(handle: FileHandle, roomBytes: number) {
    this.#handle = handle
    this.#roomBytes = roomBytes
    this.#at = fileType.length + roomBytes + wideHeadBytes
  }

  /** @param roomBytes for the index; what it leaves is filled */
  static async create(path: string, roomBytes: number): Promise<MovieFile> {
    return new MovieFile(await open(path, 'w+'), roomBytes)
  }

  /** Where the next bytes will lie. */
  get at(): number {
    return this.#at + this.#used
  }

  /** @param bytes are copied, so that whoever reads them can use one buffer for all */
  async append(bytes: Buffer): Promise<void> {
    if (bytes.length > bufferBytes - this.#used) await this.#flush()
    if (bytes.length > bufferBytes) return this.#write(bytes)
    bytes.copy(this.#buffer, this.#used)
    this.#used += bytes.length
  }

  async #flush(): Promise<void> {
    const used = this.#used
    this.#used = 0
    await this.#write(this.#buffer.subarray(0, used))
  }

  async #write(bytes: Buffer): Promise<void> {
    // A nearly full disk takes a part, then refuses the rest with its reason.
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, written, bytes.length - written, this.#at)
      written += bytesWritten
      this.#at += bytesWritten
    }
  }

  /** @throws DebriefError export.mismatch where the index does not fit into its room */
  async finish(index: Buffer): Promise<void> {
    await this.#flush()
    const left = this.#roomBytes - index.length
    if (left < 8)
      throw new DebriefError(
        'export.mismatch',
        'The index of the clip is larger than the room that was kept for it.',
      )
    const dataAt = fileType.length + this.#roomBytes
    const length = this.#at - dataAt
    const head = Buffer.concat([
      u32(1),
      Buffer.from('mdat', 'latin1'),
      u32(Math.floor(length / 2 ** 32), length % 2 ** 32),
    ])
    const front = Buffer.concat([
      fileType,
      index,
      u32(left),
      Buffer.from('free', 'latin1'),
      Buffer.alloc(left - 8),
      head,
    ])
    await this.#handle.write(front, 0, front.length, 0)
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}
