import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { WrittenPackage } from '../../../../electron/contract/api/packages.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'
import { resultOf, unpack } from '../../../fixtures/twoSchools.ts'
import { h264, make, scratch, theTools, tools } from '../media/madeMedia.ts'

const work = scratch('masked-packages')
afterAll(() => work.remove())

const pixelsOf = (file: string) =>
  spawnSync(
    theTools().ffmpeg.path,
    [
      '-nostdin',
      '-v',
      'error',
      '-i',
      file,
      '-vf',
      'scale=640:360',
      '-pix_fmt',
      'gray',
      '-f',
      'rawvideo',
      '-',
    ],
    { maxBuffer: 2 ** 28 },
  ).stdout

describe.skipIf(!tools)('the media of a package', () => {
  it('has its masks burned into the copy, and never holds the recording itself', async () => {
    const source = make(
      work.path('lesson.mp4'),
      ...['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=25:d=2', '-f', 'lavfi', '-i', 'sine=f=440:d=2'],
      ...[...h264, '-c:a', 'aac'],
    )
    const { joined } = await openTestCore()
    const { client } = await joined('Ana', 'coach')
    const imported = await resultOf(client, await client.recordings.import({ files: [source] }))
    const [one] = (imported as { imported: Array<{ lessonId: LessonId; recordingId: RecordingId }> }).imported
    if (!one) throw new Error('nothing was imported')
    expect((await client.packages.plan(one)).recordings[0]).toMatchObject({ masked: false })
    await client.masks.add({
      ...{
        ...one,
        shape: 'box',
        effect: 'solid',
        picture: { width: 1280, height: 720 },
        fromMs: 0,
        toMs: 2000,
      },
      keyframes: [{ atMs: 0, x: 400, y: 200, width: 400, height: 300, byHand: true }],
    })
    await client.soundMasks.add({ ...one, effect: 'mute', fromMs: 500, toMs: 1500 })
    expect((await client.packages.plan(one)).recordings[0]).toMatchObject({ masked: true })
    const dir = await temporaryFolder('package')
    const original = { ...one, file: join(dir, 'original.debrief'), media: 'original' as const }
    await expect(resultOf(client, await client.packages.write(original))).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('has masks'),
    })
    await expect(readFile(original.file)).rejects.toMatchObject({ code: 'ENOENT' })

    const file = join(dir, 'copy.debrief')
    const written = await resultOf(client, await client.packages.write({ ...one, file, media: 'proxy' }))
    expect((written as WrittenPackage).media).toMatchObject([{ kind: 'proxy' }])
    const copy = join(dir, 'copy.mp4')
    await writeFile(copy, (await unpack(file)).get('media/0') ?? '')
    const pixels = pixelsOf(copy)
    expect(pixels.length).toBe(50 * 640 * 360)
    for (let picture = 0; picture < 50; picture++)
      for (const [x, y] of [
        [205, 105],
        [300, 180],
        [395, 245],
      ] as const)
        expect(pixels[picture * 640 * 360 + y * 640 + x]).toBeLessThan(32)
    const { stdout } = spawnSync(
      theTools().ffmpeg.path,
      ['-nostdin', '-v', 'error', '-i', copy, '-ac', '1', '-ar', '8000', '-f', 's16le', '-'],
      { maxBuffer: 2 ** 26 },
    )
    const heard = new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1)
    expect(Math.max(...heard.subarray(4400, 11_600).map(Math.abs))).toBeLessThan(40)
    expect(Math.max(...heard.subarray(800, 3200).map(Math.abs))).toBeGreaterThan(1000)
  }, 60_000)
})
