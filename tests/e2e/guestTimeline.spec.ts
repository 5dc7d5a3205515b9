import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { type Box, pictureBox } from './fixtures/drawing.ts'
import { askToJoin, guestBrowser, letIn, openToBrowsers, say, widthOf } from './fixtures/guestPage.ts'
import { pictures } from './fixtures/looks.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'

const boxOf = async (page: Page, testId: string): Promise<Box> =>
  (await page.getByTestId(testId).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }

/** Presses the bar at a share of its length. */
async function pressBar(page: Page, share: number): Promise<void> {
  const { x, y, width, height } = await boxOf(page, 'bar')
  await page.mouse.click(x + share * width, y + height / 2)
}

test.describe('the timeline of a guest in a browser', () => {
  test.skip(!corpusDir, 'the corpus is not on this machine')

  test('shows who said something where and where everyone is, and is sought in by pointer and keys', async ({
    app,
    page,
    browser,
  }) => {
    const { ana, code, address } = await openToBrowsers(app, page)
    const chromebook = await guestBrowser(browser)
    const dana = await chromebook.open(address)
    await askToJoin(dana, 'Dana', code)
    await letIn(page, dana, 'Dana (browser guest)')
    await expect.poll(() => widthOf(dana)).toBe(320)
    await pictures(dana, 'none')
    expect(await axeFindings(dana)).toEqual([])

    // Where Ana is, her name stands; Dana’s own place is the slider.
    const strip = dana.getByRole('region', { name: 'Live review' })
    const follow = strip.getByRole('button', { name: 'Follow Ana' })
    const playhead = dana.getByRole('slider', { name: 'Playhead' })
    await expect(dana.getByTestId('heads')).toHaveText('Ana')
    await ana.seekTo('0:20')
    await expect(playhead).toHaveAttribute('aria-valuetext', '0:20')
    await expect(follow).toHaveAttribute('aria-pressed', 'true')
    const heads = dana.getByTestId('heads')
    const shareOfAna = async () => {
      const bar = await boxOf(dana, 'bar')
      const line = await heads.locator('i').boundingBox()
      return ((line?.x ?? 0) + 1 - bar.x) / bar.width
    }
    await expect.poll(shareOfAna).toBeCloseTo(20 / 35.2, 1)

    // By pointer she looks for herself, and is told so; Ana stays where she is.
    await pressBar(dana, 0.25)
    await expect(playhead).toHaveAttribute('aria-valuetext', '0:08')
    await expect(follow).toHaveAttribute('aria-pressed', 'false')
    await expect(strip.getByRole('status')).toHaveText(
      'You look for yourself now. Shift F follows Ana again.',
    )
    expect(await shareOfAna()).toBeCloseTo(20 / 35.2, 1)
    const bar = await boxOf(dana, 'bar')
    await dana.mouse.move(bar.x + 0.3 * bar.width, bar.y + 10)
    await dana.mouse.down()
    await dana.mouse.move(bar.x + 0.5 * bar.width, bar.y + 40, { steps: 4 })
    await dana.mouse.up()
    await expect(playhead).toHaveAttribute('aria-valuetext', '0:17')

    // By keys, as a slider.
    await playhead.focus()
    for (const [key, place] of [
      ['Home', '0:00'],
      ['ArrowRight', '0:05'],
      ['ArrowRight', '0:10'],
      ['ArrowLeft', '0:05'],
      ['End', '0:35'],
      ['PageDown', '0:00'],
    ] as const) {
      await dana.keyboard.press(key)
      await expect(playhead).toHaveAttribute('aria-valuetext', place)
    }
    await dana.keyboard.press('Shift+F')
    await expect(playhead).toHaveAttribute('aria-valuetext', '0:20')
    await expect(strip.getByRole('status')).toHaveText('')

    // A range, by keys and by button; the next comment is about it, on both sides.
    await pressBar(dana, 0.2)
    await expect(playhead).toHaveAttribute('aria-valuetext', '0:07')
    await dana.keyboard.press('i')
    await dana.keyboard.press('ArrowRight')
    await dana.keyboard.press('ArrowRight')
    await dana.getByRole('button', { name: 'Set End of the range here' }).click()
    const place = dana.getByTestId('place')
    await expect(place).toHaveText('0:07 – 0:17')
    await expect(dana.getByTestId('range')).toHaveAttribute('data-ends', 'both')
    await say(dana, 'Everyone talks.')
    await expect(dana.getByTestId('range')).toHaveCount(0)
    const card = dana.getByRole('article').filter({ hasText: 'Everyone talks.' })
    await expect(card).toContainText('0:07 – 0:17')
    await expect(dana.locator('[data-mark][data-shape="range"]')).toHaveCount(1)
    await expect(ana.card('Everyone talks.')).toBeVisible()
    await expect(
      page.getByRole('button', { name: /by Dana.* from 0:07 to 0:17: Everyone talks/ }),
    ).toBeVisible()
    // Cleared by Escape, a moment is meant again.
    await playhead.focus()
    await dana.keyboard.press('i')
    await expect(dana.getByTestId('range')).toHaveAttribute('data-ends', 'in')
    await dana.keyboard.press('Escape')
    await expect(dana.getByTestId('range')).toHaveCount(0)
    await say(dana, 'One moment.')

    // A mark leads to its comment, as do N and B.
    await pictures(dana, 'one')
    await pressBar(dana, 0.9)
    await dana.locator('[data-mark][data-shape="range"]').click({ position: { x: 3, y: 3 } })
    await expect(playhead).toHaveAttribute('aria-valuetext', '0:07')
    await expect(card).toHaveAttribute('aria-current', 'true')
    await dana.keyboard.press('n')
    await expect(dana.getByRole('article').filter({ hasText: 'One moment.' })).toHaveAttribute(
      'aria-current',
      'true',
    )
    await dana.keyboard.press('b')
    await expect(card).toHaveAttribute('aria-current', 'true')
    expect(await axeFindings(dana)).toEqual([])
    await chromebook.close()
  })

  test('shows what is drawn on the picture while its comment is at hand', async ({ app, page, browser }) => {
    const { ana, code, address } = await openToBrowsers(app, page)
    const chromebook = await guestBrowser(browser)
    const dana = await chromebook.open(address)
    await askToJoin(dana, 'Dana', code)
    await letIn(page, dana, 'Dana (browser guest)')
    await expect.poll(() => widthOf(dana)).toBe(320)

    await ana.seekTo('0:10')
    await page.keyboard.press('d')
    await expect(page.getByRole('toolbar', { name: 'Drawing tools' })).toBeVisible()
    await page.keyboard.press('e')
    const box = await pictureBox(ana)
    await page.mouse.move(box.x + 0.25 * box.width, box.y + 0.3 * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + 0.75 * box.width, box.y + 0.7 * box.height, { steps: 5 })
    await page.mouse.up()
    await page.keyboard.press('c')
    await page.keyboard.type('Look at their hands.')
    await page.keyboard.press('Control+Enter')

    const drawn = dana.getByRole('img', { name: /^Ellipse by Ana, centre/ })
    await expect(drawn).toBeVisible()
    await expect(dana.getByRole('article').filter({ hasText: 'Look at their hands.' })).toContainText('0:10')
    await expect(dana.getByRole('img', { name: 'with a drawing' })).toBeVisible()
    // It lies where Ana drew it, whatever the size of the picture.
    const hers = await pictureBox(reviewRoom(dana))
    const mark = (await drawn.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    expect((mark.x - hers.x) / hers.width).toBeCloseTo(0.25, 1)
    expect((mark.x + mark.width - hers.x) / hers.width).toBeCloseTo(0.75, 1)
    expect((mark.y - hers.y) / hers.height).toBeCloseTo(0.3, 1)
    await pictures(dana, 'drawn')
    expect(await axeFindings(dana)).toEqual([])
    // Three seconds later it is not on any more; its time in the conversation leads back to it.
    await pressBar(dana, 0.6)
    await expect(drawn).toHaveCount(0)
    await dana.getByRole('article').getByRole('button', { name: '0:10' }).click()
    await expect(drawn).toBeVisible()
    await chromebook.close()
  })

  test('keeps the picture large and what is written in sight, with many comments, long names and a lost host', async ({
    app,
    page,
    browser,
  }) => {
    const { lessonId, code, address } = await openToBrowsers(app, page)
    const lines = Array.from({ length: 60 }, (_, at) => {
      const second = (at * 35) / 60
      return `${second.toFixed(1)},${at % 3 === 0 ? (second + 2).toFixed(1) : ''},Comment number ${at + 1}`
    })
    const notes = join(app.folder, 'many.csv')
    const names = ['Wilhelmina Featherstonehaugh-Cholmondeley of the Northern District', 'Bo', 'Chidi']
    for (const [at, name] of names.entries()) {
      const own = lines.filter((_, line) => line % names.length === at)
      await writeFile(notes, `start,stop,text\n${own.join('\n')}\n`)
      app.run('import-notes', notes, '--lesson', lessonId, '--as', name, '--role', 'coach')
    }
    const long = 'Maximiliana-Theodora von und zu Hohenstein-Wittgenburg (4b)'
    const chromebook = await guestBrowser(browser)
    const dana = await chromebook.open(address)
    await askToJoin(dana, long, code)
    await letIn(page, dana, `${long} (browser guest)`)
    const others = []
    for (const name of ['Ben', 'Cem with a rather long name']) {
      const machine = await guestBrowser(browser)
      const guest = await machine.open(address)
      await askToJoin(guest, name, code)
      await letIn(page, guest, `${name} (browser guest)`)
      others.push({ machine, guest })
    }
    await expect(dana.locator('[data-mark]')).toHaveCount(60)
    await expect.poll(() => widthOf(dana)).toBe(320)
    await pressBar(others[0]?.guest ?? dana, 0.5)
    await pressBar(others[1]?.guest ?? dana, 0.95)
    await expect(dana.getByTestId('heads')).toContainText('Cem')
    await pictures(dana, 'many')
    expect(await axeFindings(dana)).toEqual([])

    // At 200 % zoom everything is below each other, and nothing beside the page.
    await dana.setViewportSize({ width: 720, height: 450 })
    expect(await dana.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720)
    expect((await boxOf(dana, 'picture')).height).toBeGreaterThanOrEqual(200)
    await dana.screenshot({ path: test.info().outputPath('zoomed.png'), fullPage: true })
    await dana.setViewportSize({ width: 1440, height: 900 })

    // The host is lost, and words wait.
    await dana.context().setOffline(true)
    await expect(dana.getByText(/Ana cannot be reached\. Go on/)).toBeVisible()
    const field = dana.getByRole('textbox', { name: 'Your comment' })
    for (const words of [
      'Written into the silence, at some length, so that it does not fit on one line.',
      'Two.',
    ]) {
      await field.fill(words)
      await field.press('Control+Enter')
    }
    const unsent = dana.getByRole('region', { name: 'Not with the host yet' })
    await expect(unsent).toContainText('2 not sent yet: Written into the silence')
    for (const size of [
      { width: 1024, height: 700 },
      { width: 1440, height: 900 },
    ]) {
      await dana.setViewportSize(size)
      await expect(dana.getByRole('form', { name: 'New comment' })).toBeInViewport({ ratio: 1 })
      await expect(unsent).toBeInViewport({ ratio: 1 })
      expect([size, (await boxOf(dana, 'picture')).height >= 260]).toEqual([size, true])
    }
    await pictures(dana, 'lost')
    expect(await axeFindings(dana)).toEqual([])
    // What waits is read over the picture, which keeps its place.
    await dana.setViewportSize({ width: 1024, height: 700 })
    const { height } = await boxOf(dana, 'picture')
    await unsent.getByRole('button', { name: 'Show' }).click()
    await expect(unsent.getByRole('listitem')).toHaveCount(2)
    expect((await boxOf(dana, 'picture')).height).toBe(height)
    await pictures(dana, 'lost-open')
    await dana.context().setOffline(false)
    await expect(unsent).toBeHidden()
    for (const { machine } of others) await machine.close()
    await chromebook.close()
  })
})
