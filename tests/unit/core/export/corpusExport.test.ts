import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { DebriefError } from '../../../../electron/contract/errors.ts'
import { exportClip } from '../../../../electron/core/export/exportClip.ts'
import { probe } from '../../../../electron/core/media/probe.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { scratch, theTools, tools } from '../media/madeMedia.ts'
import { comment } from './fixtures.ts'

const work = scratch('corpus')
afterAll(() => work.remove())

/** One of each trap. `DEBRIEF_WHOLE_CORPUS=1` tries every recording that imports. */
const traps = [
  'amrnb-audio-only.3gp', // 8 kHz sound alone
  'damaged-invalid-nalu.mp4', // a picture that does not decode
  'decord-corrupted.mp4', // corrupt pictures in the middle
  'edit-list-iibbibb.mp4', // one picture a second, an edit list into B-frames, 4:4:4
  'filetype-raw.mts', // interlaced, starts at 1.43 s, AC-3
  'first-pts-10s.mp4', // starts at 10 s, non-square
  'jpeg2000.mov', // with alpha
  'moviepy-fire2.mp4', // upside down, uneven, with a place
  'phone-sideways.mov', // turned a quarter, with place and device
  'phpffmpeg-sample.3gp', // full range that does not say so in its format
  'rails-no-audio.mp4', // first picture at 0.23 s
  'shorter-audio.mp4', // the sound ends first
  'smallest.webm', // 8 × 8, one picture
  'vp8-60fps.webm', // six channels
  'vp9-odd-dimensions.webm',
]
/** Cut off long before the length they claim: where the clip would lie there is nothing. */
const cutOff = ['m4b-audiobook.m4a', 'mp4parse-invalid-userdata.mp4']
const notRecordings = /\.(?:vtt|srt|tsv|csv|eaf|boris|rttm|TextGrid|xml|json|txt|edl|fcpxml|dfxp)$/i
const chosen = () =>
  process.env.DEBRIEF_WHOLE_CORPUS && corpusDir
    ? readdirSync(corpusDir).filter(name => !notRecordings.test(name))
    : traps

/** Grey levels of one picture, small. */
function grey(file: string, atMs: number): Buffer {
  const args = ['-nostdin', '-v', 'error', '-ss', (atMs / 1000).toFixed(3), '-i', file, '-frames:v', '1']
  return spawnSync(theTools().ffmpeg.path, [
    ...args,
    '-vf',
    'scale=160:90',
    '-pix_fmt',
    'gray',
    '-f',
    'rawvideo',
    '-',
  ]).stdout
}
const differing = (a: Buffer, b: Buffer) =>
  a.filter((level, i) => Math.abs(level - (b[i] ?? 0)) > 30).length / a.length

describe.skipIf(!corpusDir || !tools)('a two-second clip with a comment', () => {
  for (const name of corpusDir ? chosen() : [])
    it(`of ${name}`, async () => {
      const path = corpusFile(name)
      const probed = await probe(theTools(), path).catch((error: unknown) => error)
      // What does not import is not exported either.
      if (probed instanceof DebriefError && process.env.DEBRIEF_WHOLE_CORPUS) return
      if (probed instanceof Error) throw probed
      const { facts } = probed as Awaited<ReturnType<typeof probe>>
      const fromMs = Math.round(Math.max(0, Math.min(facts.durationMs - 2000, facts.durationMs * 0.3)))
      const toMs = Math.min(facts.durationMs, fromMs + 2000)
      const shown = comment({
        atMs: fromMs + Math.round((toMs - fromMs) * 0.3),
        toMs: fromMs + Math.round((toMs - fromMs) * 0.8),
      })
      const running = exportClip(
        { clip: { title: name, fromMs, toMs }, recording: { path, facts, offsetMs: 0 }, comments: [shown] },
        { tools: theTools(), outDir: work.dir, style: 'overlay' },
      )
      if (cutOff.includes(name)) {
        await expect(running).rejects.toMatchObject({ code: 'input.invalid' })
        return
      }
      const result = await running
      expect(Math.abs(result.durationMs - (toMs - fromMs))).toBeLessThanOrEqual(
        Math.max(101, 1000 / (facts.fps ?? 25) + 1),
      )
      // It decodes in a program apart from the code under test.
      const said = spawnSync(
        theTools().ffmpeg.path,
        ['-v', 'error', '-xerror', '-i', result.file, '-f', 'null', '-'],
        { encoding: 'utf8' },
      )
      expect([said.status, said.stderr]).toEqual([0, ''])
      // The card is on in the middle of its time; a short clip has no moment without it to compare with.
      if (toMs - fromMs > 1900) {
        const step = (toMs - fromMs) / 1000
        expect(differing(grey(result.file, 550 * step), grey(result.file, 50 * step))).toBeGreaterThan(0.004)
      }
      const kept = execFileSync(
        theTools().ffprobe.path,
        ['-v', 'error', '-show_format', '-show_streams', result.file],
        { encoding: 'utf8' },
      )
      expect(kept + readFileSync(result.file).toString('latin1')).not.toMatch(
        /com\.apple|\u00a9xyz|\u00a9mak|TAG:location|iPhone|creation_time=2/,
      )
    })
})
