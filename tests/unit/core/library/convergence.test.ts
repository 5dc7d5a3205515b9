import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Library } from '../../../../electron/core/library/library.types.ts'
import { openLibrary } from '../../../../electron/core/library/openLibrary.ts'
import { MemoryDisk } from '../../../faults/memoryDisk.ts'
import { comment, lesson } from './records.ts'

/** Several machines, each with its own copy of the library folder, and a sync tool that carries files when it likes. */
class Machines {
  readonly disk = new MemoryDisk()
  readonly libraries: Library[] = []
  #nowMs = 1_800_000_000_000

  async start(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const skewMs = index * 1000
      if (index > 0) {
        await this.disk.makeFolder(this.#dir(index))
        await this.#put(
          `${this.#dir(index)}/debrief.json`,
          await this.disk.read(`${this.#dir(0)}/debrief.json`),
        )
      }
      this.libraries.push(
        await openLibrary({
          dir: this.#dir(index),
          home: `/local${index}`,
          create: true,
          watch: false,
          fs: this.disk,
          now: () => {
            this.#nowMs += 1
            return this.#nowMs + skewMs
          },
        }),
      )
    }
  }

  /** Carries one machine's lesson files to another, whole or, as when the network fails, the first part of one. */
  async carry(from: number, to: number, half: boolean): Promise<void> {
    const source = `${this.#dir(from)}/lessons/ONE`
    const target = `${this.#dir(to)}/lessons/ONE`
    for (const name of await this.#names(source)) {
      const owner = name.slice(0, -'.json'.length)
      // A sync tool does not carry an old copy of a file back over the newer one of the machine that writes it.
      if (await this.#isWriterOf(to, owner)) continue
      const bytes = await this.disk.read(`${source}/${name}`)
      await this.#makeFolders(to)
      await this.#put(`${target}/${name}`, half ? bytes.subarray(0, bytes.length >> 1) : bytes)
    }
    await this.libraries[to]?.refresh()
  }

  async texts(index: number): Promise<Record<string, string>> {
    const conversation = await this.libraries[index]?.conversation(lesson)
    return Object.fromEntries(conversation?.comments.map(({ record }) => [record.id, record.text]) ?? [])
  }

  async #isWriterOf(index: number, owner: string): Promise<boolean> {
    const folder = `/local${index}/writers`
    const registries = await Promise.all(
      (await this.#names(folder)).map(name => this.disk.read(`${folder}/${name}`)),
    )
    return registries.some(bytes => bytes.includes(owner))
  }

  async #names(folder: string): Promise<readonly string[]> {
    try {
      return (await this.disk.list(folder)).map(entry => entry.name)
    } catch {
      return [] // not made yet
    }
  }

  async #makeFolders(index: number): Promise<void> {
    for (const folder of [`${this.#dir(index)}/lessons`, `${this.#dir(index)}/lessons/ONE`]) {
      const above = folder.slice(0, folder.lastIndexOf('/'))
      const there = (await this.disk.list(above)).some(entry => folder.endsWith(`/${entry.name}`))
      if (!there) await this.disk.makeFolder(folder)
    }
  }

  async #put(path: string, bytes: Uint8Array): Promise<void> {
    const file = await this.disk.create(`${path}.part`)
    await file.write(bytes, 0)
    await this.disk.rename(`${path}.part`, path)
  }

  #dir(index: number): string {
    return `/machine${index}`
  }
}

const machine = fc.nat(4)
const step = fc.oneof(
  fc.record({ write: machine, id: fc.nat(3), text: fc.string({ minLength: 1, maxLength: 3 }) }),
  fc.record({ remove: machine, id: fc.nat(3) }),
  fc.record({ from: machine, to: machine, half: fc.boolean() }),
)

describe('machines that share a folder through a sync tool', () => {
  it('all see the same in the end, whatever was carried when, and nothing that anyone wrote last is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 5 }),
        fc.array(step, { maxLength: 25 }),
        async (count, steps) => {
          const machines = new Machines()
          await machines.start(count)
          const author = 'person:ANA'
          for (const taken of steps) {
            if ('from' in taken) await machines.carry(taken.from % count, taken.to % count, taken.half)
            else if ('write' in taken) {
              const text = `x${taken.text}`
              await machines.libraries[taken.write % count]?.write(author, [
                { put: comment(`${taken.id}`, text), lessonId: lesson },
              ])
              expect((await machines.texts(taken.write % count))[`comment:${taken.id}`]).toBe(text)
            } else {
              const at = taken.remove % count
              const id = `comment:${taken.id}`
              const there = id in (await machines.texts(at))
              const removal = machines.libraries[at]?.write(author, [{ remove: id, lessonId: lesson }])
              if (there) await removal
              else await expect(removal).rejects.toMatchObject({ code: 'notFound' })
              expect(await machines.texts(at)).not.toHaveProperty([id])
            }
          }
          for (let round = 0; round < 2; round += 1) {
            for (let from = 0; from < count; from += 1) {
              for (let to = 0; to < count; to += 1) if (from !== to) await machines.carry(from, to, false)
            }
          }
          const first = await machines.texts(0)
          for (let index = 1; index < count; index += 1) expect(await machines.texts(index)).toEqual(first)
          for (const library of machines.libraries) {
            expect(library.problems()).toEqual([])
            await library.close()
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('keeps both comments when two people write in the same millisecond', async () => {
    const machines = new Machines()
    await machines.start(2)
    await Promise.all([
      machines.libraries[0]?.write('person:ANA', [{ put: comment('A', 'a'), lessonId: lesson }]),
      machines.libraries[1]?.write('person:BEN', [{ put: comment('B', 'b'), lessonId: lesson }]),
    ])
    await machines.carry(0, 1, false)
    await machines.carry(1, 0, false)
    expect(await machines.texts(0)).toEqual({ 'comment:A': 'a', 'comment:B': 'b' })
    expect(await machines.texts(1)).toEqual(await machines.texts(0))
  })
})
