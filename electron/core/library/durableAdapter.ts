import type { Adapter } from 'lowdb'
import { type DurableOptions, writeDurably } from './durableWrite.ts'
import type { FileSystem } from './fileSystem.ts'
import { unlessMissing } from './fileSystem.ts'

/** How a value lies in a file. `decode` throws where the bytes are not whole or not ours. */
export interface Codec<T> {
  encode(value: T): Uint8Array
  decode(bytes: Buffer): T
}

/**
 * lowdb's door to the disk, in place of its own JSONFile, which never syncs and replaces a good file with a cut one on a
 * full disk. `write` resolves only when the bytes would survive a power cut.
 */
export class DurableAdapter<T> implements Adapter<T> {
  readonly path: string
  readonly #fs: FileSystem
  readonly #codec: Codec<T>
  readonly #options: DurableOptions
  #bytes: Uint8Array | undefined

  constructor(fs: FileSystem, path: string, codec: Codec<T>, options: DurableOptions = {}) {
    this.#fs = fs
    this.path = path
    this.#codec = codec
    this.#options = options
  }

  /** The bytes that were written last, for the backup. */
  get written(): Uint8Array | undefined {
    return this.#bytes
  }

  /** @returns null where there is no such file. @throws what the codec throws, never an empty value for a broken file */
  async read(): Promise<T | null> {
    const bytes = await unlessMissing(this.#fs.read(this.path))
    return bytes === undefined ? null : this.#codec.decode(bytes)
  }

  async write(value: T): Promise<void> {
    const bytes = this.#codec.encode(value)
    await writeDurably(this.#fs, this.path, bytes, this.#options)
    this.#bytes = bytes
  }
}
