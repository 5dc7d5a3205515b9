import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MediaFacts } from '../../electron/contract/records/recording.ts'
import { type Probed, probe } from '../../electron/core/media/probe.ts'
import { mostTiles, nearestFrames, slotsOf } from '../../electron/core/media/strips/chooseTiles.ts'
import { makeFilmstrip } from '../../electron/core/media/strips/filmstrip.ts'
import { readMoov } from '../../electron/core/media/strips/readMoov.ts'
import { h264Index, toAnnexB } from '../../electron/core/media/strips/sampleTable.ts'
import { openStripFile } from '../../electron/core/media/strips/stripFile.ts'
import { makeWaveform } from '../../electron/core/media/strips/waveform.ts'
import { findTools } from '../../electron/core/media/tools/findTools.ts'
import { makeHour } from './hour.ts'
import { compare, report } from './measure.ts'

const work = mkdtempSync(join(tmpdir(), 'debrief-bench-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))
const tools = await findTools()
const run = (args: readonly string[]) =>
  promisify(execFile)(tools.ffmpeg.path, ['-nostdin', '-v', 'error', '-y', ...args])

let hour = ''
let minute = ''
let hourly: Probed
beforeAll(async () => {
  ;({ hour, minute } = makeHour(tools.ffmpeg.path, work))
  hourly = await probe(tools, hour)
})

let made = 0
/** Makes a strip from beginning to end. @returns its size, bytes */
async function strip(make: typeof makeFilmstrip | typeof makeWaveform, facts: MediaFacts): Promise<number> {
  const out = join(work, `${made++}.strip`)
  let bytes = 0
  const file = await openStripFile(`${out}.part`, out, size => {
    bytes = size
  })
  await make(tools, hour, facts, file, { signal: new AbortController().signal, onProgress: () => undefined })
  await file.finish()
  await rm(out)
  return bytes
}

/** The keyframes that the strip shows, as a decoder takes them, in as many files as it has decoders. */
async function keyframes(): Promise<string[]> {
  const handle = await open(hour, 'r')
  try {
    const { size } = await handle.stat()
    const index = h264Index(await readMoov(handle, size), hourly.picture?.index ?? 0, size)
    const { durationMs } = hourly.facts
    const chosen = nearestFrames(index.keyframes, slotsOf(durationMs, mostTiles))
    expect(chosen).toHaveLength(mostTiles)
    const halves = [chosen.slice(0, mostTiles / 2), chosen.slice(mostTiles / 2)]
    return await Promise.all(
      halves.map(async (half, nth) => {
        const file = join(work, `keys-${nth}.h264`)
        const units: Buffer[] = []
        for (const { offset, sizeBytes } of half) {
          const sample = Buffer.alloc(sizeBytes)
          await handle.read(sample, 0, sizeBytes, offset)
          units.push(index.headers, toAnnexB(sample, index.lengthBytes))
        }
        await writeFile(file, Buffer.concat(units))
        return file
      }),
    )
  } finally {
    await handle.close()
  }
}

describe('the strips of an hour of 1080p', () => {
  it('has a filmstrip of 240 pictures for little more than decoding them', async () => {
    const keys = await keyframes()
    const { oursMs } = await compare({
      name: 'filmstrip of 240 pictures of 60 minutes, against decoding just those pictures',
      limit: 1.3,
      runs: 3,
      ours: async () => expect(await strip(makeFilmstrip, hourly.facts)).toBeGreaterThan(100_000),
      peer: () => Promise.all(keys.map(file => run(['-f', 'h264', '-i', file, '-f', 'null', '-']))),
    })
    // The plain way decodes everything; a minute of it stands for each of the sixty.
    const from = performance.now()
    await run(['-i', minute, '-an', '-vf', 'fps=1/15,scale=-2:108', '-f', 'image2', join(work, '%03d.jpg')])
    const peerMs = 60 * (performance.now() - from)
    const name = 'the same, against the fps filter (a minute of it, times 60)'
    const ratio = { name, ratio: oursMs / peerMs, limit: 0.02, oursMs, peerMs, runs: 1 }
    report(ratio)
    expect(ratio.ratio).toBeLessThanOrEqual(ratio.limit)
  })

  it('has waveform and silences in one pass for little more than decoding the sound', async () => {
    await compare({
      name: 'waveform and silence map of 60 minutes in one pass, against decoding the sound',
      limit: 1.6,
      runs: 3,
      ours: async () => expect(await strip(makeWaveform, hourly.facts)).toBeGreaterThan(700_000),
      peer: () => run(['-vn', '-i', hour, '-map', '0:a', '-f', 'null', '-']),
    })
  })
})
