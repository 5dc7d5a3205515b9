// Makes the pictures of the README from the built app and its own sample lesson: node scripts/makePictures.mjs
import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { chromium } from 'playwright'
import { findBrowser } from './findBrowser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs', 'pictures')
const work = mkdtempSync(join(tmpdir(), 'debrief-pictures-'))
const program = join(root, 'dist', 'cli', 'debrief.mjs')
const library = join(work, 'library')
const env = { ...process.env, DEBRIEF_HOME: join(work, 'home') }

const host = spawn(process.execPath, [program, 'serve', '--no-open', '--library', library], { env })
const ended = new Promise(done => host.once('exit', done))
const entrance = await new Promise(ready =>
  host.stdout.on('data', piece => {
    const found = /Debrief is at (http:\S+)/.exec(String(piece))
    if (found) ready(found[1])
  }),
)
const { origin, hash } = new URL(entrance)

/** @returns a client of the running host, speaking as `speaker` */
const clientOf = speaker =>
  createORPCClient(
    new RPCLink({
      url: `${origin}/rpc`,
      headers: {
        authorization: `Bearer ${hash.slice('#token='.length)}`,
        ...(speaker && { 'debrief-speaker': speaker, 'debrief-present': speaker }),
      },
    }),
  )

try {
  mkdirSync(pictures, { recursive: true })
  const coach = await clientOf().people.join({ name: 'Marcus Bell', role: 'coach' })
  await clientOf().settings.set({ speaker: coach.id, present: [coach.id] })
  const api = clientOf(coach.id)
  const lesson = await api.lessons.addSample()

  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(entrance)
  await page.goto(`${origin}/#/lesson/${encodeURIComponent(lesson.id)}`)
  const comments = await api.comments.list({ lessonId: lesson.id })
  const shown = comments.find(comment => comment.toMs !== undefined && comment.tags.length > 0) ?? comments[0]
  await page.getByText(shown.text.slice(0, 24)).first().click()
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2)
  // The filmstrip and the waveform come in the background; nothing but time tells that the last of them is drawn.
  await page.waitForTimeout(6000)
  await page.mouse.move(5, 5)
  await page.screenshot({ path: join(pictures, 'review-room.png') })
  await browser.close()

  const clip = await api.clips.add({
    lessonId: lesson.id,
    title: 'Five seconds after the question',
    fromMs: Math.max(0, shown.atMs - 1000),
    toMs: shown.toMs,
  })
  const words = [
    'export',
    clip.id,
    '--out',
    join(work, 'out'),
    '--library',
    library,
    '--as',
    'Marcus Bell',
    '--json',
  ]
  const made = JSON.parse(execFileSync(process.execPath, [program, ...words], { env, encoding: 'utf8' }))
  const frame = join(work, 'frame.png')
  const at = String(2)
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-ss',
    at,
    '-i',
    made.exported[0].file,
    '-frames:v',
    '1',
    '-update',
    '1',
    frame,
  ])
  copyFileSync(frame, join(pictures, 'exported-frame.png'))
} finally {
  host.kill('SIGTERM')
  await ended
  rmSync(work, { recursive: true, force: true })
}
