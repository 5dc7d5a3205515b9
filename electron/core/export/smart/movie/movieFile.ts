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
const bufferBytes = 4 * 2 ** 20

/**
 * A clip that is written from front to back: room for its index first, then pictures and sound as they come, the index last, in
 * its room. So nothing is ever moved, whatever its length.
 */
export class MovieFile {
  readonly #handle: FileHandle
  readonly #roomBytes: number
  #pending: Buffer[] = []
  #pendingBytes = 0
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
    return this.#at + this.#pendingBytes
  }

  async append(bytes: Buffer): Promise<void> {
    this.#pending.push(bytes)
    this.#pendingBytes += bytes.length
    if (this.#pendingBytes >= bufferBytes) await this.#flush()
  }

  async #flush(): Promise<void> {
    const pending = this.#pending
    const length = this.#pendingBytes
    this.#pending = []
    this.#pendingBytes = 0
    if (length === 0) return
    let { bytesWritten } = await this.#handle.writev(pending, this.#at)
    // A nearly full disk takes a part, then refuses the rest with its reason.
    for (
      const rest = bytesWritten < length ? Buffer.concat(pending) : undefined;
      rest && bytesWritten < length;
    )
      bytesWritten += (
        await this.#handle.write(rest, bytesWritten, length - bytesWritten, this.#at + bytesWritten)
      ).bytesWritten
    this.#at += length
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
