import { createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exportedClip, exportedReel } from '../../../../electron/contract/api/clips.ts'
import { importResult } from '../../../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'
import { toneOf, toneTracks } from '../../../fixtures/tones.ts'
import { resultOf, unpack } from '../../../fixtures/twoSchools.ts'
import { make, scratch, theTools, tools } from '../media/madeMedia.ts'

const place = scratch('heard')
afterAll(place.remove)
const tracks = [
  { hz: 440, language: 'deu', isDefault: true },
  { hz: 880, language: 'eng', title: 'Lapel microphone' },
]
const tone = (file: string, at = {}) => Math.round(toneOf(theTools().ffmpeg.path, file, at) / 20) * 20
const never = new AbortController().signal

async function withTracks(name: string, args: readonly string[]) {
  const opened = await openTestCore()
  const { client } = await opened.joined('Ana', 'coach')
  const file = make(place.path(name), ...args)
  const { imported } = importResult.parse(
    await resultOf(client, await client.recordings.import({ files: [file] })),
  )
  const [one] = imported
  if (!one) throw new Error('nothing was imported')
  const { recordingId: id, lessonId } = one
  const view = async () => {
    const [recording] = (await client.lessons.find({ id: lessonId })).recordings
    if (!recording) throw new Error('it is gone')
    return recording
  }
  const copy = async () => {
    await resultOf(client, await client.recordings.makeProxy({ id }))
    return (await opened.core.mediaFile(id, 'proxy'))?.path ?? ''
  }
  return { ...opened, client, file, id, lessonId, view, copy }
}

describe.skipIf(!tools)('the sound track that is heard', () => {
  it('is chosen for a recording, and is what is played, drawn and exported of it', async () => {
    const { client, core, id, lessonId, view, copy } = await withTracks('lesson.mp4', toneTracks(tracks))
    expect(await view()).toMatchObject({
      ...{ source: 'original', soundStream: 1 },
      soundTracks: [
        { stream: 1, codec: 'aac', channels: 1, language: 'deu' },
        { stream: 2, codec: 'aac', channels: 1, language: 'eng' },
      ],
    })
    const strips = async () => {
      const { jobId } = await client.strips.open({ id })
      if (jobId) await resultOf(client, { jobId })
      await client.strips.close({ id })
      return readFile((await core.mediaFile(id, 'waveform'))?.path ?? '')
    }
    const waveBefore = await strips()

    await client.recordings.update({ id, soundStream: 2 })
    expect(await view()).toMatchObject({ source: 'live', soundStream: 2, playable: false, proxyNeeded: true })
    const played = await copy()
    expect(tone(played)).toBe(880)
    expect(await view()).toMatchObject({ source: 'proxy', proxy: 'ready' })
    expect((await strips()).equals(waveBefore)).toBe(false)

    const out = await temporaryFolder('out')
    const clip = await client.clips.add({ lessonId, title: 'Wait time', fromMs: 1000, toMs: 3000 })
    await client.comments.add({ lessonId, atMs: 1500, text: 'She waits.' })
    const started = async (options: { style: 'overlay' | 'none' }) => {
      const { jobIds } = await client.exports.start({ clipIds: [clip.id], dir: out, ...options })
      return exportedClip.parse(await resultOf(client, { jobId: jobIds[0] ?? '' }))
    }
    const plain = await started({ style: 'none' })
    expect(plain.method).toBe('copy')
    expect(tone(plain.file)).toBe(880)
    const drawn = await started({ style: 'overlay' })
    expect(drawn.method).toBe('smart')
    expect(tone(drawn.file)).toBe(880)

    const { jobIds } = await client.exports.start({ clipIds: [clip.id], dir: out, reel: 'All of it' })
    const { reel } = exportedReel.parse(await resultOf(client, { jobId: jobIds[0] ?? '' }))
    expect(tone(reel.file, { fromS: reel.durationMs / 1000 - 1.5 })).toBe(880)

    // Back: the file itself is played again, and what was made of the other track stays apart.
    await client.recordings.update({ id, soundStream: null })
    expect(await view()).toMatchObject({ source: 'original', soundStream: 1, proxy: 'none' })
    expect((await strips()).equals(waveBefore)).toBe(true)
    expect(tone((await started({ style: 'none' })).file)).toBe(440)
    await client.recordings.update({ id, soundStream: 2 })
    expect(await view()).toMatchObject({ source: 'proxy' })
    await expect(client.recordings.update({ id, soundStream: 7 })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining('no such sound track'),
    })
    expect(await view()).toMatchObject({ soundStream: 2 })
  }, 60_000)

  it('is heard while the playable copy is made, and goes along in a package', async () => {
    const { client, core, id, lessonId, copy } = await withTracks(
      'camera.avi',
      toneTracks(tracks, {
        ...{ size: '320x180', seconds: 4 },
        codecs: ['-c:v', 'mpeg4', '-c:a', 'libmp3lame'],
      }),
    )
    const live = async () => {
      const running = await core.liveCopy(id)
      if (!running) throw new Error('no copy')
      const file = place.path('live.mp4')
      const out = createWriteStream(file)
      out.write(await running.head(never))
      for await (const piece of running.cell(0, never)) out.write(piece)
      await new Promise(done => out.end(done))
      return tone(file)
    }
    expect(await live()).toBe(440)
    await client.recordings.update({ id, soundStream: 2 })
    expect(await live()).toBe(880)
    expect(tone(await copy())).toBe(880)
    await client.recordings.update({ id, soundStream: 1 })
    expect(tone(await copy())).toBe(440)

    await client.recordings.update({ id, soundStream: 2 })
    const file = join(await temporaryFolder('package'), 'lesson.debrief')
    await resultOf(client, await client.packages.write({ lessonId, file, media: 'proxy' }))
    const packed = place.path('packed.mp4')
    await writeFile(packed, (await unpack(file)).get('media/0') ?? '')
    expect(tone(packed)).toBe(880)
  }, 60_000)

  it.skipIf(!corpusDir)(
    'is what other recordings are lined up by',
    async () => {
      const speech = (name: string, fromS: number, lengthS: number) => [
        ...(fromS > 0 ? ['-ss', String(fromS)] : []),
        ...['-t', String(lengthS), '-i', corpusFile(name)],
      ]
      const { client, lessonId, id } = await withTracks('first.mkv', [
        ...['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=10:d=24'],
        ...[...speech('opencast-testspeech.mp4', 0, 24), ...speech('googlework-short.mp4', 0, 24)],
        ...[
          '-map',
          '0:v',
          '-map',
          '1:a',
          '-map',
          '2:a',
          '-c:v',
          'libx264',
          '-preset',
          'ultrafast',
          '-c:a',
          'flac',
        ],
      ])
      const other = make(
        place.path('other.m4a'),
        ...speech('googlework-short.mp4', 4, 18),
        ...['-vn', '-c:a', 'aac'],
      )
      await resultOf(client, await client.recordings.import({ files: [other], lessonId }))
      const second = (await client.lessons.find({ id: lessonId })).recordings[1]?.id ?? 'recording:none'
      const align = async () => resultOf(client, await client.recordings.align({ id: second }))
      expect(await align()).toMatchObject({ shared: false })
      await client.recordings.update({ id, soundStream: 2 })
      expect(await align()).toMatchObject({ shared: true, offsetMs: expect.closeTo(4000, -1.5) })
    },
    60_000,
  )
})
