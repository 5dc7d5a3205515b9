import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { AnyRecord } from '../../../../electron/contract/records/envelope.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import type { Library } from '../../../../electron/core/library/library.types.ts'
import { canonicalJson, compareVersions } from '../../../../electron/core/library/merge.ts'
import { openLibrary } from '../../../../electron/core/library/openLibrary.ts'
import type { Signer } from '../../../../electron/core/library/signing.ts'
import { MemoryDisk } from '../../../faults/memoryDisk.ts'
import { comment, lesson } from './records.ts'

const YEAR_MS = 365 * 24 * 60 * 60 * 1000
/** How far the clocks of the machines may be off. */
export const skews = [0, 1000, -3_600_000, 2 * 86_400_000, -2 * 86_400_000, 10 * YEAR_MS, -10 * YEAR_MS]
const START_MS = 1_800_000_000_000

const signers: readonly Signer[] = Array.from({ length: 5 }, () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = String(privateKey.export({ format: 'jwk' }).x)
  return { key, sign: statement => sign(null, statement, privateKey).toString('base64url') }
})

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 8)

interface Machine {
  library: Library
  readonly person: PersonId
  readonly skewMs: number
  readonly signer: Signer
  /** What the sync tool knows of each file: every content that this machine had. */
  readonly seen: Map<string, Set<string>>
}

/**
 * Several machines, each with its own copy of the library folder, and a sync tool that carries files when it likes: some of them, half of one,
 * in any order, and where both sides changed a file it keeps both, as such tools do.
 */
export class SyncedMachines {
  readonly disk = new MemoryDisk()
  readonly machines: Machine[] = []
  /** The newest version of each record that anyone ever saved. */
  readonly #newest = new Map<string, AnyRecord>()
  #tick = 0
  #settled = false

  /** @param people who sits at each machine, and how wrong its clock is */
  async start(people: ReadonlyArray<{ readonly person: PersonId; readonly skewMs: number }>): Promise<void> {
    for (const [index, { person, skewMs }] of people.entries()) {
      if (index > 0) await this.#copyTree('/machine0/debrief.json', `${dirOf(index)}/debrief.json`)
      await this.#add(index, { person, skewMs, signer: signers[index] ?? signers[0], seen: new Map() })
    }
  }

  async write(at: number, id: number, text: string): Promise<void> {
    const { library, person } = this.#machine(at)
    const put = comment(`${person.slice('person:'.length)}${id}`, text)
    this.#note(await library.write(person, [{ put, lessonId: lesson }]))
  }

  /** Removes what this person wrote, where the machine knows of it. */
  async remove(at: number, id: number): Promise<void> {
    const { library, person } = this.#machine(at)
    const remove = `comment:${person.slice('person:'.length)}${id}`
    const { comments } = await library.conversation(lesson)
    if (!comments.some(({ record }) => record.id === remove)) return
    this.#note(await library.write(person, [{ remove, lessonId: lesson }]))
  }

  /** The program is ended and started again. */
  async restart(at: number): Promise<void> {
    const machine = this.#machine(at)
    await machine.library.close()
    machine.library = await this.#open(at % this.machines.length, machine)
  }

  /** A laptop's image is put on another laptop: keys, writers and all. */
  async clone(at: number): Promise<void> {
    const from = at % this.machines.length
    const to = this.machines.length
    if (to >= 5) return
    const machine = this.#machine(from)
    await machine.library.close()
    await this.#copyTree(dirOf(from), dirOf(to))
    await this.#copyTree(homeOf(from), homeOf(to))
    machine.library = await this.#open(from, machine)
    const seen = new Map([...machine.seen].map(([name, all]) => [name, new Set(all)] as const))
    const { person, skewMs, signer } = machine
    await this.#add(to, { person, skewMs, signer, seen })
  }

  /** @param part which of the files are carried @param half whether the first of them is cut off on its way, for now */
  async carry(from: number, to: number, { part = 0, half = false } = {}): Promise<boolean> {
    const [source, target] = [from % this.machines.length, to % this.machines.length]
    if (source === target) return false
    let changed = false
    const names = await this.#names(`${dirOf(source)}/lessons/ONE`)
    for (const [index, name] of names.entries()) {
      if (part > 0 && (index + part) % 3 === 0) continue
      if (await this.#carryFile(name, source, target, half && index === part % names.length)) changed = true
    }
    if (changed || half) await this.#machine(target).library.refresh()
    return changed
  }

  /** Clocks are put right, and everything is carried everywhere until nothing moves any more. */
  async settle(): Promise<void> {
    this.#settled = true
    const { length } = this.machines
    for (let round = 0, moving = true; moving; round += 1) {
      if (round > 12) throw new Error('the machines never come to rest')
      moving = false
      // Through the first one, to and fro: as through a server.
      for (let one = 1; one < length; one += 1) if (await this.carry(one, 0)) moving = true
      for (let one = 1; one < length; one += 1) if (await this.carry(0, one)) moving = true
    }
    for (const { library } of this.machines) await library.refresh()
  }

  /** What a machine shows of the lesson, byte for byte. */
  async shown(at: number): Promise<string> {
    const { comments } = await this.#machine(at).library.conversation(lesson)
    return linesOf(comments.map(({ record }) => record))
  }

  /** What it has to be: of each record the newest version of all, without the removed ones. */
  expected(): string {
    return linesOf([...this.#newest.values()].filter(({ deleted }) => !deleted))
  }

  async close(): Promise<void> {
    for (const { library } of this.machines) await library.close()
  }

  #note(records: readonly AnyRecord[]): void {
    for (const record of records) {
      const known = this.#newest.get(record.id)
      if (!known || compareVersions(record, known) > 0) this.#newest.set(record.id, record)
    }
  }

  #machine(at: number): Machine {
    const machine = this.machines[at % this.machines.length]
    if (!machine) throw new Error('there is no machine')
    return machine
  }

  async #add(index: number, machine: Omit<Machine, 'library' | 'signer'> & { signer: Signer | undefined }) {
    const { signer } = machine
    if (!signer) throw new Error('there are five machines at most')
    const whole = { ...machine, signer }
    this.machines.push({ ...whole, library: await this.#open(index, whole) })
  }

  #open(index: number, { skewMs, signer }: Pick<Machine, 'skewMs' | 'signer'>): Promise<Library> {
    return openLibrary({
      dir: dirOf(index),
      home: homeOf(index),
      create: true,
      watch: false,
      fs: this.disk,
      signer,
      now: () => {
        this.#tick += 1
        return START_MS + this.#tick + (this.#settled ? 11 * YEAR_MS : skewMs)
      },
    })
  }

  async #carryFile(name: string, from: number, to: number, half: boolean): Promise<boolean> {
    const bytes = await this.disk.read(`${dirOf(from)}/lessons/ONE/${name}`)
    const path = `${dirOf(to)}/lessons/ONE/${name}`
    const here = await this.disk.read(path).catch(() => undefined)
    const [theirs, ours] = [this.#seen(from, name), this.#seen(to, name)]
    theirs.add(hashOf(bytes))
    if (here) ours.add(hashOf(here))
    // The tool carries no old copy back over a newer one.
    if (ours.has(hashOf(bytes)) && !half) {
      for (const one of here?.equals(bytes) ? theirs : []) ours.add(one)
      return false
    }
    if (half) {
      if (!here) await this.#put(path, bytes.subarray(0, bytes.length >> 1))
      return false
    }
    const isNews = !here || theirs.has(hashOf(here)) || isCutOff(here)
    for (const one of theirs) ours.add(one)
    if (isNews) await this.#put(path, bytes)
    else {
      const other = `${name.split('.')[0]}.sync-conflict-${hashOf(bytes)}.json`
      await this.#put(`${dirOf(to)}/lessons/ONE/${other}`, bytes)
    }
    return true
  }

  #seen(at: number, name: string): Set<string> {
    const { seen } = this.#machine(at)
    const known = seen.get(name) ?? new Set<string>()
    seen.set(name, known)
    return known
  }

  async #names(folder: string): Promise<readonly string[]> {
    const entries = await this.disk.list(folder).catch(() => [])
    return entries.map(({ name }) => name).filter(name => !name.startsWith('.') && name.endsWith('.json'))
  }

  async #copyTree(from: string, to: string): Promise<void> {
    const entries = await this.disk.list(from).catch(() => undefined)
    if (!entries) {
      // Not made yet: nobody has written there.
      const bytes = await this.disk.read(from).catch(() => undefined)
      return bytes && (await this.#put(to, bytes))
    }
    await this.#makeFolders(to)
    for (const { name } of entries) await this.#copyTree(`${from}/${name}`, `${to}/${name}`)
  }

  async #makeFolders(folder: string): Promise<void> {
    const parts = folder.split('/').filter(Boolean)
    for (let depth = 1; depth <= parts.length; depth += 1)
      // There already, as a rule.
      await this.disk.makeFolder(`/${parts.slice(0, depth).join('/')}`).catch(() => undefined)
  }

  async #put(path: string, bytes: Uint8Array): Promise<void> {
    await this.#makeFolders(path.slice(0, path.lastIndexOf('/')))
    const file = await this.disk.create(`${path}.part`)
    await file.write(bytes, 0)
    await this.disk.rename(`${path}.part`, path)
  }
}

const dirOf = (index: number) => `/machine${index}`
const homeOf = (index: number) => `/local${index}`
const isCutOff = (bytes: Buffer) => !bytes.toString('latin1').endsWith(']}\n')

const linesOf = (records: readonly object[]): string => records.map(canonicalJson).sort().join('\n')
