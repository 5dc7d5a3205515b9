import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Library } from '../../electron/core/library/library.types.ts'
import { openLibrary } from '../../electron/core/library/openLibrary.ts'
import { bundleChild, startChild } from './childProcess.ts'

const ana = 'person:ANA'
const lesson = 'lesson:ONE'
let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'debrief-disk-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

function comment(index: number, text: string) {
  return {
    put: {
      id: `comment:N${index}` as const,
      type: 'comment' as const,
      lessonId: lesson,
      atMs: index,
      kind: 'noticing' as const,
      text,
    },
    lessonId: lesson,
  } as const
}

async function texts(library: Library): Promise<string[]> {
  return (await library.conversation(lesson)).comments.map(({ record }) => record.text).sort()
}

describe('a process that is killed while it saves', () => {
  it('leaves all that it said was saved, whichever file call was its last', async () => {
    const script = await bundleChild('saveUntilKilled', root)
    const whole = await startChild(script, [join(root, 'whole'), join(root, 'whole-home')]).ended
    const calls = Number(/calls (\d+)/.exec(whole.out)?.[1])
    expect(calls).toBeGreaterThan(40)

    const check = async (last: number) => {
      const dir = join(root, `killed-${last}`)
      const home = join(root, `killed-${last}-home`)
      const { out, err, signal } = await startChild(script, [dir, home, String(last)]).ended
      // Backups behind the saves join or not, so that a run may need a few calls fewer than the first.
      const ended = out.includes('calls')
      expect({ signal, err }, `call ${last}`).toEqual({ signal: ended ? null : 'SIGKILL', err: '' })
      const saved = [...out.matchAll(/saved (\d)/g)].map(match => match[1] ?? '')
      const removed = out.includes('removed')
      const library = await openLibrary({ dir, home, create: true, watch: false })
      const seen = await texts(library)
      const expected = removed ? saved.filter(one => one !== '0') : saved
      // What was under way may be there or not: one more comment, or the first one removed.
      const next = saved.length < 2 ? [...saved, String(saved.length)] : saved.filter(one => one !== '0')
      expect([expected, next], `call ${last}`).toContainEqual(seen)
      // Cut off between a save and its backup it knows its own hand, and takes itself for nobody's copy.
      expect(library.problems(), `call ${last}`).toEqual([])
      await library.write(ana, [comment(9, 'and on')])
      expect(await texts(library)).toContain('and on')
      await library.close()
      const lessonFiles = await readdir(join(dir, 'lessons', 'ONE'))
      expect(lessonFiles, `call ${last}`).toHaveLength(1)
    }
    const queue = Array.from({ length: calls }, (_, index) => index + 1)
    const work = async () => {
      for (let last = queue.shift(); last !== undefined; last = queue.shift()) await check(last)
    }
    await Promise.all([work(), work()])
  })
})

/** A disk of its own in memory, where this machine lets us have one. */
function mountSmallDisk(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', path], { stdio: 'pipe' })
    return true
  } catch {
    return false // not root, or no mounts in this container: the test is skipped, and says so
  }
}

const probe = await mkdtemp(join(tmpdir(), 'debrief-mount-'))
const mountable = mountSmallDisk(probe)
if (mountable) execFileSync('umount', [probe])
await rm(probe, { recursive: true })

describe.skipIf(!mountable)('a full disk (needs the right to mount one)', () => {
  it('is told as such, keeps all that was saved, and takes more once there is room', async () => {
    const disk = join(root, 'small')
    await mkdir(disk)
    mountSmallDisk(disk)
    try {
      await writeFile(join(disk, 'ballast'), Buffer.alloc(40_000))
      const open = () =>
        openLibrary({
          dir: join(disk, 'library'),
          home: join(root, 'small-home'),
          create: true,
          watch: false,
        })
      const library = await open()
      const saved: string[] = []
      let failure: unknown
      for (let index = 0; failure === undefined && index < 100; index += 1) {
        const text = `${index} ${'x'.repeat(2000)}`
        try {
          await library.write(ana, [comment(index, text)])
          saved.push(text)
        } catch (error) {
          failure = error
        }
      }
      expect(failure).toMatchObject({ code: 'disk.full' })
      expect(saved.length).toBeGreaterThan(5)
      expect(await texts(library)).toEqual(saved.toSorted())
      expect(await texts(await open())).toEqual(saved.toSorted())
      expect((await readdir(join(disk, 'library', 'lessons', 'ONE'))).length).toBe(1)

      await rm(join(disk, 'ballast'))
      await library.write(ana, [comment(200, 'room again')])
      await library.close()
      expect(await texts(await open())).toEqual([...saved, 'room again'].toSorted())
    } finally {
      execFileSync('umount', [disk])
    }
  })

  it('in the place of the backups fails no save', async () => {
    const home = join(root, 'full-home')
    await mkdir(home)
    mountSmallDisk(home)
    try {
      const library = await openLibrary({ dir: join(root, 'roomy'), home, create: true, watch: false })
      await library.write(ana, [comment(0, 'first')])
      await library.close()
      const filler = writeFile(join(home, 'ballast'), Buffer.alloc(200_000))
      await expect(filler).rejects.toMatchObject({ code: 'ENOSPC' })
      const again = await openLibrary({ dir: join(root, 'roomy'), home, watch: false })
      await again.write(ana, [comment(1, 'second')])
      await expect(again.write(ana, [{ ...comment(2, 'private'), private: true }])).rejects.toMatchObject({
        code: 'disk.full',
      })
      await again.close()
      expect(again.problems()).toMatchObject([{ kind: 'noBackup' }])
      expect(await texts(again)).toEqual(['first', 'second'])
      const [name = ''] = await readdir(join(root, 'roomy', 'lessons', 'ONE'))
      expect(await readFile(join(root, 'roomy', 'lessons', 'ONE', name), 'utf8')).toContain('second')
    } finally {
      execFileSync('umount', [home])
    }
  })
})
