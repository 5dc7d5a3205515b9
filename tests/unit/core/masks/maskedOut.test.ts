import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exportedClip } from '../../../../electron/contract/api/clips.ts'
import { importResult } from '../../../../electron/contract/api/lessons.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'
import { toneOf, toneTracks } from '../../../fixtures/tones.ts'
import { resultOf } from '../../../fixtures/twoSchools.ts'
import { maskWork, mean, pictures } from '../export/maskedClips.ts'
import { make, theTools, tools } from '../media/madeMedia.ts'

afterAll(() => maskWork.remove())

const [width, height] = [320, 180]
const covered = { x: 60, y: 30, width: 160, height: 100 }
/** Between two pictures, which come every 40 ms. */
const [fromMs, toMs] = [1011, 2507]

/** In every picture: dark where the mask is while it is on, and not before and behind. */
function checkMasked(file: string): void {
  const all = pictures(file, width, height)
  expect(all.length).toBeGreaterThan(90)
  for (const picture of all) {
    const left = mean(picture, covered, width)
    const on = picture.atMs >= fromMs - 0.5 && picture.atMs < toMs - 0.5
    if (on) expect(left, `covered at ${picture.atMs}`).toBeLessThan(32)
    else expect(left, `to be seen at ${picture.atMs}`).toBeGreaterThan(60)
  }
}

describe.skipIf(!tools)('what leaves of a masked lesson of which another sound track was chosen', () => {
  it('is masked and sounds that track: clips that are copied in part, offline libraries, stills of reports', async () => {
    const { joined } = await openTestCore()
    const { client } = await joined('Ana', 'coach')
    const source = make(
      maskWork.path('two-tracks.mp4'),
      ...toneTracks([{ hz: 440, isDefault: true }, { hz: 880 }], { size: `${width}x${height}`, seconds: 4 }),
    )
    const found = importResult.parse(
      await resultOf(client, await client.recordings.import({ files: [source] })),
    ).imported[0]
    if (!found) throw new Error('nothing was imported')
    const { lessonId, recordingId } = found
    await client.recordings.update({ id: recordingId, soundStream: 2 })
    const keyframes = [{ atMs: 0, ...covered, byHand: true }]
    const shape = { shape: 'box', effect: 'solid', picture: { width, height } } as const
    await client.masks.add({ lessonId, recordingId, ...shape, fromMs, toMs, keyframes })
    await client.comments.add({ lessonId, atMs: 1500, text: 'She waits.' })
    const clip = await client.clips.add({
      lessonId,
      title: 'All',
      fromMs: 0,
      toMs: 4000,
      collection: 'For all',
    })

    const out = await temporaryFolder('masked-out')
    const { jobIds } = await client.exports.start({ clipIds: [clip.id], dir: out, style: 'none' })
    const made = exportedClip.parse(await resultOf(client, { jobId: jobIds[0] ?? '' }))
    expect(made.method).toBe('smart')
    checkMasked(made.file)
    expect(toneOf(theTools().ffmpeg.path, made.file)).toBeCloseTo(880, -1.5)

    const site = join(out, 'site')
    await resultOf(client, await client.sites.make({ collection: 'For all', dir: site }))
    const written = (await readdir(site, { recursive: true })).filter(name => name.endsWith('.mp4'))
    expect(written).toHaveLength(1)
    checkMasked(join(site, written[0] ?? ''))
    expect(toneOf(theTools().ffmpeg.path, join(site, written[0] ?? ''))).toBeCloseTo(880, -1.5)

    const report = join(out, 'report.html')
    await resultOf(
      client,
      await client.reports.write({ lessonId, format: 'html', file: report, pictures: true }),
    )
    const [, still = ''] = /data:image\/jpeg;base64,([^"]+)/.exec(await readFile(report, 'utf8')) ?? []
    const { stdout: pixels } = spawnSync(
      theTools().ffmpeg.path,
      [
        ...['-nostdin', '-v', 'error', '-f', 'jpeg_pipe', '-i', '-', '-vf', `scale=${width}:${height}`],
        ...['-pix_fmt', 'gray', '-f', 'rawvideo', '-'],
      ],
      { input: Buffer.from(still, 'base64') },
    )
    expect(pixels).toHaveLength(width * height)
    expect(mean({ atMs: 0, pixels }, covered, width), 'the still of the report').toBeLessThan(32)
    expect(mean({ atMs: 0, pixels }, { x: 230, y: 30, width: 60, height: 100 }, width)).toBeGreaterThan(60)
  })
})
