import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../electron/cli/connection.types.ts'
import { clipView } from '../../electron/contract/api/clips.ts'
import { RPC_PREFIX } from '../../electron/contract/api/doors.ts'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { exportReel } from '../../electron/core/export/reel/exportReel.ts'
import { probe } from '../../electron/core/media/probe.ts'
import { machine } from '../fixtures/commandLine.ts'
import { temporaryFolder } from '../fixtures/openTestCore.ts'
import { make, scratch, theTools, tools } from '../unit/core/media/madeMedia.ts'

const work = scratch('export-faults')
afterAll(() => work.remove())
let lesson = ''
beforeAll(() => {
  if (!tools) return
  lesson = make(
    work.path('lesson.mp4'),
    ...[
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=640x360:r=25:d=40,noise=alls=20:allf=t',
      '-f',
      'lavfi',
      '-i',
      'sine=f=440:d=40',
    ],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '50', '-c:a', 'aac'],
  )
})

const isPart = (name: string) => name.includes('.debrief-part')

/** What another program says of a file when it decodes all of it: nothing, where it is whole. */
function complaints(file: string): string {
  const { stderr, status } = spawnSync(
    theTools().ffmpeg.path,
    ['-nostdin', '-v', 'error', '-xerror', '-i', file, '-f', 'null', '-'],
    { encoding: 'utf8' },
  )
  return `${status === 0 ? '' : `exit ${status} `}${stderr}`
}

/** Every clip that has its name is whole, whatever happened. */
async function expectWhole(dir: string): Promise<string[]> {
  const named = (await readdir(dir)).filter(name => !isPart(name)).toSorted()
  for (const name of named.filter(each => each.endsWith('.mp4')))
    expect(complaints(join(dir, name)), name).toBe('')
  return named
}

describe.skipIf(!tools)('a host that is killed while it exports', () => {
  it('goes on at its next start, and leaves nothing half-made under a clip’s name', async () => {
    const ana = await machine()
    const { data } = await ana.json('import', lesson, '--title', 'Lesson')
    const lessonId = importResult.parse(data).imported[0]?.lessonId ?? ''
    const clip = async (title: string, fromS: number) => {
      const words = ['--from', String(fromS), '--to', String(fromS + 3), '--title', title]
      return clipView.parse((await ana.json('clip', lessonId, ...words)).data).id
    }
    const ids = [await clip('A', 1), await clip('B', 11), await clip('C', 21)]
    const out = await temporaryFolder('out')

    const serve = async () => {
      const running = ana.start('serve', '--no-open')
      const [, url = '', token = ''] = await running.said(/Debrief is at (http:\/\/[^/]+)\/#token=(\S+)/)
      const headers = { authorization: `Bearer ${token}` }
      const api: Api = createORPCClient(new RPCLink({ url: `${url}${RPC_PREFIX}`, headers }))
      /** Killed when as many exports are over, and the next one is under way. */
      const killAfter = async (over: number, of: number) => {
        for (;;) {
          const { jobIds } = await api.exports.queue()
          const [first] = jobIds
          if (first && of - jobIds.length >= over) {
            const { state, progress } = await api.jobs.get({ id: first })
            if (state === 'running' && (progress ?? 0) > 0.05) break
          }
          await pause(20)
        }
        running.child.kill('SIGKILL')
        await running.ended
      }
      return { api, running, killAfter }
    }

    const first = await serve()
    const options = { style: 'panel' as const, sidecars: ['srt' as const] }
    await first.api.exports.start({ clipIds: ids, dir: out, ...options })
    await first.api.exports.start({ clipIds: ids, dir: out, reel: 'All', style: 'overlay' })
    await first.killAfter(1, 4)
    expect(await expectWhole(out)).toEqual(['A.mp4', 'A.srt'])

    // Again, in the middle of the reel.
    const second = await serve()
    await second.killAfter(2, 3)
    expect(await expectWhole(out)).toEqual(['A.mp4', 'A.srt', 'B.mp4', 'B.srt', 'C.mp4', 'C.srt'])

    const third = await serve()
    while ((await third.api.exports.queue()).jobIds.length > 0) await pause(50)
    const names = ['A.mp4', 'A.srt', 'All.mp4', 'B.mp4', 'B.srt', 'C.mp4', 'C.srt']
    expect(await expectWhole(out)).toEqual(names)
    expect(await readdir(out)).toHaveLength(names.length)
    third.running.child.kill('SIGTERM')
    await third.running.ended
  }, 300_000)
})

/** A disk of its own in memory, where this machine lets us have one. */
function mountDisk(path: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'pipe' })
    return true
  } catch {
    return false // not root, or no mounts in this container: the test is skipped, and says so
  }
}

const tried = work.path('mount')
await mkdir(tried)
const mountable = mountDisk(tried, '128k')
if (mountable) execFileSync('umount', [tried])

describe.skipIf(!tools || !mountable)(
  'a disk that is full in the middle of a reel (needs the right to mount one)',
  () => {
    it('is told as such, nothing half-made stays, and with room again the reel is written', async () => {
      const disk = work.path('small')
      await mkdir(disk)
      mountDisk(disk, '64m')
      try {
        const { facts } = await probe(theTools(), lesson)
        const clips = [1, 11, 21].map(fromS => ({
          clipId: `clip:${fromS}`,
          gather: async () => ({
            clip: { title: `From ${fromS}`, fromMs: fromS * 1000, toMs: fromS * 1000 + 2000 },
            recording: { path: lesson, facts, offsetMs: 0 },
            comments: [],
          }),
        }))
        const ballast = join(disk, 'ballast')
        let begun = 0
        const write = (fill: boolean) =>
          exportReel(clips, {
            ...{
              tools: theTools(),
              file: join(disk, 'All.mp4'),
              style: 'overlay' as const,
              sidecars: ['srt'],
            },
            gate: async () => {
              begun += 1
              if (!fill || begun !== 2) return
              // Somebody else takes all the room behind the first clip.
              const handle = await open(ballast, 'w')
              const block = Buffer.alloc(2 ** 16)
              await (async () => {
                for (;;) await handle.write(block)
              })().catch((error: NodeJS.ErrnoException) => expect(error.code).toBe('ENOSPC'))
              await handle.close()
            },
          })
        await expect(write(true)).rejects.toMatchObject({
          code: 'disk.full',
          message: expect.stringContaining('nothing half-made was kept'),
        })
        expect(begun).toBe(2)
        expect(await readdir(disk)).toEqual(['ballast'])
        await rm(ballast)
        const { file, failed } = await write(false)
        expect(failed).toEqual([])
        expect(complaints(file)).toBe('')
        expect(await expectWhole(disk)).toEqual(['All.mp4', 'All.srt'])
      } finally {
        execFileSync('umount', [disk])
      }
    }, 120_000)
  },
)
