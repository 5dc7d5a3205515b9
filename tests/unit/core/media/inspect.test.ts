import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { identify, identityBlocks } from '../../../../electron/core/media/identity.ts'
import { inspect } from '../../../../electron/core/media/inspect.ts'
import { isRecording, locate, recordedPath } from '../../../../electron/core/media/locate.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { h264, make, picture, scratch, sound, theTools, tools } from './madeMedia.ts'

const place = scratch('inspect')
afterAll(place.remove)

const facts = async (file: string) => (await inspect(theTools(), file)).facts
const refusal = (file: string) =>
  inspect(theTools(), file).then(
    () => 'taken',
    (error: { code?: string }) => error.code,
  )

describe.skipIf(!tools)('files that are no recordings', () => {
  const write = (name: string, data: string | Buffer) => {
    writeFileSync(place.path(name), data)
    return place.path(name)
  }
  it.each([
    ['empty.mp4', '', 'media.empty'],
    ['text.mp4', 'The minutes of the meeting\n'.repeat(20), 'media.notRecording'],
    ['report.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'media.notRecording'],
    ['list.mp4', '#EXTM3U\n#EXTINF:10,\nother.mp4\n#EXT-X-ENDLIST\n', 'media.notRecording'],
    ['list.mkv', "ffconcat version 1.0\nfile 'other.mp4'\n", 'media.notRecording'],
  ])('%s', async (name, data, code) => {
    expect(await refusal(write(name, data))).toBe(code)
  })

  it('a still picture, whatever it is called', async () => {
    const still = make(place.path('slide.png'), ...picture('64x64', 0.04))
    copyFileSync(still, place.path('slide.mp4'))
    expect(await refusal(still)).toBe('media.notRecording')
    expect(await refusal(place.path('slide.mp4'))).toBe('media.notRecording')
  })

  it('a file that is not there, a folder, and one that may not be read', async () => {
    expect(await refusal(place.path('nowhere.mp4'))).toBe('media.missing')
    mkdirSync(place.path('folder.mp4'))
    expect(await refusal(place.path('folder.mp4'))).toBe('media.notRecording')
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'one that may not be read',
    async () => {
      const locked = write('locked.mp4', 'x')
      chmodSync(locked, 0)
      expect(await refusal(locked)).toBe('media.noPermission')
    },
  )

  it('the first half of an MP4 whose index stands at its end', async () => {
    const whole = readFileSync(make(place.path('late.mp4'), ...picture('320x240', 2), ...h264))
    expect(await refusal(write('cut.mp4', whole.subarray(0, whole.length / 2)))).toBe('media.truncated')
  })

  it('says it in a whole sentence that names the file', async () => {
    await expect(inspect(theTools(), place.path('empty.mp4'))).rejects.toThrow(/“empty\.mp4” is empty .*\.$/)
  })
})

describe.skipIf(!tools)('what a recording is', () => {
  it('names with anything in them', async () => {
    const made = make(place.path('plain.mkv'), ...picture('64x64', 0.2), ...h264)
    for (const name of [
      '-i.mkv',
      'a b%d.mkv',
      'it\'s:"x".mkv',
      'concat:x.mkv',
      '観察 ملاحظة.mkv',
      'new\nline.mkv',
      '*?[x].mkv',
    ]) {
      if (process.platform === 'win32') break
      copyFileSync(made, place.path(name))
      expect(await facts(place.path(name)), name).toMatchObject({ width: 64, height: 64 })
    }
  })

  it('measures a cut recording that still plays', async () => {
    const args = [...picture('320x240', 6), ...h264, '-g', '10', '-movflags', '+faststart']
    const whole = readFileSync(make(place.path('front.mp4'), ...args))
    const cut = place.path('cutfront.mp4')
    writeFileSync(cut, whole.subarray(0, whole.length / 2))
    const { durationMs } = await facts(cut)
    expect(durationMs).toBeGreaterThan(1000)
    expect(durationMs).toBeLessThan(5000)
  })

  it('sound alone has no size', async () => {
    const made = make(place.path('memo.m4a'), ...sound(1), '-c:a', 'aac')
    expect(await facts(made)).toMatchObject({
      width: 0,
      height: 0,
      audioCodec: 'aac',
      container: 'm4a',
      playable: true,
    })
  })

  it('stops at once when cancelled', async () => {
    const made = make(place.path('cancel.mkv'), ...picture('64x64', 0.2), ...h264)
    await expect(inspect(theTools(), made, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})

describe.skipIf(!tools || !corpusDir)('real recordings', () => {
  it.each([
    [
      'phone-ios9.mov',
      {
        width: 720,
        height: 1280,
        rotation: 90,
        recordedAtMs: Date.UTC(2016, 1, 2, 17, 51, 27),
        playable: true,
      },
    ],
    [
      'rails-rotated-hdr.mov',
      { width: 1080, height: 1920, rotation: 90, videoCodec: 'hevc', playable: false },
    ],
    ['moviepy-fire2.mp4', { width: 1280, height: 720, rotation: 180 }],
    ['rails-nonsquare-sar.mp4', { width: 1920, height: 1080 }],
    ['filetype.mxf', { width: 768, height: 576, playable: false }],
    ['mediarecorder-no-duration.webm', { width: 1280, height: 720, durationMs: 4939 }],
    ['fragmented.mp4', { durationMs: 1068 }],
    ['first-pts-10s.mp4', { startMs: 10_000, durationMs: 4000, width: 1137, height: 640 }],
    ['nasa-13013.mp4', { width: 320, height: 180, videoStream: 0 }],
    ['incomplete.mp3', { width: 0, height: 0, audioCodec: 'mp3', playable: true }],
    ['android-sample.flv', { fps: 60, playable: false }],
    ['mkv-srt-subs.mkv', { audioCodec: 'ac3', playable: false }],
    ['drew-gps.mov', { videoStream: 1, audioStream: 0, width: 320, height: 568 }],
  ])('%s', async (name, expected) => {
    const found = await facts(corpusFile(name))
    expect(found).toMatchObject(expected)
    expect(JSON.stringify(found)).not.toMatch(/iPhone|\+32\.|\+40\./)
  })

  it.each([
    ['zero-byte.mp4', 'media.empty'],
    ['broken-streamio.mp4', 'media.truncated'],
    ['tika-truncated.mp3', 'media.truncated'],
    ['m4b-audiobook.m4a', 'media.truncated'],
    ['empty-13-bytes.flv', 'media.truncated'],
    ['opencast-nostreams.mp4', 'media.noStreams'],
    ['damaged-corrupt.mkv', 'media.unreadable'],
    ['damaged-missing-stsd.mp4', 'media.unreadable'],
    ['kloppy-sportscode.xml', 'media.notRecording'],
  ])('%s is refused', async (name, code) => {
    expect(await refusal(corpusFile(name))).toBe(code)
  })

  it.each(['damaged-missing-stsd.mp4', 'empty-track.mp4'])(
    '%s has a good track beside one that spoils it, and people are told how to save it',
    async name => {
      await expect(inspect(theTools(), corpusFile(name))).rejects.toMatchObject({
        code: 'media.unreadable',
        message: expect.stringMatching(
          /damaged or empty track beside a good one.*export it as MP4, and import/,
        ),
      })
    },
  )

  it('takes what ffmpeg decodes, and nothing else', async () => {
    const rule = (file: string) => {
      const args = [
        '-nostdin',
        '-v',
        'quiet',
        '-i',
        `file:${file}`,
        '-map',
        '0:v?',
        '-map',
        '0:a?',
        '-t',
        '2',
        '-f',
        'framemd5',
        '-',
      ]
      const { ffmpeg } = theTools()
      try {
        return /^\d+,/m.test(execFileSync(ffmpeg.path, args, { encoding: 'utf8', maxBuffer: 2 ** 28 }))
      } catch (error) {
        // It fails at the end of a damaged file, after it gave what there was.
        return error instanceof Error && 'stdout' in error && /^\d+,/m.test(String(error.stdout))
      }
    }
    for (const name of [
      'damaged-invalid-nalu.mp4',
      'empty-track.mp4',
      'mp4parse-invalid-userdata.mp4',
      'garbage-prefix-200k.mp3',
      'smallest.webm',
      'wav-missing-chunksize.wav',
      'failing-audio.mp4',
      'decord-corrupted.mp4',
    ]) {
      const file = corpusFile(name)
      expect((await refusal(file)) === 'taken', name).toBe(rule(file))
    }
  })
})

describe('identity', () => {
  it('reads small files whole and of large ones head, middle and tail', () => {
    expect(identityBlocks(0)).toEqual([{ at: 0, length: 0 }])
    expect(identityBlocks(1000)).toEqual([{ at: 0, length: 1000 }])
    const blocks = identityBlocks(4_000_000_000)
    expect(blocks).toHaveLength(3)
    expect(blocks.at(-1)).toEqual({ at: 4_000_000_000 - 262_144, length: 262_144 })
    expect(blocks.reduce((sum, block) => sum + block.length, 0)).toBeLessThan(800_000)
  })

  it('is the same under another name, and another for other bytes', async () => {
    const data = Buffer.alloc(2_000_000, 7)
    const [a, b, c] = ['a.bin', 'b.bin', 'c.bin'].map(place.path) as [string, string, string]
    writeFileSync(a, data)
    copyFileSync(a, b)
    data[1_000_000] = 8
    writeFileSync(c, data)
    expect(await identify(b)).toEqual(await identify(a))
    expect((await identify(c)).hash).not.toBe((await identify(a)).hash)
    await expect(identify(place.path('nowhere'))).rejects.toMatchObject({ code: 'media.missing' })
  })
})

describe('finding a recording again', () => {
  it('takes no relative path out of the library', () => {
    expect(recordedPath({ path: 'media/a.mp4' }, '/lib')).toBe('/lib/media/a.mp4')
    for (const path of ['../a.mp4', 'media/../../a.mp4', '.'])
      expect(recordedPath({ path }, '/lib')).toBeUndefined()
    expect(recordedPath({ path: '/elsewhere/a.mp4' }, '/lib')).toBe('/elsewhere/a.mp4')
  })

  it('knows it by what it is, not by its name', async () => {
    const dir = place.path('library')
    mkdirSync(`${dir}/media`, { recursive: true })
    const file = `${dir}/media/lesson.bin`
    writeFileSync(file, 'recording')
    const record = { id: 'recording:1', path: 'media/lesson.bin', identity: await identify(file) } as const
    expect(await locate(record, { libraryDir: dir })).toEqual({ missing: false, file })
    renameSync(file, `${dir}/media/moved.bin`)
    expect(await locate(record, { libraryDir: dir })).toEqual({ missing: true, file })
    writeFileSync(file, 'different')
    expect(await locate(record, { libraryDir: dir })).toMatchObject({ missing: true })
    const overrides = new Map([['recording:1', `${dir}/media/moved.bin`]])
    expect(await locate(record, { libraryDir: dir, overrides })).toEqual({
      missing: false,
      file: `${dir}/media/moved.bin`,
    })
    expect(await isRecording(dir, record.identity)).toBe(false)
  })
})
