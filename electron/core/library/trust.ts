import { join } from 'node:path'
import { Low } from 'lowdb'
import { z } from 'zod'
import type { Doubt } from '../../contract/api/comments.ts'
import type { Rev } from '../../contract/records/envelope.ts'
import { type PersonId, personId } from '../../contract/records/person.ts'
import { readError } from './diskError.ts'
import { type Codec, DurableAdapter } from './durableAdapter.ts'
import { ensureFolder } from './durableWrite.ts'
import { errorName, type FileSystem } from './fileSystem.ts'
import { createSerial } from './serial.ts'
import { isGenuine, type Seal, vouchedBy } from './signing.ts'
import type { StoredRecord } from './storedRecord.ts'

/** A record with the signature of the file it lies in. */
export interface Signed {
  readonly stored: StoredRecord
  /** Absent for what this machine holds privately, and in files without a signature. */
  readonly seal?: Seal | undefined
}

const known = z.object({
  /** Public keys that are this person's, as far as this machine knows. */
  keys: z.array(z.string()),
  /** The earliest signed version seen; what has a later one and no signature is doubted. */
  since: z.string(),
})
const stored = z.object({
  format: z.literal('debrief-trust'),
  version: z.literal(1),
  people: z.record(personId, known),
})
type Stored = z.infer<typeof stored>

const codec: Codec<Stored> = {
  encode: value => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8'),
  decode: bytes => stored.parse(JSON.parse(bytes.toString('utf8'))),
}

/** Later than every stamp. */
const NEVER = '~'

/** Whose keys are whose, in one library, as this machine learned it: the first key seen of a person is theirs. */
export interface Trust {
  /** Takes note of people seen for the first time, and of further keys that a known one vouches for. */
  learn(records: Iterable<Signed>): void
  /** @returns undefined where there is nothing to doubt, or nothing to tell (written before anything was signed) */
  doubtOf(record: Signed): Doubt | undefined
  /** A person of this machine said that this key is that person's too. @throws DebriefError disk.full, disk.failed */
  accept(person: PersonId, key: string): Promise<void>
  /** Whether the key is one of the person's. */
  isKnown(person: string, key: string): boolean
  /** Whether any key of the person is known. */
  knows(person: PersonId): boolean
  /** Waits until what was learned is on the disk. */
  flush(): Promise<void>
}

export interface TrustOptions {
  readonly fs: FileSystem
  readonly home: string
  readonly libraryId: string
  /** The keys of this installation, which sign for the people who write here. */
  readonly ownKeys: readonly string[]
  /** Whether the person writes on this installation. */
  isOurs(person: string): boolean
  /** A damaged list is copied aside before it is made anew. */
  setAside(path: string): Promise<void>
  /** Told when the list cannot be saved; what was learned holds while the program runs. */
  failed(error: unknown): void
}

/** Reads `<home>/trust/<libraryId>.json`. @throws DebriefError library.unreadable where the system refuses to read it */
export async function openTrust(options: TrustOptions): Promise<Trust> {
  const { fs, ownKeys, isOurs } = options
  const folder = join(options.home, 'trust')
  const adapter = new DurableAdapter(fs, join(folder, `${options.libraryId}.json`), codec, { mode: 0o600 })
  const low = new Low<Stored>(adapter, { format: 'debrief-trust', version: 1, people: {} })
  try {
    await low.read()
  } catch (error) {
    if (errorName(error) !== undefined) throw readError(error, adapter.path)
    await options.setAside(adapter.path)
  }
  const people = new Map<string, z.infer<typeof known>>(Object.entries(low.data.people))
  const serial = createSerial()
  const save = (): Promise<void> =>
    serial(async () => {
      await ensureFolder(fs, folder, 0o700)
      low.data.people = Object.fromEntries(people)
      await low.write()
    })

  const isKnown = (person: string, key: string): boolean =>
    people.get(person)?.keys.includes(key) === true || (isOurs(person) && ownKeys.includes(key))

  const add = (person: string, key: string, rev: Rev): void => {
    const before = people.get(person)
    const since = before && before.since < rev ? before.since : rev
    people.set(person, { keys: [...(before?.keys ?? []), key], since })
  }

  /** The earliest version of each person not known yet that was signed by a key which may be theirs. */
  const firstSeen = new Map<string, { key: string; rev: Rev }>()
  const look = ({ stored: { record }, seal }: Signed & { seal: Seal }): boolean => {
    const { by, rev } = record
    // What one writer says in another's name, or carries of theirs, makes nobody known.
    if (!rev.endsWith(seal.writer)) return false
    if (!people.has(by)) {
      const found = firstSeen.get(by)
      const mayBe = !isOurs(by) || ownKeys.includes(seal.key)
      if (mayBe && (!found || rev < found.rev) && isGenuine(seal)) firstSeen.set(by, { key: seal.key, rev })
      return false
    }
    if (isKnown(by, seal.key)) return false
    const voucher = vouchedBy(seal)
    if (voucher === undefined || !isKnown(by, voucher) || !isGenuine(seal)) return false
    add(by, seal.key, rev)
    return true
  }

  return {
    learn: records => {
      let news = false
      let last: { readonly by: string; readonly seal: Seal; readonly rev: Rev } | undefined
      for (const { stored: record, seal } of records) {
        if (!seal) continue
        const { by, rev } = record.record
        // A file's records tell the same of their author, but for the earliest of them.
        if (last?.seal === seal && last.by === by && rev >= last.rev) continue
        if (look({ stored: record, seal })) news = true
        if (rev.endsWith(seal.writer)) last = { by, seal, rev }
      }
      for (const [person, { key, rev }] of firstSeen) add(person, key, rev)
      news ||= firstSeen.size > 0
      firstSeen.clear()
      if (news) save().catch(options.failed)
    },

    doubtOf: ({ stored: { record }, seal }) => {
      if (!seal) {
        const since = people.get(record.by)?.since
        return since !== undefined && record.rev > since ? 'unsigned' : undefined
      }
      if (!isGenuine(seal)) return 'broken'
      return isKnown(record.by, seal.key) ? undefined : 'unknownKey'
    },

    accept: async (person, key) => {
      const before = people.get(person)
      if (before?.keys.includes(key)) return
      people.set(person, { keys: [...(before?.keys ?? []), key], since: before?.since ?? NEVER })
      try {
        await save()
      } catch (error) {
        if (before) people.set(person, before)
        else people.delete(person)
        throw error
      }
    },

    isKnown,
    knows: person => people.has(person) || isOurs(person),
    flush: () => serial(async () => undefined),
  }
}
