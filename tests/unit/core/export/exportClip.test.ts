import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { estimate } from '../../../../electron/core/export/estimate.ts'
import type { ExportComment, ExportInput } from '../../../../electron/core/export/export.types.ts'
import { type ExportOptions, exportClip } from '../../../../electron/core/export/exportClip.ts'
import { previewFrame } from '../../../../electron/core/export/previewFrame.ts'
import { probe } from '../../../../electron/core/media/probe.ts'
import { ask, h264, make, picture, scratch, theTools, tools } from '../media/madeMedia.ts'
import { comment, hostile, tag } from './fixtures.ts'
import { differing, grey, heard } from './seenHeard.ts'

const work = scratch('export')
afterAll(() => work.remove())

/** A clip of a file with comments, in a folder of its own. */
async function exported(
  file: string,
  [fromMs, toMs]: readonly [number, number],
  comments: readonly ExportComment[] = [],
  own: Partial<ExportOptions> = {},
  title = 'Wait/time: "a clip?"',
) {
  const { facts } = await probe(theTools(), file)
  const input: ExportInput = {
    clip: { title, fromMs, toMs },
    recording: { path: file, facts, offsetMs: 0 },
    comments,
  }
  const outDir = own.outDir ?? work.path(`out-${Math.random().toString(36).slice(2)}`)
  return {
    input,
    outDir,
    ...(await exportClip(input, { tools: theTools(), outDir, style: 'overlay', ...own })),
  }
}

const streams = (file: string) => ask(file, 'stream=codec_type,codec_name')
const frames = (file: string) => ask(file, 'packet=pts_time').length

/** Pictures that carry their own number, and a beep at every whole second: 30 a second, 12 s. */
function counted(name: string, ...args: string[]): string {
  return make(
    work.path(name),
    ...['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=30:d=12'],
    ...['-f', 'lavfi', '-i', "aevalsrc='0.8*sin(2*PI*1000*t)*lt(mod(t,1),0.05)':s=48000:d=12"],
    ...(args.length > 0 ? args : [...h264, '-g', '60', '-bf', '2', '-c:a', 'aac']),
  )
}

describe.skipIf(!tools)('exporting a clip', () => {
  it('puts the comment on the picture while it applies, and not a picture longer', async () => {
    const source = counted('on-off.mp4')
    const { file, ...result } = await exported(source, [2000, 10_000], [comment({ atMs: 4000, toMs: 8000 })])
    expect(result).toMatchObject({ durationMs: 8000, method: 'smart', verified: true })
    // From the comment on to the next keyframe; what lies before and behind is copied.
    expect(result.encodedMs).toBeLessThan(8000)
    expect(result.sizeBytes).toBe(statSync(file).size)
    for (const [clipMs, shown] of [
      [1000, false],
      [1960, false],
      [2010, true],
      [4000, true],
      [5960, true],
      [6010, false],
      [7500, false],
    ] as const) {
      const share = differing(grey(file, clipMs), grey(source, clipMs + 2000))
      if (shown) expect(share, `at ${clipMs}`).toBeGreaterThan(0.05)
      else expect(share, `at ${clipMs}`).toBeLessThan(0.01)
    }
  })

  it('cuts at the exact picture, keeps every one of them and the sound in step', async () => {
    const source = counted('exact.mp4')
    const { file } = await exported(source, [3100, 9100], [], { style: 'none' })
    expect(ask(file, 'stream=nb_frames')[0]).toBe('180')
    expect(differing(grey(file, 0, '640:360'), grey(source, 3100, '640:360'))).toBeLessThan(0.001)
    expect(differing(grey(file, 0, '640:360'), grey(source, 3134, '640:360'))).toBeGreaterThan(0.001)
    // Beeps stand at whole seconds of the lesson: the first 900 ms into the clip.
    const samples = heard(file, 48_000)
    const first = samples.findIndex(level => Math.abs(level) > 6000) / 48
    expect(Math.abs(first - 900)).toBeLessThan(3)
  })

  it('keeps uneven times as they are', async () => {
    const source = make(
      work.path('vfr.mp4'),
      ...picture('320x180', 6, 60),
      '-vf',
      "select='lt(mod(n*n,7),3)'",
      '-fps_mode',
      'vfr',
      '-enc_time_base',
      '1:90000',
      ...h264,
    )
    const times = (file: string) =>
      ask(file, 'packet=pts_time')
        .map(Number)
        .sort((a, b) => a - b)
    const { file } = await exported(source, [0, 4000], [], { style: 'none' })
    const wanted = times(source).filter(at => at < 4 - 1 / 120)
    expect(times(file)).toHaveLength(wanted.length)
    times(file).forEach((at, i) => {
      expect(at).toBeCloseTo(wanted[i] ?? -1, 3)
    })
  })

  it('brings a card on in time where the recording shows one slide for seconds', async () => {
    const source = make(work.path('slides.mp4'), ...picture('640x360', 20, 1), ...h264, '-g', '1')
    const { file } = await exported(source, [2400, 12_400], [comment({ atMs: 5600, toMs: 8600 })])
    expect(differing(grey(file, 3000), grey(file, 4000))).toBeGreaterThan(0.05)
    expect(differing(grey(file, 3400), grey(source, 5000))).toBeGreaterThan(0.05)
    expect(differing(grey(file, 0), grey(source, 2000))).toBeLessThan(0.01)
  })

  it('writes nothing of where and with what it was recorded', async () => {
    const source = counted(
      'tagged.mp4',
      ...h264,
      '-c:a',
      'aac',
      '-metadata',
      'location=+40.7388-074.0002/',
      '-metadata',
      'com.apple.quicktime.make=SecretPhone',
      '-metadata',
      'title=private',
      '-metadata:s:v',
      'handler_name=SecretCamera',
      '-movflags',
      'use_metadata_tags',
    )
    const { file } = await exported(
      source,
      [0, 1000],
      [comment({ text: 'shown' })],
      { subtitles: true },
      'Our title',
    )
    const bytes = readFileSync(file).toString('latin1')
    expect(bytes).not.toMatch(/Secret|40\.73|private|com\.apple|\u00a9xyz|\u00a9mak|x264 - core/)
    expect(bytes).toContain('Our title')
    expect(ask(file, 'format_tags=title')).toEqual(['Our title'])
  })

  it('embeds the comments as soft subtitles and chapters, and writes them beside the clip', async () => {
    const source = counted('soft.mp4')
    const comments = [
      comment({ atMs: 3000, toMs: 5000, text: hostile.quotes ?? '' }),
      comment({ id: 'b', atMs: 4000, text: hostile.arabic ?? '' }),
      comment({ id: 'c', atMs: 4000, text: 'only for me', private: true }),
    ]
    const { file, beside, outDir } = await exported(source, [2000, 8000], comments, { subtitles: true })
    expect(streams(file).filter(each => !each.includes('data'))).toEqual([
      'h264,video',
      'aac,audio',
      'mov_text,subtitle',
    ])
    // Read as they are stored: a 16-bit length, then the words.
    const raw = execFileSync(theTools().ffmpeg.path, [
      ...['-v', 'error', '-i', file, '-map', '0:s', '-c', 'copy', '-f', 'data', '-'],
    ])
    expect(raw.toString('utf8')).toContain('انتظرت')
    expect(raw.toString('utf8')).toContain(hostile.quotes)
    expect(ask(file, 'stream_tags=language').some(each => each === 'und')).toBe(true)
    expect(ask(file, 'chapter=start_time')).toHaveLength(3)
    expect(readFileSync(beside[0] ?? '', 'utf8')).toContain('00:00:01.000 --> 00:00:03.000')
    for (const name of readdirSync(outDir))
      expect(readFileSync(`${outDir}/${name}`).toString('utf8')).not.toContain('only for me')
    expect(readdirSync(outDir).sort()).toEqual(['Wait time a clip.mp4', 'Wait time a clip.vtt'])
  })

  it('never overwrites, and writes into folders of any name', async () => {
    const source = counted('again.mp4')
    const outDir = work.path(`it's [0:v] "${hostile.emoji?.slice(0, 8)}" %d; -x`)
    const first = await exported(source, [0, 500], [], { outDir, style: 'none' })
    const second = await exported(source, [0, 500], [], { outDir, style: 'none' })
    expect(first.file).not.toBe(second.file)
    expect(readdirSync(outDir).sort()).toEqual(['Wait time a clip (2).mp4', 'Wait time a clip.mp4'])
  })

  it('leaves nothing behind when it is stopped', async () => {
    const source = make(work.path('stop.mp4'), ...picture('1280x720', 20), ...h264)
    const outDir = work.path('stopped')
    const stop = new AbortController()
    const running = exported(source, [0, 20_000], [comment({ atMs: 1000 })], {
      outDir,
      signal: stop.signal,
      onProgress: progress => {
        if (progress > 0.05) stop.abort()
      },
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(outDir)).toEqual([])
  })

  it('tells how far it is, and never goes back', async () => {
    const told: number[] = []
    await exported(counted('progress.mp4'), [0, 6000], [comment({ atMs: 1000 })], {
      onProgress: progress => told.push(progress),
    })
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(0)).toBe(0)
    expect(told.at(-1)).toBe(1)
  })

  it('shows sound alone with a calm picture', async () => {
    const source = make(work.path('sound.m4a'), '-f', 'lavfi', '-i', 'sine=f=330:d=6', '-c:a', 'aac')
    const { file } = await exported(source, [1000, 5000], [comment({ atMs: 2000, toMs: 3000 })])
    expect(ask(file, 'stream=width,height').filter(each => each.includes('1280'))).toEqual(['1280,720'])
    expect(differing(grey(file, 500), grey(file, 1500))).toBeGreaterThan(0.005)
    expect(differing(grey(file, 500), grey(file, 3500))).toBeLessThan(0.001)
    expect(heard(file).some(level => Math.abs(level) > 1000)).toBe(true)
  })

  it('has no sound track where there is no sound in the stretch', async () => {
    const source = make(
      work.path('late-sound.mp4'),
      ...picture('320x180', 8),
      '-f',
      'lavfi',
      '-i',
      'sine=d=2',
      ...h264,
      '-c:a',
      'aac',
    )
    expect(streams((await exported(source, [4000, 6000], [], { style: 'none' })).file)).toEqual([
      'h264,video',
    ])
    expect(streams((await exported(source, [1000, 6000], [], { style: 'none' })).file)).toEqual([
      'h264,video',
      'aac,audio',
    ])
  })

  it('makes non-square and odd pictures square and even', async () => {
    const odd = make(
      work.path('odd.mkv'),
      ...picture('320x240', 2),
      '-vf',
      'scale=161:121,format=yuv444p',
      '-c:v',
      'ffv1',
    )
    const wide = make(work.path('wide.mp4'), ...picture('360x288', 2), '-vf', 'setsar=16/11', ...h264)
    const sizeOf = async (file: string) =>
      ask((await exported(file, [0, 1000], [], { style: 'none' })).file, 'stream=width,height')[0]
    expect(await sizeOf(odd)).toBe('162,122')
    expect(await sizeOf(wide)).toBe('524,288')
  })

  it('says so where the clip lies outside of the recording', async () => {
    await expect(exported(counted('short.mp4'), [60_000, 70_000])).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })

  it('ends with the recording', async () => {
    expect(
      (await exported(counted('end.mp4'), [10_000, 20_000], [], { style: 'none' })).durationMs,
    ).toBeLessThan(2040)
  })

  it('gives in the preview the picture that the export has', async () => {
    const source = counted('preview.mp4')
    const tags = [tag(), tag({ code: 'C1', notObserved: true })]
    const { file, input } = await exported(source, [2000, 8000], [comment({ atMs: 3000, toMs: 6000, tags })])
    for (const atMs of [2500, 4500, 7000]) {
      mkdirSync(work.path('previews'), { recursive: true })
      const path = work.path(`previews/${atMs}.png`)
      const png = await previewFrame(theTools(), input, { lessonMs: atMs }, { style: 'overlay' })
      const { writeFileSync } = await import('node:fs')
      writeFileSync(path, png)
      expect(
        differing(grey(path, 0, '640:360'), grey(file, atMs - 2000, '640:360')),
        `at ${atMs}`,
      ).toBeLessThan(0.002)
    }
  })

  it('estimates what it will give', async () => {
    const { input, durationMs } = await exported(
      counted('estimate.mp4'),
      [0, 4000],
      [comment({ atMs: 1000, text: `ok ${hostile.missing}` })],
    )
    expect(await estimate(theTools(), input, { style: 'overlay' })).toMatchObject({
      width: 640,
      height: 360,
      durationMs,
      parts: [
        { how: 'copy', durationMs: 933 },
        { how: 'encode', durationMs: 3067 },
      ],
      encodedMs: 3067,
      copiedMs: 933,
      landsAtMs: 0,
      endsAtMs: durationMs,
      comments: 1,
      missingGlyphs: ['\u0378', '\u{1ccff}', '\u{3fffd}'],
    })
    expect(frames(input.recording.path)).toBeGreaterThan(300)
  })
})
