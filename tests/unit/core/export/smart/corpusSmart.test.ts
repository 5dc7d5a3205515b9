import { afterAll, describe, expect, it } from 'vitest'
import { exportClip } from '../../../../../electron/core/export/exportClip.ts'
import { probe } from '../../../../../electron/core/media/probe.ts'
import { corpusDir, corpusFile } from '../../../../fixtures/corpus.ts'
import { ask, scratch, theTools, tools } from '../../media/madeMedia.ts'
import { comment } from '../fixtures.ts'
import { framesOf, lagMs, soundOf } from './framesOf.ts'

const work = scratch('smart-corpus')
afterAll(() => work.remove())

interface Sample {
  readonly name: string
  /** Recording clock, ms. */
  readonly fromMs?: number
  readonly toMs?: number
  /** When a comment is on the picture, recording clock; too short recordings have none. */
  readonly said?: readonly [number, number]
  readonly method: 'smart' | 'copy' | 'full'
  /** Also tried where only a few are. */
  readonly always?: true
}

/**
 * Every H.264 recording of the corpus that is whole and has a picture a player can show, with a clip that leaves something to copy
 * where it can; and those that must not be copied, each for its reason.
 */
const samples: readonly Sample[] = [
  {
    name: 'googlework-short.mp4',
    fromMs: 2000,
    toMs: 20_000,
    said: [8000, 10_000],
    method: 'smart',
    always: true,
  },
  {
    name: 'gopro-max-heromode.mp4',
    fromMs: 1000,
    toMs: 9000,
    said: [4000, 5000],
    method: 'smart',
    always: true,
  },
  { name: 'drew-gps.mov', fromMs: 500, toMs: 3900, said: [2500, 3500], method: 'smart', always: true },
  { name: 'mdn-friday.mp4', fromMs: 1000, toMs: 6000, said: [3000, 4000], method: 'smart', always: true },
  { name: 'data-streams.mp4', fromMs: 1000, toMs: 9000, said: [4000, 5000], method: 'smart', always: true },
  {
    name: 'awesome-widescreen.mov',
    fromMs: 0,
    toMs: 7000,
    said: [3000, 4000],
    method: 'smart',
    always: true,
  },
  { name: 'rails-rotated.mp4', fromMs: 0, toMs: 4800, said: [3500, 4500], method: 'smart', always: true },
  { name: 'rails-no-audio.mp4', fromMs: 0, toMs: 4800, said: [3500, 4500], method: 'smart', always: true },
  { name: 'phone-ios9.mov', toMs: 450, method: 'copy', always: true },
  { name: 'android-portrait.mp4', toMs: 990, method: 'copy', always: true },
  { name: 'damaged-invalid-nalu.mp4', method: 'full', always: true },
  { name: 'first-pts-10s.mp4', method: 'full', always: true },
  { name: 'filetype-raw.mts', method: 'full', always: true },
  { name: 'smpte-2997.mp4', fromMs: 1000, toMs: 9000, said: [4000, 5000], method: 'smart' },
  { name: 'silent-black-25s.mp4', fromMs: 2000, toMs: 20_000, said: [12_000, 13_000], method: 'smart' },
  { name: 'long-gop-1080p-lowbitrate.mp4', fromMs: 1000, toMs: 15_000, said: [3000, 5000], method: 'smart' },
  // Not between two pictures (500), where either would do.
  { name: 'edit-list-edts.mp4', fromMs: 520, toMs: 8520, said: [4000, 5000], method: 'smart' },
  { name: 'edit-list-positive-shift.mp4', fromMs: 2000, toMs: 9500, said: [7000, 8500], method: 'full' },
  { name: 'facenet-video.mp4', toMs: 4100, said: [3000, 4000], method: 'smart' },
  { name: 'failing-audio.mp4', toMs: 10_000, said: [8000, 9000], method: 'smart' },
  { name: 'nasa-13013.mp4', toMs: 12_000, said: [5000, 6000], method: 'smart' },
  { name: 'screencast-terminal.mp4', toMs: 4300, said: [3000, 4000], method: 'smart' },
  { name: 'autoeditor-mov-text.mp4', toMs: 2000, said: [1000, 2000], method: 'smart' },
  { name: 'opencast-av.mov', toMs: 10_000, said: [5000, 6000], method: 'full' },
  { name: 'vfr-cursed.mp4', toMs: 8000, said: [5000, 6000], method: 'full' },
  { name: 'moviepy-fire2.mp4', toMs: 2300, method: 'copy' },
  { name: 'avalon-sheephead.mov', method: 'copy' },
  { name: 'chapters.mp4', toMs: 980, method: 'copy' },
  { name: 'empty-track.mp4', toMs: 960, method: 'copy' },
  { name: 'shorter-audio.mp4', method: 'copy' },
  { name: 'phone-sideways.mov', method: 'copy' },
  { name: 'android-sample-metadata.mp4', toMs: 990, method: 'copy' },
  { name: 'damaged-missing-stsd.mp4', method: 'copy' },
  { name: 'rails-nonsquare-sar.mp4', method: 'full' },
  { name: 'autoeditor-yuv422p.mp4', method: 'full' },
  { name: 'mkv-chapters.mkv', method: 'full' },
  { name: 'edit-list-iibbibb.mp4', method: 'full' },
  { name: 'decord-corrupted.mp4', method: 'full' },
  { name: 'asl-help.mkv', method: 'full' },
  { name: 'samsung-sef-slow-motion.mp4', toMs: 2000, said: [1000, 2000], method: 'full' },
]
const chosen = process.env.DEBRIEF_WHOLE_CORPUS ? samples : samples.filter(({ always }) => always)
/** Plain ffmpeg decodes every picture of both files, some of them minutes of 1080p. */
const patienceMs = process.env.DEBRIEF_WHOLE_CORPUS ? 900_000 : 60_000

describe.skipIf(!corpusDir || !tools)('of real recordings', () => {
  it.each(chosen)(
    '$name: $method',
    { timeout: patienceMs },
    async ({ name, fromMs = 0, toMs, said, method }) => {
      const path = corpusFile(name)
      const { facts, picture } = await probe(theTools(), path)
      const endMs = toMs ?? facts.durationMs
      const shown = said ? [comment({ atMs: said[0], toMs: said[1] })] : []
      const result = await exportClip(
        {
          clip: { title: name, fromMs, toMs: endMs },
          recording: { path, facts, offsetMs: 0 },
          comments: shown,
        },
        { tools: theTools(), outDir: work.dir, style: 'overlay' },
      )
      process.stdout.write(
        `${name}\t${result.method}\t${result.encodedMs} of ${result.durationMs} ms\t${result.why ?? ''}\n`,
      )
      expect(result).toMatchObject({ method, verified: true })
      if (method === 'full') {
        expect(result.why).toMatch(/[a-z]{3,} /)
        return
      }

      const source = framesOf(path)
      // What an edit list hides comes before the first picture that is shown.
      const made = framesOf(result.file)
      expect(made.said).toBe('')
      const first = source.frames.reduce(
        (best, { at }, i) =>
          Math.abs(at - fromMs / 1000) < Math.abs((source.frames[best]?.at ?? 0) - fromMs / 1000) ? i : best,
        0,
      )
      // Every picture comes at its time, to a tenth of a millisecond; only the first may be held from the cut on.
      const originS = (source.frames[first + 1]?.at ?? 0) - (made.frames[1]?.at ?? 0)
      expect(Math.abs(originS - fromMs / 1000)).toBeLessThan(0.021)
      made.frames.slice(1).forEach(({ at }, i) => {
        const own = source.frames[first + 1 + i]?.at ?? Number.NaN
        expect(Math.abs(at - (own - originS)), `picture ${i + 1}`).toBeLessThan(1e-4)
      })
      // Until the first picture that is encoded, and where nobody speaks and nothing had to be encoded, it is the recording's own.
      const same = made.frames.map(({ md5 }, i) => md5 === source.frames[first + i]?.md5)
      const encoded = Math.round((result.encodedMs / result.durationMs) * made.frames.length)
      expect(same.filter(Boolean).length).toBeGreaterThanOrEqual(made.frames.length - encoded - 2)
      if (said) {
        // What was said stands on every one of its pictures.
        made.frames.forEach(({ at }, i) => {
          const onMs = (at + originS) * 1000
          if (onMs > said[0] + 1 && onMs < said[1] - 1 && name !== 'silent-black-25s.mp4')
            expect(same[i], `the picture at ${at} s carries the comment`).toBe(false)
        })
      }
      const [stream] = ask(result.file, 'stream=width,height')
      expect(stream).toBe(`${picture?.storedWidth},${picture?.storedHeight}`)
      const seek = ['-ss', Math.max(0, originS).toFixed(6)]
      const lag = lagMs(soundOf(result.file), soundOf(path, seek))
      if (lag !== undefined) expect(Math.abs(lag), 'sound in step, ms').toBeLessThanOrEqual(10)
    },
  )
})
