import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'

const program = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'debrief.mjs')
/** The limit for a report of 60 comments, each with its frame. */
const LIMIT_MS = 5000

it.skipIf(!corpusDir)(
  'a report of 60 comments is a PDF in under 5 s',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'debrief-report-'))
    const run = (...words: string[]): unknown =>
      JSON.parse(
        execFileSync(process.execPath, [program, ...words, '--library', join(folder, 'library'), '--json'], {
          env: { ...process.env, DEBRIEF_HOME: join(folder, 'home') },
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
      )
    try {
      run('import', corpusFile('googlework-short.mp4'), '--title', 'Bench')
      const notes = join(folder, 'notes.csv')
      const { writeFile } = await import('node:fs/promises')
      const rows = Array.from(
        { length: 60 },
        (_, at) =>
          `${(at * 0.5).toFixed(1)},"Comment ${at}: she waits, and three students raise their hands one after the other.",B1=3`,
      )
      await writeFile(notes, ['at,text,tags', ...rows].join('\n'))
      run('import-notes', notes, '--lesson', 'Bench')
      const timed = (...words: string[]): number => {
        const begin = performance.now()
        run(...words)
        return performance.now() - begin
      }
      const [whole, bare] = [0, 1].map(which =>
        Math.min(
          ...[1, 2, 3].map(n =>
            timed(
              'report',
              'Bench',
              '--out',
              join(folder, `${which}-${n}.pdf`),
              ...(which ? ['--no-pictures'] : []),
            ),
          ),
        ),
      )
      const start = timed('lessons')
      console.log(
        `60 comments as PDF: ${whole?.toFixed(0)} ms, without frames ${bare?.toFixed(0)} ms; the program's start alone ${start.toFixed(0)} ms; ratio to the limit ${((whole ?? 0) / LIMIT_MS).toFixed(2)}`,
      )
      expect(whole).toBeLessThan(LIMIT_MS)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
  120_000,
)
