import { execFile } from 'node:child_process'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { jobEnded } from '../fixtures/jobs.ts'
import { openTestCore, temporaryFolder } from '../fixtures/openTestCore.ts'
import { compare } from './measure.ts'

const run = promisify(execFile)

/** A minute of moving picture and sound, then the same minute 60 times over, copied and not encoded again. */
async function makeRecordings(dir: string): Promise<{ minute: string; hour: string }> {
  const minute = join(dir, 'minute.mp4')
  const hour = join(dir, 'hour.mp4')
  const quiet = ['-nostdin', '-v', 'error', '-y']
  await run('ffmpeg', [
    ...quiet,
    ...['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=30:d=60', '-f', 'lavfi', '-i', 'sine=440:d=60'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '60', '-pix_fmt', 'yuv420p', '-c:a', 'aac', minute],
  ])
  await run('ffmpeg', [
    ...quiet,
    '-stream_loop',
    '59',
    '-i',
    minute,
    '-c',
    'copy',
    '-movflags',
    'faststart',
    hour,
  ])
  return { minute, hour }
}

const probe = (file: string) =>
  run('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', file], {
    maxBuffer: 1 << 24,
  })

describe('importing a linked recording', () => {
  it('is bounded by probing, not by length', async () => {
    const work = await temporaryFolder('bench-import')
    const { joined } = await openTestCore({ home: join(work, 'home') })
    const { client } = await joined('Ana', 'coach')
    const { minute, hour } = await makeRecordings(work)
    for (const [label, file] of [
      ['1 minute', minute],
      ['60 minutes', hour],
    ] as const) {
      let n = 0
      const fresh: string[] = []
      // A recording that the library has is found, not read: each run gets bytes of its own, copied beforehand.
      for (let i = 0; i < 6; i++) {
        const copy = join(work, `${label} ${i}.mp4`)
        await copyFile(file, copy)
        await run('truncate', ['-s', `+${i + 1}`, copy])
        fresh.push(copy)
      }
      await compare({
        name: `import a linked recording of ${label}, less 300 ms, against ffprobe on it`,
        ours: async () => {
          const { jobId } = await client.recordings.import({ files: [fresh[n++ % fresh.length] ?? file] })
          const job = await jobEnded(client, jobId)
          expect(job.result).toMatchObject({ failed: [], imported: [{ existing: false }] })
        },
        peer: () => probe(file),
        limit: 3,
        graceMs: 300,
        runs: 5,
      })
      await Promise.all(fresh.map(copy => rm(copy)))
    }
  })
})
