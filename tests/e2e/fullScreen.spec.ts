import { expect, type Locator, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { palestWords } from './fixtures/contrast.ts'
import { importLesson } from './fixtures/lessons.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'

const coach = ['--as', 'Marcus Bell', '--role', 'coach']
const teacher = ['--as', 'Ana Reyes', '--role', 'teacher']

test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

async function openRoom(page: Page, app: App): Promise<{ lesson: string; video: Locator }> {
  const lesson = importLesson(app, corpusFile('googlework-short.mp4'), '--title', 'Verbs', ...coach)
  const say = (who: readonly string[], at: string, text: string, ...more: string[]) =>
    app.run('comment', lesson, '--at', at, '--text', text, ...more, ...who)
  say(coach, '2', 'Four seconds of quiet.', '--to', '20', '--tag', 'C2=3')
  say(teacher, '25', 'They begin to compare.', '--tag', 'D1=not-observed')
  await page.reload()
  await page.getByRole('link', { name: /Verbs/ }).first().click()
  await expect(page.getByRole('article').filter({ hasText: 'Four seconds' })).toBeVisible()
  const video = page.locator('video')
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState)).toBeGreaterThan(1)
  await reviewRoom(page).letGo()
  return { lesson, video }
}

const parts = (page: Page) => ({
  stage: page.locator('#review-stage'),
  lanes: page.getByRole('complementary', { name: 'Conversation' }),
  transport: page.locator('[data-region="transport"]'),
  timeline: page.getByRole('region', { name: 'Timeline' }),
})

const box = async (part: Locator) => {
  const found = await part.boundingBox()
  if (!found) throw new Error('it is not laid out')
  return found
}

/** The picture has the whole window; all else lies on it, nothing on each other. */
async function expectLaidOver(page: Page): Promise<void> {
  const { stage, lanes, transport, timeline } = parts(page)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  expect(await box(stage)).toEqual({ x: 0, y: 0, width, height })
  const [over, bar, time] = [await box(lanes), await box(transport), await box(timeline)]
  expect(over.x).toBeGreaterThan(width * 0.39)
  expect(over.x + over.width).toBe(width)
  expect(over.y + over.height).toBeLessThanOrEqual(bar.y + 0.5)
  expect(bar.y + bar.height).toBeLessThanOrEqual(time.y + 0.5)
  expect(time.y + time.height).toBeLessThanOrEqual(height + 0.5)
  // The picture is the largest thing: over half of it is free.
  expect(over.x * bar.y).toBeGreaterThan(width * height * 0.22)
}

test.describe('full screen', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  for (const refused of [false, true])
    test(`everything is done by keys over the picture, ${refused ? 'in the window where the browser refuses the screen' : 'on the whole screen'}`, async ({
      page,
      app,
    }) => {
      if (refused)
        await page.addInitScript(() => {
          Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('refused'))
        })
      const { lesson } = await openRoom(page, app)
      const { lanes, stage } = parts(page)
      const before = await box(stage)
      await page.keyboard.press('f')
      await expectLaidOver(page)
      expect(await page.evaluate(() => document.fullscreenElement !== null)).toBe(!refused)

      // A comment with a tag and a level, at a place that was sought by key.
      const room = reviewRoom(page)
      for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('ArrowRight')
      await expect.poll(room.clock).toMatch(/0:0(4\.9|5\.0)/)
      await page.keyboard.press('u')
      await expect(lanes).toBeHidden()
      await page.keyboard.press('c')
      await expect(lanes).toBeVisible()
      await page.keyboard.type('Said over the picture.')
      await page.keyboard.press('Alt+3')
      await page.keyboard.press('Alt+Shift+2')
      await page.keyboard.press('Control+Enter')
      await expect(room.card('Said over the picture.').getByRole('img', { name: /^level 2/ })).toBeVisible()
      await expect
        .poll(() => app.run('comments', lesson) as unknown[])
        .toContainEqual(expect.objectContaining({ atMs: 5_000, text: 'Said over the picture.' }))

      // The timeline is reached; a mark brings its comment.
      await page.keyboard.press('F6')
      await page.keyboard.press('F6')
      await expect(page.getByRole('region', { name: 'Timeline' }).locator(':focus')).toHaveCount(1)
      await room.letGo()
      await page.keyboard.press('n')
      await expect(room.card('They begin to compare.')).toHaveAttribute('data-selected', 'true')
      // A reply asked for brings hidden comments back.
      await page.keyboard.press('u')
      await page.keyboard.press('Shift+R')
      await expect(lanes.getByRole('textbox', { name: /Reply/ })).toBeFocused()
      await page.keyboard.press('Escape')
      if (refused) await expectLaidOver(page)

      // And back, by Escape, as it was.
      await room.letGo()
      if ((await stage.boundingBox())?.x === 0 && (await page.locator('main[data-full="true"]').count()) > 0)
        await page.keyboard.press('Escape')
      await expect(page.locator('main[data-full="false"]')).toHaveCount(1)
      await expect(page.getByRole('button', { name: /^Who is here/ })).toBeVisible()
      expect(await box(stage)).toEqual(before)
      expect(await page.evaluate(() => document.fullscreenElement)).toBeNull()
    })

  test('while it plays and everyone only watches, just the comments of the moment stay', async ({
    page,
    app,
  }) => {
    const { video } = await openRoom(page, app)
    const { transport, timeline } = parts(page)
    const opacity = (part: Locator) => part.evaluate(one => Number(getComputedStyle(one).opacity))
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.keyboard.press('f')
    // A hand that rests on the timeline would keep it; where the card was pressed, the timeline may be now.
    await page.mouse.move(300, 200)
    for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowLeft')
    // Paused, everything stays.
    await page.keyboard.press('k')
    await expect(page.locator('main[data-quiet="true"]')).toHaveCount(1)
    expect(await video.evaluate((one: HTMLVideoElement) => one.paused)).toBe(false)
    const card = (words: string) => page.getByRole('article').filter({ hasText: words })
    await expect(card('Four seconds of quiet.')).toHaveAttribute('data-lit', 'true')
    expect(await opacity(card('Four seconds of quiet.'))).toBe(1)
    expect(await opacity(card('They begin to compare.'))).toBe(0)
    expect(await opacity(transport)).toBe(0)
    expect(await opacity(timeline)).toBe(0)
    // Any key or hand brings all back, and so does a stop. One that rests on the transport keeps it, so that there is time to look.
    await page.mouse.move(300, 300)
    await transport.hover({ position: { x: 400, y: 10 } })
    await expect.poll(() => opacity(transport)).toBe(1)
    await expect.poll(() => opacity(card('They begin to compare.'))).toBe(1)
    await page.waitForFunction(
      from => (document.querySelector('video')?.currentTime ?? 0) > from + 4,
      await video.evaluate((one: HTMLVideoElement) => one.currentTime),
    )
    expect(await opacity(transport)).toBe(1)
    await page.keyboard.press('k')
    expect(await opacity(timeline)).toBe(1)
  })

  for (const [width, height, scheme] of [
    [1024, 700, 'light'],
    [2560, 1440, 'dark'],
    [720, 450, 'light'],
    [1440, 900, 'dark'],
  ] as const)
    test(`is legible on any picture at ${width} × ${height} in ${scheme}`, async ({ page, app }) => {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await openRoom(page, app)
      await page.keyboard.press('f')
      await expectLaidOver(page)
      expect(await palestWords(page, '[data-over]')).toEqual([])
      expect(await axeFindings(page)).toEqual([])
      await page.keyboard.press('n')
      await page.keyboard.press('c')
      await page.keyboard.type('Words.')
      await expect(page.getByRole('textbox', { name: /^Comment by/ })).toBeInViewport({ ratio: 1 })
      await expect(page.getByRole('button', { name: /^Save/ })).toBeInViewport({ ratio: 1 })
      expect(await palestWords(page, '[data-over]')).toEqual([])
      await page.keyboard.press('Escape')
      if ((await page.locator('main[data-full="true"]').count()) === 0) await page.keyboard.press('f')
      for (const tab of ['Rubric', 'Clips', 'Transcript', 'Debrief']) {
        await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
        await expect(page.getByRole('tabpanel')).toBeVisible()
        expect.soft(await palestWords(page, '[data-over]'), tab).toEqual([])
      }
    })
})
