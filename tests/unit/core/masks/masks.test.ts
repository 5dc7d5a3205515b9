import { afterAll, describe, expect, it } from 'vitest'
import type { TrackedMask } from '../../../../electron/contract/api/masks.ts'
import { placeAt } from '../../../../electron/contract/masks/places.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import { mergedPlaces } from '../../../../electron/core/masks/tracking.ts'
import { openTestCore, type TestClient } from '../../../fixtures/openTestCore.ts'
import { h264, make, scratch, tools } from '../media/madeMedia.ts'

const work = scratch('mask-tracks')
afterAll(() => work.remove())

/** A patterned square of 60 pixels on grain, whose way is known to the pixel: 25 a second, 6 s. */
const path = (t: number) => ({ x: 80 + 60 * t, y: 150 + 60 * Math.sin(t * 2) })
const moving = (name: string, gone = 99) =>
  make(
    work.path(name),
    ...['-f', 'lavfi', '-i', 'color=gray:s=640x360:r=25:d=6,noise=alls=40:all_seed=3'],
    ...['-f', 'lavfi', '-i', 'testsrc2=s=60x60:r=25:d=6,trim=end_frame=1,loop=-1:1,setpts=N/25/TB'],
    ...[
      '-filter_complex',
      `[0:v][1:v]overlay=x='80+60*t':y='150+60*sin(t*2)':eval=frame:shortest=1:enable='lt(t,${gone})'[v]`,
    ],
    ...['-map', '[v]', ...h264, '-g', '50'],
  )

async function lessonOf(client: TestClient, file: string) {
  const { jobId } = await client.recordings.import({ files: [file] })
  for (;;) {
    const { state, result, error } = await client.jobs.get({ id: jobId })
    if (state === 'done') {
      const [first] = (result as { imported: Array<{ lessonId: string; recordingId: RecordingId }> }).imported
      if (!first) throw new Error('nothing was imported')
      return first as { lessonId: `lesson:${string}`; recordingId: RecordingId }
    }
    if (state === 'failed') throw new Error(error?.message)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
async function ended(client: TestClient, jobId: string) {
  for (;;) {
    const job = await client.jobs.get({ id: jobId })
    if (job.state !== 'queued' && job.state !== 'running') return job
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

const start = { atMs: 0, x: 80, y: 150, width: 60, height: 60, byHand: true }
const drawn = {
  ...{ shape: 'box' as const, effect: 'solid' as const, picture: { width: 640, height: 360 } },
  ...{ fromMs: 0, toMs: 6000, keyframes: [start] },
}

describe.skipIf(!tools)('masks of a lesson', () => {
  it('belong to who made them, add up, and come back when they were removed', async () => {
    const { joined } = await openTestCore()
    const { client } = await joined('Ana')
    const one = await lessonOf(client, moving('own.mp4'))
    const mask = await client.masks.add({ ...one, ...drawn })
    expect(mask).toMatchObject({ ...drawn, local: true, author: { name: 'Ana' } })
    const placed = await client.masks.place({
      ...one,
      id: mask.id,
      atMs: 3000,
      x: 600,
      y: 340,
      width: 60,
      height: 60,
    })
    expect(placed.keyframes).toEqual([
      start,
      { atMs: 3000, x: 580, y: 300, width: 60, height: 60, byHand: true },
    ])
    const { client: ben } = await joined('Ben')
    await expect(ben.masks.remove({ ...one, id: mask.id })).rejects.toMatchObject({ code: 'notYours' })
    await ben.masks.add({ ...one, ...drawn, effect: 'blur' })
    await client.masks.remove({ ...one, id: mask.id })
    expect((await ben.masks.list(one)).picture).toHaveLength(1)
    await client.masks.restore({ ...one, id: mask.id })
    expect((await ben.masks.list(one)).picture).toHaveLength(2)
  })

  it('stay on their pictures when the recording is lined up anew', async () => {
    const { joined } = await openTestCore()
    const { client } = await joined('Ana')
    const one = await lessonOf(client, moving('offset.mp4'))
    const second = await (async () => {
      const { jobId } = await client.recordings.import({
        files: [moving('second.mp4', 4)],
        lessonId: one.lessonId,
      })
      const job = await ended(client, jobId)
      return (job.result as { imported: Array<{ recordingId: RecordingId }> }).imported[0]?.recordingId
    })()
    if (!second) throw new Error('no second recording')
    const mask = await client.masks.add({ ...drawn, lessonId: one.lessonId, recordingId: second })
    await client.recordings.update({ id: second, offsetMs: 1500 })
    const [after] = (await client.masks.list(one)).picture
    expect(after).toMatchObject({ id: mask.id, fromMs: 1500, toMs: 7500 })
    expect(after?.keyframes[0]?.atMs).toBe(1500)
  })

  it('refuse a stretch outside of the recording, and places out of order', async () => {
    const { joined } = await openTestCore()
    const { client } = await joined('Ana')
    const one = await lessonOf(client, moving('refused.mp4'))
    await expect(client.masks.add({ ...one, ...drawn, fromMs: 7000, toMs: 8000 })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await expect(client.masks.add({ ...one, ...drawn, keyframes: [start, start] })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await expect(
      client.soundMasks.add({ ...one, effect: 'mute', fromMs: 9000, toMs: 9500 }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
  })
})

describe.skipIf(!tools)('following a mask', () => {
  it('finds every place of a known way, forwards and backwards', async () => {
    const { joined } = await openTestCore()
    const { client } = await joined('Ana')
    const one = await lessonOf(client, moving('known.mp4'))
    const mask = await client.masks.add({ ...one, ...drawn })
    const { jobId } = await client.masks.track({ ...one, id: mask.id, fromMs: 0 })
    const { state, result } = await ended(client, jobId)
    expect(state).toBe('done')
    const { mask: followed, stopped, reachedMs } = result as TrackedMask
    expect({ stopped, reachedMs }).toEqual({ stopped: 'end', reachedMs: 6000 })
    expect(followed.keyframes.length).toBeLessThan(80)
    for (let atMs = 40; atMs < 5900; atMs += 40) {
      const { x, y, width } = placeAt(followed, atMs)
      const known = path(atMs / 1000)
      expect(Math.abs(x + width / 2 - known.x - 30), `x at ${atMs}`).toBeLessThan(4)
      expect(Math.abs(y + width / 2 - known.y - 30), `y at ${atMs}`).toBeLessThan(4)
    }
    // From the end back to a place by hand, which stays.
    const last = path(5.8)
    const back = await client.masks.add({
      ...{ ...one, ...drawn },
      keyframes: [
        { ...start, atMs: 1000, x: 5, y: 5 },
        { atMs: 5800, x: Math.round(last.x), y: Math.round(last.y), width: 60, height: 60, byHand: true },
      ],
    })
    const job = await client.masks.track({ ...one, id: back.id, fromMs: 5800, direction: 'backward' })
    const found = (await ended(client, job.jobId)).result as TrackedMask
    expect(found).toMatchObject({ stopped: 'byHand', reachedMs: 1000 })
    expect(found.mask.keyframes).toContainEqual({ ...start, atMs: 1000, x: 5, y: 5 })
    const known = path(2)
    expect(Math.abs(placeAt(found.mask, 2000).x - known.x)).toBeLessThan(5)
    expect(Math.abs(placeAt(found.mask, 2000).y - known.y)).toBeLessThan(5)
  }, 60_000)

  it('says where it lost what it followed, and keeps what it found until then', async () => {
    const { joined } = await openTestCore()
    const { client } = await joined('Ana')
    const one = await lessonOf(client, moving('gone.mp4', 3))
    const mask = await client.masks.add({ ...one, ...drawn })
    const { jobId } = await client.masks.track({ ...one, id: mask.id, fromMs: 0 })
    const { mask: followed, stopped, reachedMs } = (await ended(client, jobId)).result as TrackedMask
    expect(stopped).toBe('lost')
    expect(reachedMs).toBeGreaterThan(2800)
    expect(reachedMs).toBeLessThanOrEqual(3000)
    expect(followed.keyframes.at(-1)?.atMs).toBe(reachedMs)
    expect(followed.toMs).toBe(6000)
  }, 30_000)

  it('refuses what looks like a wall, and leaves the mask as it was', async () => {
    const { joined } = await openTestCore()
    const { client } = await joined('Ana')
    const wall = make(work.path('wall.mp4'), '-f', 'lavfi', '-i', 'color=gray:s=640x360:r=25:d=2', ...h264)
    const one = await lessonOf(client, wall)
    const mask = await client.masks.add({ ...one, ...drawn, toMs: 2000 })
    const { jobId } = await client.masks.track({ ...one, id: mask.id, fromMs: 0 })
    expect(await ended(client, jobId)).toMatchObject({ state: 'failed', error: { code: 'input.invalid' } })
    expect((await client.masks.list(one)).picture[0]?.keyframes).toEqual([start])
  }, 30_000)

  it('puts what it found in the place of what stood there, around places by hand', () => {
    const at = (atMs: number, x: number, byHand = false) => ({ atMs, x, y: 0, width: 10, height: 10, byHand })
    const merged = mergedPlaces(
      [at(0, 0, true), at(500, 99), at(1000, 7, true), at(2000, 50)],
      [at(0, 0, true), at(400, 30), at(900, 5)],
      0.5,
    )
    expect(merged).toEqual([at(0, 0, true), at(400, 30), at(900, 5), at(1000, 7, true), at(2000, 50)])
  })
})
