import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { lastTicks, matroskaEnd, tickNanos } from '../../../../electron/core/media/matroskaEnd.ts'
import { wholeness } from '../../../../electron/core/media/wholeness.ts'
import { h264, make, picture, scratch, sound, theTools, tools } from './madeMedia.ts'

const place = scratch('matroska')
afterAll(place.remove)

describe('the end of a Matroska file', () => {
  it('survives any bytes', () => {
    const cluster = fc.constant(Buffer.from([0x1f, 0x43, 0xb6, 0x75]))
    const bytes = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 20 }).map(each => Buffer.from(each)),
        cluster,
      ),
    )
    fc.assert(
      fc.property(bytes, parts => {
        const data = Buffer.concat(parts)
        const ticks = lastTicks(data)
        return (ticks === undefined || Number.isFinite(ticks)) && tickNanos(data) > 0
      }),
    )
  })

  it.skipIf(!tools)('is found in a live recording that writes no length', async () => {
    const args = [
      '-nostdin',
      '-v',
      'error',
      ...picture('320x240', 7, 30),
      ...sound(7),
      ...h264,
      '-c:a',
      'aac',
      '-f',
      'matroska',
      'pipe:1',
    ]
    const file = place.path('live.mkv')
    writeFileSync(file, execFileSync(theTools().ffmpeg.path, args, { maxBuffer: 2 ** 28 }))
    const endMs = await matroskaEnd(file, statSync(file).size)
    expect(endMs).toBeGreaterThan(6900)
    expect(endMs).toBeLessThanOrEqual(7050)
  })

  it.skipIf(!tools)('is told from the head when half of it is missing', async () => {
    const whole = make(place.path('whole.mkv'), ...picture('320x240', 4), ...h264)
    const bytes = readFileSync(whole)
    const half = place.path('half.mkv')
    writeFileSync(half, bytes.subarray(0, bytes.length / 2))
    const look = async (file: string, data: Buffer) =>
      (await wholeness(file, { head: data.subarray(0, 4096), sizeBytes: data.length })).cutOff
    expect(await look(whole, bytes)).toBe(false)
    expect(await look(half, bytes.subarray(0, bytes.length / 2))).toBe(true)
  })
})
