import type { WriterId } from '../../contract/records/envelope.ts'
import type { FolderOptions, Replica } from './replica.ts'
import type { WriterFile } from './writerFile.ts'

/** A file of one of our writers that is to be written again. */
export interface LostFile {
  readonly name: string
  readonly writer: WriterId
  /** What is to be in it, where only the backups know. */
  readonly saved?: WriterFile
}

/**
 * Finds what we saved and a folder has not: a drive that lost it, a stick that was pulled too early, a folder that was put back from an older
 * copy.
 */
export class LostFiles {
  readonly #options: Pick<FolderOptions, 'savedBefore'>
  readonly #ownerOf: (name: string) => WriterId | undefined
  /** Files of our own that were not there at the last look. */
  #missing: ReadonlySet<string> = new Set()
  #backupsSeen = false

  constructor(options: Pick<FolderOptions, 'savedBefore'>, ownerOf: (name: string) => WriterId | undefined) {
    this.#options = options
    this.#ownerOf = ownerOf
  }

  /**
   * @param present the names that are in the folder now
   * @param known what this process knows of; such a file is given time until the next look, as a sync tool may be replacing it
   */
  async find(
    present: ReadonlySet<string>,
    known: ReadonlyMap<string, Pick<Replica, 'file' | 'blocked'>>,
  ): Promise<readonly LostFile[]> {
    const { savedBefore } = this.#options
    if (!savedBefore) return []
    const gone = [...known].filter(([name, { file, blocked }]) => file && !blocked && !present.has(name))
    const lost = gone.filter(([name]) => this.#missing.has(name)).map(([name]) => ({ name }))
    this.#missing = new Set(gone.map(([name]) => name))
    const kept = this.#backupsSeen ? [] : await savedBefore(writer => !present.has(`${writer}.json`))
    this.#backupsSeen = true
    const unknown = kept
      .map(saved => ({ name: `${saved.writer}.json`, saved }))
      .filter(({ name }) => !known.has(name))
    return [...lost, ...unknown].flatMap(one => {
      const writer = this.#ownerOf(one.name)
      return writer === undefined ? [] : [{ ...one, writer }]
    })
  }
}
