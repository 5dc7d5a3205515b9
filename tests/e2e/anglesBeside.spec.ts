import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { camera, heard, importAs, openLesson } from './fixtures/angles.ts'
import { test } from './fixtures/app.ts'

/** Where each picture stands, in ms of its own recording; the room's lesson first. */
const clocks = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLVideoElement>('video[data-recording]')].map(video =>
      Math.round(video.currentTime * 1000),
    ),
  )

test.describe('another lesson beside this one', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test('is found by its words, has a clock of its own, takes the keys, and is tied', async ({
    page,
    app,
  }) => {
    const before = importAs(app, corpusFile('googlework-short.mp4'), '--title', 'Before', '--teacher', 'Ana')
    const after = importAs(
      app,
      camera(app, 'after.mp4', { of: 'googlework-short.mp4', fromS: 5, lengthS: 25, size: '640:360' }),
      ...['--title', 'After', '--teacher', 'Ana'],
    )
    importAs(app, corpusFile('smpte-2997.mp4'), '--title', 'Another one')
    // Somebody's face is masked there, and the first five seconds are muted.
    await openLesson(page, after.lessonId)
    await page.keyboard.press('Shift+M')
    await expect(page.getByTestId('mask-desk')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Blurred ellipse/ })).toBeFocused()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('toolbar', { name: 'Mask tools' })).toBeHidden()
    await page.keyboard.press('i')
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await clocks(page))[0]).toBeGreaterThan(4_900)
    await page.keyboard.press('o')
    await page.keyboard.press('Alt+M')
    await expect(page.getByRole('button', { name: /^Muted/ })).toHaveCount(1)

    await openLesson(page, before.lessonId)
    await page.keyboard.press('w')
    const dialog = page.getByRole('dialog', { name: 'Another lesson beside' })
    await dialog.getByRole('textbox', { name: 'Find a lesson' }).fill('after')
    await expect(dialog.getByRole('listitem')).toHaveCount(1)
    await page.keyboard.press('Enter')
    const beside = page.getByRole('group', { name: 'Beside: After' })
    await expect(beside).toBeVisible()
    await expect
      .poll(() =>
        page
          .locator('video[data-recording]')
          .evaluateAll(videos => videos.map(video => (video as HTMLVideoElement).readyState)),
      )
      .toEqual([4, 4])

    // The keys are this lesson's until they are given away.
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await clocks(page))[0]).toBeGreaterThan(4_900)
    expect((await clocks(page))[1]).toBeLessThan(100)
    await page.keyboard.press('g')
    await expect(beside.getByText('Keys here')).toBeVisible()
    // What is masked and muted there is so here as well, by its own clock.
    await expect(beside.getByTestId('masks').locator('[data-shape]')).toHaveCount(1)
    await expect.poll(() => heard(page)).toEqual([false, false])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await clocks(page))[1]).toBeGreaterThan(9_900)
    expect((await clocks(page))[0]).toBeLessThan(6_000)
    await expect.poll(() => heard(page)).toEqual([false, true])

    // Tied here: 5 s of one is 10 s of the other, from now on.
    await page.keyboard.press('Shift+W')
    await expect(beside.getByRole('button', { name: /^Untie/ })).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect
      .poll(async () => {
        const [one = 0, other = 0] = await clocks(page)
        return one > 9_900 && Math.abs(other - one - 5_000) < 50
      })
      .toBe(true)
    await page.keyboard.press('Space')
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLVideoElement>('video[data-recording]')].every(video => !video.paused),
    )
    await page.keyboard.press('Space')
    await expect
      .poll(async () => {
        const [one = 0, other = 0] = await clocks(page)
        return Math.abs(other - one - 5_000)
      })
      .toBeLessThan(50)

    // A comment is this lesson's, whoever has the keys.
    await page.keyboard.press('c')
    await page.keyboard.type('They wait longer than before.')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('article').filter({ hasText: 'They wait longer' })).toBeVisible()

    await page.locator('#review-stage').focus()
    await page.keyboard.press('Shift+W')
    await page.keyboard.press('g')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(async () => (await clocks(page))[0]).toBeLessThan(9_000)
    await beside.getByRole('button', { name: 'Put the other lesson away' }).click()
    await expect(beside).toBeHidden()
  })
})
