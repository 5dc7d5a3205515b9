import { join } from 'node:path'
import { Low } from 'lowdb'
import { ulid } from 'ulid'
import { z } from 'zod'
import { type WriterId, writerId } from '../../contract/records/envelope.ts'
import { type PersonId, personId } from '../../contract/records/person.ts'
import { readError } from './diskError.ts'
import { type Codec, DurableAdapter } from './durableAdapter.ts'
import { ensureFolder } from './durableWrite.ts'
import { errorName, type FileSystem } from './fileSystem.ts'
import { createSerial } from './serial.ts'

const registry = z.object({
  format: z.literal('debrief-writers'),
  version: z.literal(1),
  /** A writer is one person on one installation. */
  writers: z.record(personId, writerId),
  /** Writers of ours that turned out to be another machine's too, each with the one that took its place. */
  former: z.record(writerId, writerId).optional(),
})
type Registry = z.infer<typeof registry>

const codec: Codec<Registry> = {
  encode: value => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8'),
  decode: bytes => registry.parse(JSON.parse(bytes.toString('utf8'))),
}

/** The writers of this installation in one library. */
export interface Writers {
  owns(writer: WriterId): boolean
  /**
   * The person's writer here; made and saved before it is first given out.
   * @throws DebriefError disk.full, disk.failed
   */
  of(person: PersonId): Promise<WriterId>
  /** Whether the person writes on this installation. */
  isOurs(person: string): boolean
  /** Whether the writer was ours until another machine was found writing under the same id. */
  wasOurs(writer: WriterId): boolean
  /** The writer that writes in the place of this one: itself, unless it was split. */
  heirOf(writer: WriterId): WriterId
  /**
   * Gives the writer's person an id of their own here, because another machine (a copy of this one) writes under the same.
   * @returns the new writer
   * @throws DebriefError disk.full, disk.failed
   */
  split(writer: WriterId): Promise<WriterId>
}

/**
 * Reads `<home>/writers/<libraryId>.json`. A damaged file is handed to `setAside`; the persons then get new
 * writers, and what they wrote before stays theirs, because records name their author and not only the writer.
 * @throws DebriefError library.unreadable where the system refuses to read it
 */
export async function openWriters(
  fs: FileSystem,
  home: string,
  libraryId: string,
  setAside: (path: string, error: unknown) => Promise<void>,
): Promise<Writers> {
  const folder = join(home, 'writers')
  const adapter = new DurableAdapter(fs, join(folder, `${libraryId}.json`), codec, { mode: 0o600 })
  let current = new Low<Registry>(adapter, { format: 'debrief-writers', version: 1, writers: {} })
  let own: ReadonlySet<string> = new Set()
  const look = async (): Promise<Registry['writers']> => {
    try {
      await current.read()
    } catch (error) {
      if (errorName(error) !== undefined) throw readError(error, adapter.path)
      await setAside(adapter.path, error)
    }
    own = new Set(Object.values(current.data.writers))
    return current.data.writers
  }
  await look()
  const serial = createSerial()

  const write = async (next: Registry): Promise<void> => {
    await ensureFolder(fs, folder, 0o700)
    const low = new Low<Registry>(adapter, next)
    await low.write()
    current = low
    own = new Set(Object.values(low.data.writers))
  }

  const heirOf = (writer: WriterId): WriterId => {
    const former = current.data.former ?? {}
    let heir = writer
    // Each writer is split once at most, so the chain ends.
    for (let next = former[heir]; next !== undefined; next = former[heir]) heir = next
    return heir
  }

  const split = async (writer: WriterId): Promise<WriterId> => {
    if (!own.has(writer)) return heirOf(writer)
    const made = ulid().toLowerCase()
    const { writers, former } = current.data
    const pairs = Object.entries(writers).map(([person, id]) => [person, id === writer ? made : id] as const)
    await write({
      ...current.data,
      writers: Object.fromEntries(pairs),
      former: { ...former, [writer]: made },
    })
    return made
  }

  const make = async (person: PersonId): Promise<WriterId> => {
    const known = current.data.writers[person] ?? (await look())[person]
    if (known !== undefined) return known
    const made = ulid().toLowerCase()
    await write({ ...current.data, writers: { ...current.data.writers, [person]: made } })
    return made
  }

  return {
    owns: writer => own.has(writer),
    of: person => serial(() => make(person)),
    isOurs: person => Object.hasOwn(current.data.writers, person),
    wasOurs: writer => current.data.former !== undefined && Object.hasOwn(current.data.former, writer),
    heirOf,
    split: writer => serial(() => split(writer)),
  }
}
