import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { DebriefError } from '../../contract/errors.ts'
import { diskError } from './diskError.ts'
import { ensureFolder, writeWhole } from './durableWrite.ts'
import { errorName, type FileSystem, nodeFileSystem, unlessMissing } from './fileSystem.ts'
import { identifyThisProcess, isRunning, processIdentity } from './processIdentity.ts'

/**
 * One process a library and machine, without a server: a queue of claims, as in a bakery. Each process lays down a file
 * of its own, with a number greater than all it sees and a name that is never used again, and owns the library when no
 * living process has a smaller number. A claim of a dead process is passed over and removed by whoever finds it; because
 * no name is used twice, that can never hit another's claim, so takers of a stale lock do not race.
 */

export interface Address {
  readonly url: string
  readonly token: string
}

export interface LockOptions {
  /** The folder of local app data. */
  readonly home: string
  readonly libraryId: string
  /** `host`: held as long as the app is open, others attach to it; `brief`: others wait for it. */
  readonly kind: 'host' | 'brief'
  readonly waitMs: number
  /** Where a host can be reached, if that is known already; else see `publish`. */
  readonly attach?: Address
  readonly fs?: FileSystem
}

export interface LibraryLock {
  /** Tells others where this host can be reached. */
  publish(address: Address): Promise<void>
  /** May be called more than once. */
  release(): Promise<void>
}

export type LockOutcome =
  | { readonly lock: LibraryLock }
  | { readonly heldBy: { readonly kind: 'host'; readonly pid: number } & Address }

const claim = z.object({ kind: z.enum(['host', 'brief']), process: processIdentity })
type Claim = z.infer<typeof claim>
const address = z.object({ url: z.string(), token: z.string() })

/** `<number>-<name>.claim`; number 0 means that its owner is still choosing one. */
const claimName = /^(\d{12})-([0-9a-f]{32})\.claim$/
const POLL_MS = 15
/** A temporary file this old was left by a process that was killed while it wrote it. */
const LEFT_OVER_MS = 60 * 60 * 1000

interface Seen {
  readonly file: string
  readonly number: number
  readonly name: string
  readonly claim: Claim
}

/**
 * Waits until this process alone may write the library's files of this machine, or finds the host that may.
 * @throws DebriefError library.locked after `waitMs`; disk.full, disk.failed
 */
export async function acquireLock(options: LockOptions): Promise<LockOutcome> {
  try {
    return await takeTurn(new ClaimQueue(options), options.waitMs)
  } catch (error) {
    throw errorName(error) === undefined ? error : diskError(error, join(options.home, 'locks'))
  }
}

async function takeTurn(queue: ClaimQueue, waitMs: number): Promise<LockOutcome> {
  const mine = await queue.enter()
  let outcome: LockOutcome | undefined
  try {
    outcome = await queue.wait(mine, waitMs)
  } finally {
    if (!outcome || 'heldBy' in outcome) await mine.release()
  }
  return outcome
}

interface Entered extends LibraryLock {
  readonly number: number
  readonly name: string
}

class ClaimQueue {
  readonly #fs: FileSystem
  readonly #folder: string
  readonly #options: LockOptions
  /** Claims never change, so each is read once. */
  readonly #read = new Map<string, Claim>()

  constructor(options: LockOptions) {
    this.#options = options
    this.#fs = options.fs ?? nodeFileSystem
    this.#folder = join(options.home, 'locks', options.libraryId)
  }

  async enter(): Promise<Entered> {
    const { kind } = this.#options
    await ensureFolder(this.#fs, this.#folder, 0o700)
    const name = randomBytes(16).toString('hex')
    const body = Buffer.from(JSON.stringify({ kind, process: await identifyThisProcess() } satisfies Claim))
    const choosing = join(this.#folder, fileName(0, name))
    await this.#place(choosing, body)
    const number = 1 + Math.max(0, ...(await this.#seen()).map(seen => seen.number))
    const file = join(this.#folder, fileName(number, name))
    // Not renamed: a listing made meanwhile might then show neither name.
    await this.#place(file, body)
    await unlessMissing(this.#fs.remove(choosing))
    return {
      number,
      name,
      publish: to => this.#publish(name, to),
      release: async () => {
        await unlessMissing(this.#fs.remove(join(this.#folder, `${name}.address`)))
        await unlessMissing(this.#fs.remove(file))
      },
    }
  }

  async wait(mine: Entered, waitMs: number): Promise<LockOutcome> {
    const endMs = performance.now() + waitMs
    let clear = 0
    for (;;) {
      const ahead = (await this.#seen()).filter(seen => seen.name !== mine.name && comesBefore(seen, mine))
      const living = await this.#lastLiving(ahead)
      const host = await this.#hostAmong(ahead)
      if (host) return { heldBy: host }
      // Two clear looks: a claim that changed its name during one is whole in the next.
      clear = living ? 0 : clear + 1
      if (clear === 2) {
        await this.#sweep()
        if (this.#options.attach) await this.#publish(mine.name, this.#options.attach)
        return { lock: mine }
      }
      if (!living) continue
      if (performance.now() >= endMs) throw lockedError(living)
      // The longer the queue ahead, the rarer the looks.
      await pause(POLL_MS * Math.min(ahead.length, 10) + Math.random() * POLL_MS)
    }
  }

  /** The living claim nearest before ours: while it is there, those before it need not be asked. Removes dead ones. */
  async #lastLiving(ahead: readonly Seen[]): Promise<Seen | undefined> {
    for (const seen of [...ahead].sort((a, b) => (comesBefore(a, b) ? 1 : -1))) {
      if (await isRunning(seen.claim.process)) return seen
      await this.#clear(seen)
    }
    return undefined
  }

  async #hostAmong(ahead: readonly Seen[]): Promise<({ kind: 'host'; pid: number } & Address) | undefined> {
    for (const seen of ahead) {
      if (seen.claim.kind !== 'host') continue
      const reached = await this.#addressOf(seen.name)
      if (!reached || !(await isRunning(seen.claim.process))) continue
      return { kind: 'host', pid: seen.claim.process.pid, ...reached }
    }
    return undefined
  }

  async #clear(seen: Seen): Promise<void> {
    await unlessMissing(this.#fs.remove(join(this.#folder, `${seen.name}.address`)))
    await unlessMissing(this.#fs.remove(join(this.#folder, seen.file)))
  }

  async #seen(): Promise<readonly Seen[]> {
    const seen: Seen[] = []
    for (const { name: file } of await this.#fs.list(this.#folder)) {
      const match = claimName.exec(file)
      if (!match?.[1] || !match[2]) continue
      const body = this.#read.get(match[2]) ?? (await this.#readClaim(file))
      if (!body) continue
      this.#read.set(match[2], body)
      seen.push({ file, number: Number(match[1]), name: match[2], claim: body })
    }
    return seen
  }

  /** Removes what killed processes left beside their claims. */
  async #sweep(): Promise<void> {
    const names = (await this.#fs.list(this.#folder)).map(entry => entry.name)
    const claimed = new Set(names.flatMap(name => claimName.exec(name)?.[2] ?? []))
    for (const name of names) {
      const path = join(this.#folder, name)
      const orphaned = name.endsWith('.address') && !claimed.has(name.slice(0, -'.address'.length))
      const stamp = name.endsWith('.tmp') ? await unlessMissing(this.#fs.stamp(path)) : undefined
      const old = stamp !== undefined && Number(stamp.mtimeNs / 1_000_000n) < Date.now() - LEFT_OVER_MS
      if (orphaned || old) await unlessMissing(this.#fs.remove(path))
    }
  }

  async #readClaim(file: string): Promise<Claim | undefined> {
    const bytes = await unlessMissing(this.#fs.read(join(this.#folder, file)))
    if (bytes === undefined) return undefined
    const read = parse(claim, bytes)
    // Claims are whole when their name appears; one that is not was cut off with the power, and its process with it.
    if (read === undefined) await unlessMissing(this.#fs.remove(join(this.#folder, file)))
    return read
  }

  async #addressOf(name: string): Promise<Address | undefined> {
    const bytes = await unlessMissing(this.#fs.read(join(this.#folder, `${name}.address`)))
    return bytes === undefined ? undefined : parse(address, bytes)
  }

  async #publish(name: string, to: Address): Promise<void> {
    await this.#place(join(this.#folder, `${name}.address`), Buffer.from(JSON.stringify(to)))
  }

  /** Whoever sees the name sees all of the content. */
  async #place(path: string, bytes: Uint8Array): Promise<void> {
    const temp = `${path}.${randomBytes(4).toString('hex')}.tmp`
    // Not synced: a lock need not outlive the machine's power.
    await writeWhole(this.#fs, temp, bytes, 0o600)
    await this.#fs.rename(temp, path)
  }
}

function parse<T>(schema: z.ZodType<T>, bytes: Buffer): T | undefined {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined
    throw error
  }
}

function fileName(number: number, name: string): string {
  return `${String(number).padStart(12, '0')}-${name}.claim`
}

function comesBefore(a: { number: number; name: string }, b: { number: number; name: string }): boolean {
  return a.number < b.number || (a.number === b.number && a.name < b.name)
}

function lockedError({ claim: { process: holder } }: Seen): DebriefError {
  return new DebriefError(
    'library.locked',
    `Another Debrief on this machine is using this library (process ${holder.pid}) and did not finish in time. Nothing was changed. Wait a moment and try again, or close the other one.`,
    { subject: String(holder.pid) },
  )
}
