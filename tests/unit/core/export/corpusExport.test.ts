import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { LIVE_CELL_MS } from '../../../../electron/contract/api/doors.ts'
import { DebriefError } from '../../../../electron/contract/errors.ts'
import { exportClip } from '../../../../electron/core/export/exportClip.ts'
import { type Inspected, inspect } from '../../../../electron/core/media/inspect.ts'
import { openProxy } from '../../../../electron/core/media/proxy.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { scratch, theTools, tools } from '../media/madeMedia.ts'
import { comment } from './fixtures.ts'
import { differing, grey } from './seenHeard.ts'

const work = scratch('corpus')
const whole = process.env.DEBRIEF_WHOLE_CORPUS !== undefined

interface Outcome {
  readonly file: string
  readonly imported: string
  readonly watched: string
  readonly exported: string
}
const outcomes: Outcome[] = []

afterAll(() => {
  work.remove()
  const rows = outcomes.map(each => `| ${Object.values(each).join(' | ')} |`)
  const head = ['| file | imported | watched | a clip of 2 s |', '| --- | --- | --- | --- |']
  mkdirSync('test-results', { recursive: true })
  writeFileSync('test-results/corpus-walk.md', `${[...head, ...rows].join('\n')}\n`)
})

/** One of each trap, and every twelfth recording in the order of their names. `DEBRIEF_WHOLE_CORPUS=1` tries every file. */
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
/** The file claims a length that it does not have: where the clip would lie there is nothing. */
const cutOff = ['mp4parse-invalid-userdata.mp4']
const notRecordings = /\.(?:vtt|srt|tsv|csv|eaf|boris|rttm|TextGrid|xml|json|txt|edl|fcpxml|dfxp|opf|md)$/i
const EVERY = 12
function chosen(): string[] {
  if (!corpusDir) return []
  const all = readdirSync(corpusDir).filter(name => !notRecordings.test(name))
  return all.filter((name, nth) => whole || traps.includes(name) || nth % EVERY === 0)
}

/** How many pictures and packets of sound plain ffmpeg decodes of a file's first seconds. */
function decoded(file: string): { pictures: number; sounds: number } {
  const maps = ['-map', '0:v:0?', '-map', '0:a:0?', '-t', '4']
  const args = ['-nostdin', '-v', 'quiet', '-i', file, ...maps, '-f', 'framecrc', '-']
  const { stdout } = spawnSync(theTools().ffmpeg.path, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const kinds = new Map(
    [...stdout.matchAll(/^#media_type (\d+): (\w+)/gm)].map(([, nth, kind]) => [nth, kind]),
  )
  const count = (kind: string) =>
    [...stdout.matchAll(/^(\d+),/gm)].filter(([, nth]) => kinds.get(nth) === kind).length
  return { pictures: count('video'), sounds: count('audio') }
}

/** What a page is given of a recording to play: the file itself, or its playable copy from the first moment that has something. */
async function watchable(name: string, path: string, { facts }: Inspected): Promise<string> {
  if (facts.playable) return path
  const { live } = await openProxy(theTools(), path, facts, work.path(`${name}.cells`))
  const { signal } = new AbortController()
  try {
    const bytes = [await live.head(signal)]
    for (let cell = 0; cell < Math.min(live.cells, 4000 / LIVE_CELL_MS); cell++)
      for await (const piece of live.cell(cell, signal)) bytes.push(piece)
    const out = work.path(`${name}.watched.mp4`)
    writeFileSync(out, Buffer.concat(bytes))
    return out
  } finally {
    await live.close()
  }
}

describe.skipIf(!corpusDir || !tools)(
  'a file of the corpus is refused with its reason, or imported, watched and exported',
  () => {
    for (const name of chosen())
      it(name, async () => {
        const path = corpusFile(name)
        const row = { file: name, imported: 'refused', watched: '', exported: '' }
        outcomes.push(row)
        const found = await inspect(theTools(), path).catch((error: unknown) => error)
        if (found instanceof DebriefError) {
          row.imported = `refused: \`${found.code}\``
          expect(found.message.length).toBeGreaterThan(40)
          // What was refused must have nothing that another program could play whole.
          expect(traps, found.message).not.toContain(name)
          return
        }
        if (found instanceof Error) throw found
        const inspected = found as Inspected
        const { facts } = inspected
        row.imported = 'yes'

        const seen = decoded(await watchable(name, path, inspected))
        row.watched = `${facts.playable ? 'itself' : 'its copy'}: ${seen.pictures} pictures, ${seen.sounds} of sound`
        if (facts.width > 0) expect(seen.pictures, 'pictures to watch').toBeGreaterThan(0)
        if (facts.audioStream !== undefined) expect(seen.sounds, 'sound to hear').toBeGreaterThan(0)

        row.exported = 'failed'
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
          row.exported = 'refused: there is nothing where it lies'
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
          expect(
            differing(grey(result.file, 550 * step, '160:90'), grey(result.file, 50 * step, '160:90'), 30),
          ).toBeGreaterThan(0.004)
        }
        const kept = execFileSync(
          theTools().ffprobe.path,
          ['-v', 'error', '-show_format', '-show_streams', result.file],
          { encoding: 'utf8' },
        )
        expect(kept + readFileSync(result.file).toString('latin1')).not.toMatch(
          /com\.apple|\u00a9xyz|\u00a9mak|TAG:location|iPhone|creation_time=2/,
        )
        row.exported = `${result.method}, ${result.durationMs} ms`
      })
  },
)
