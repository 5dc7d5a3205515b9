import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type ClipView, exportedClip, exportedReel } from '../../../../electron/contract/api/clips.ts'
import { importResult } from '../../../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { jobEnded } from '../../../fixtures/jobs.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'
import { ask, make, scratch, theTools, tools } from '../media/madeMedia.ts'
import { differing, grey } from './seenHeard.ts'
import { framesOf } from './smart/framesOf.ts'

const place = scratch('hour')
const rows: string[] = []
afterAll(() => {
  place.remove()
  if (rows.length === 0) return
  mkdirSync('test-results', { recursive: true })
  writeFileSync(join('test-results', 'hour-walk.md'), `| step | time |\n| --- | --- |\n${rows.join('\n')}\n`)
})

/** Does it, and notes how long it took. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const result = await work()
  rows.push(`| ${what} | ${((performance.now() - from) / 1000).toFixed(1)} s |`)
  return result
}

describe('a recording of an hour', () => {
  it('is imported, drawn, looked into, cut, and made into a reel of ten clips', {
    timeout: 900_000,
  }, async ({ skip }) => {
    skip(!process.env.DEBRIEF_WHOLE_CORPUS, 'takes minutes: DEBRIEF_WHOLE_CORPUS=1 runs it')
    skip(!corpusDir, 'the corpus of real recordings is not on this machine')
    skip(!tools, 'ffmpeg and ffprobe are not on this machine')
    // A real recording over and over again, copied and not encoded.
    const source = corpusFile('googlework-short.mp4')
    const roundMs = Number(ask(source, 'format=duration')[0]) * 1000
    const file = make(
      place.path('hour.mp4'),
      ...['-stream_loop', '-1', '-i', source, '-map', '0:v:0', '-map', '0:a:0'],
      ...['-c', 'copy', '-t', '3600'],
    )
    expect(Number(ask(file, 'format=duration')[0])).toBeGreaterThan(3599)
    const { core, joined } = await openTestCore()
    const { client } = await joined('Ana', 'coach')
    const resultOf = async (jobId: string | undefined): Promise<unknown> => {
      const job = await jobEnded(client, jobId ?? 'job:none')
      expect(job).toMatchObject({ state: 'done' })
      return job.result
    }

    const found = await timed('import', async () =>
      resultOf((await client.recordings.import({ files: [file] })).jobId),
    )
    const [one] = importResult.parse(found).imported
    if (!one) throw new Error('nothing was imported')
    const { lessonId, recordingId: id } = one

    const strips = await timed('filmstrip, waveform and silence map', async () => {
      const { jobId } = await client.strips.open({ id })
      if (jobId) await resultOf(jobId)
      return client.strips.open({ id })
    })
    expect(strips.jobId).toBeNull()
    // 240 pictures, and two values for every hundredth of a second.
    expect(strips.filmstripBytes).toBeGreaterThan(240 * 1000)
    expect(strips.waveformBytes).toBeGreaterThan(2 * 360_000)

    const moments = Array.from({ length: 20 }, (_, i) => 90_010 + i * 173_210)
    const looked = await timed('the exact frames of 20 moments all over it', async () => {
      const frames = []
      for (const atMs of moments) frames.push(await core.frame(id, atMs))
      return frames
    })
    looked.forEach((frame, i) => {
      const shown = grey(frame?.path ?? '', 0, '160:90')
      expect(shown.length, `a frame at ${moments[i]} ms`).toBe(160 * 90)
      expect(differing(shown, grey(file, moments[i] ?? 0, '160:90'), 30), `${moments[i]} ms`).toBeLessThan(
        0.01,
      )
    })

    const clips: ClipView[] = []
    for (let i = 0; i < 10; i++) {
      // Never across the place where it begins anew: there its pictures come unevenly, and all of a clip is encoded.
      const fromMs = Math.round((3 + 10 * i) * roundMs) + 2000
      await client.comments.add({
        ...{ lessonId, atMs: fromMs + 6000, toMs: fromMs + 8000 },
        text: `She waits, for the ${i + 1}. time.`,
      })
      clips.push(
        await client.clips.add({ lessonId, title: `Wait time ${i + 1}`, fromMs, toMs: fromMs + 18_000 }),
      )
    }
    const dir = place.path('out')
    const last = clips.at(-1)
    if (!last) throw new Error('no clip was made')
    const begun = await client.exports.start({ clipIds: [last.id], dir, style: 'overlay' })
    const clip = exportedClip.parse(
      await timed('a clip of 18 s at its end, with a comment', () => resultOf(begun.jobIds[0])),
    )
    expect(clip).toMatchObject({ verified: true, method: 'smart' })
    expect(Math.abs(clip.durationMs - 18_000)).toBeLessThan(40)
    // What was copied is, picture for picture, what plain ffmpeg finds at that place of the hour.
    const made = framesOf(clip.file)
    expect(made.said).toBe('')
    const own = framesOf(file, ['-ss', (last.fromMs / 1000 - 0.02).toFixed(3), '-t', '18.2'])
    const begin = own.frames.findIndex(({ md5 }) => md5 === made.frames.find(copied(own.frames))?.md5)
    const firstCopied = made.frames.findIndex(copied(own.frames))
    const same = made.frames.filter(({ md5 }, i) => md5 === own.frames[begin - firstCopied + i]?.md5)
    const encoded = Math.round((clip.encodedMs / clip.durationMs) * made.frames.length)
    expect(encoded).toBeLessThan(made.frames.length / 1.2)
    expect(same.length).toBeGreaterThanOrEqual(made.frames.length - encoded - 2)

    const reel = await client.exports.start({
      ...{ clipIds: clips.map(each => each.id), dir, style: 'overlay', reel: 'Ten' },
    })
    const { reel: written, failed } = exportedReel.parse(
      await timed('a reel of 10 clips of 18 s with a comment each, and cards', () =>
        resultOf(reel.jobIds[0]),
      ),
    )
    expect(failed).toEqual([])
    expect(written).toMatchObject({ verified: true })
    expect(written.clips).toHaveLength(10)
    expect(written.durationMs).toBeGreaterThan(180_000)
    expect(framesOf(written.file).said).toBe('')
    rows.push(`| (ffmpeg ${theTools().ffmpeg.version}) | |`)
    process.stdout.write(`${rows.join('\n')}\n`)
  })
})

const copied =
  (own: readonly { readonly md5: string }[]) =>
  ({ md5 }: { readonly md5: string }) =>
    own.some(each => each.md5 === md5)
