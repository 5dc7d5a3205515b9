import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { ulid } from 'ulid'
import { importResult } from '../../electron/contract/api/lessons.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import type { RubricId } from '../../electron/contract/records/rubric.ts'
import { findTools } from '../../electron/core/media/tools/findTools.ts'
import { findBrowser } from '../../scripts/findBrowser.mjs'
import { corpusFile } from '../fixtures/corpus.ts'
import { jobEnded } from '../fixtures/jobs.ts'
import { openTestCore, type TestClient } from '../fixtures/openTestCore.ts'

export const LENGTH_MS = 90 * 60_000
export const MARKS = 2_000

/** A lesson of 90 minutes that two people have said 2,000 things about, in the built app, in a browser. */
export interface LongLesson {
  readonly browser: Browser
  readonly page: Page
  /** The recording itself. */
  readonly file: string
  close(): Promise<void>
}

/** A real class video, one after the other until 90 minutes are full; nothing is encoded again. */
async function ninetyMinutes(folder: string): Promise<string> {
  const { ffmpeg } = await findTools()
  const file = join(folder, 'ninety-minutes.mp4')
  const bare = ['-nostdin', '-v', 'error', '-stream_loop', '-1', '-i', corpusFile('googlework-short.mp4')]
  execFileSync(ffmpeg.path, [
    ...bare,
    '-c',
    'copy',
    '-t',
    String(LENGTH_MS / 1000),
    '-movflags',
    '+faststart',
    file,
  ])
  return file
}

async function importedAs(client: TestClient, file: string): Promise<LessonId> {
  const { jobId } = await client.recordings.import({ files: [file] })
  const { imported } = importResult.parse((await jobEnded(client, jobId)).result)
  const [first] = imported
  if (!first) throw new Error('the recording was not imported')
  return first.lessonId
}

/** Half of them moments and half of them stretches, a third with a tag, spread as a busy lesson has them: in bursts. */
async function fill(home: string, file: string): Promise<void> {
  const { core, joined, close } = await openTestCore({ home })
  const marcus = await joined('Marcus Bell', 'coach')
  const ana = await joined('Ana Reyes', 'teacher')
  await marcus.client.settings.set({ present: [marcus.person.id, ana.person.id] })
  const lessonId = await importedAs(marcus.client, file)
  const rubrics = await marcus.client.rubrics.list()
  const rubricId = rubrics[0]?.id as RubricId
  for (const [who, { person }] of [marcus, ana].entries()) {
    const puts = Array.from({ length: MARKS / 2 }, (_, n) => {
      const id = `comment:${ulid()}` as const
      const spread = (n * 5_381 + who * 2_113) % LENGTH_MS
      const atMs = Math.floor((n * LENGTH_MS) / (MARKS / 2) + (spread % 4_000))
      const stretch = n % 2 === 0 ? {} : { toMs: Math.min(LENGTH_MS, atMs + 2_000 + (spread % 20_000)) }
      const said = {
        put: {
          id,
          type: 'comment' as const,
          lessonId,
          atMs,
          ...stretch,
          kind:
            (['evidence', 'noticing', 'wondering', 'strength', 'suggestion'] as const)[n % 5] ?? 'evidence',
          text: `Mark ${n}: ${'what was seen and heard at this moment of the lesson. '.repeat(1 + (n % 4))}`,
        },
      }
      if (n % 3 !== 0) return [said]
      const code = ['A1', 'A2', 'B1', 'C1'][n % 4] ?? 'A1'
      return [
        said,
        {
          lessonId,
          put: { id: `tag:${ulid()}` as const, type: 'tag' as const, commentId: id, rubricId, code },
        },
      ]
    }).flat()
    await core.library().write(person.id, puts)
  }
  await close()
}

/** The built command line's host on a library. */
export function serve(home: string): Promise<{ url: string; host: ChildProcess }> {
  const words = ['dist/cli/debrief.mjs', 'serve', '--no-open', '--library', join(home, 'library')]
  const host = spawn(process.execPath, words, { env: { ...process.env, DEBRIEF_HOME: home } })
  return new Promise((ready, fail) => {
    host.stdout.on('data', piece => {
      const url = /Debrief is at (http:\S+)/.exec(String(piece))?.[1]
      if (url) ready({ url, host })
    })
    host.once('exit', code => fail(new Error(`the host ended with ${code}`)))
  })
}

/** Makes the lesson and opens its review room, with both people's lanes and the strips made. */
export async function openLongLesson(): Promise<LongLesson> {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-bench-long-'))
  const home = join(folder, 'home')
  const file = await ninetyMinutes(folder)
  await fill(home, file)
  const { url, host } = await serve(home)
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page
    .getByRole('link', { name: /ninety-minutes/ })
    .first()
    .click()
  await page.locator('[data-testid="filmstrip"][data-state="whole"]').waitFor({ timeout: 240_000 })
  await page.getByRole('tab', { name: new RegExp(`Comments ${MARKS}`) }).waitFor()
  return {
    browser,
    page,
    file,
    close: async () => {
      await browser.close()
      host.kill('SIGTERM')
      await new Promise(gone => host.once('exit', gone))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
