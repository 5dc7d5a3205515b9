import { expect, type Page } from 'playwright/test'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'

/** Where a page's picture is, and when that was: both machines are this one, so they have one clock. */
const placeOf = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => ({
    atMs: video.currentTime * 1000,
    nowMs: Date.now(),
    playing: !video.paused,
  }))

/** How far one picture is ahead of the other at the same moment, while both play. */
async function driftOf(one: Page, two: Page): Promise<number> {
  const [a, b] = await Promise.all([placeOf(one), placeOf(two)])
  return a.playing && b.playing ? Math.abs(b.atMs - a.atMs - (b.nowMs - a.nowMs)) : Number.POSITIVE_INFINITY
}

test.describe('two machines', () => {
  test.skip(!corpusDir, 'the corpus is not on this machine')

  test('review one lesson live: words both ways, one picture for all who follow, and an end', async ({
    app,
    page,
    other,
  }) => {
    const { imported } = importResult.parse(
      app.run(
        'import',
        corpusFile('googlework-short.mp4'),
        '--title',
        'Together',
        '--as',
        'Ana',
        '--role',
        'coach',
      ),
    )
    other.run('import', corpusFile('mdn-flower.webm'), '--as', 'Ben', '--role', 'teacher')
    const lessonId = imported[0]?.lessonId ?? ''
    await page.goto(`${new URL(page.url()).origin}/#/lesson/${encodeURIComponent(lessonId)}`)
    const ana = reviewRoom(page)
    await expect.poll(() => page.locator('video').evaluate((v: HTMLVideoElement) => v.videoWidth)).toBe(320)

    // Ana opens the session by its key, and reads out what the dialog says.
    await ana.letGo()
    await page.keyboard.press('Shift+L')
    const hosting = page.getByRole('dialog', { name: 'Review this lesson live' })
    await hosting.getByRole('button', { name: 'Open the session' }).click()
    const told = hosting.getByRole('definition')
    await expect(told).toHaveCount(2)
    const address = /[\d.]+:\d+/.exec((await told.first().textContent()) ?? '')?.[0] ?? ''
    const code = (await told.last().textContent()) ?? ''
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(await axeFindings(page, '[role="dialog"]')).toEqual([])
    await hosting.getByRole('button', { name: 'Done' }).click()
    await expect(hosting).toBeHidden()

    // Ben pastes both into the first field of his dialog, and asks.
    const his = await other.open()
    await his.getByRole('button', { name: 'Join a live review' }).click()
    const joining = his.getByRole('dialog', { name: 'Join a live review' })
    await joining.getByRole('textbox', { name: 'Address' }).fill(`${address} ${code.toLowerCase()}`)
    await expect(joining.getByRole('textbox', { name: 'Code' })).toHaveValue(code.toLowerCase())
    expect(await axeFindings(his, '[role="dialog"]')).toEqual([])
    await joining.getByRole('button', { name: 'Ask to join' }).click()
    await expect(joining.getByRole('status')).toContainText('Ana was asked to let you in')
    await page.getByRole('button', { name: 'Let Ben in' }).click()
    await expect(his.getByRole('heading', { name: 'Together' })).toBeVisible()
    await expect(joining).toBeHidden()
    const ben = reviewRoom(his)
    const sameMoment = async () => (await ana.clock()) === (await ben.clock())
    const hisStrip = his.getByRole('region', { name: 'Live review' })
    const herStrip = page.getByRole('region', { name: 'Live review' })
    await expect(herStrip).toContainText('Ben')
    await expect(hisStrip).toContainText('Ben (you)')
    // He has no copy of the recording: it comes from her machine.
    await expect.poll(() => his.locator('video').evaluate((v: HTMLVideoElement) => v.videoWidth)).toBe(320)

    // What one writes is at the other's; who writes is seen while they do.
    await ben.composer.getByRole('textbox', { name: /Comment by Ben/ }).fill('I waited here on purpose.')
    await expect(herStrip).toContainText('writes')
    await his.keyboard.press('Control+Enter')
    await expect(ana.card('I waited here on purpose.')).toBeVisible()
    await ana.composer.getByRole('textbox', { name: /Comment by Ana/ }).fill('Eight seconds: I counted.')
    await page.keyboard.press('Control+Enter')
    await expect(ben.card('Eight seconds: I counted.')).toBeVisible()

    // Ana leads: her play, her pause and her jump are his too. He wrote a comment, so he says that he follows again.
    const follow = hisStrip.getByRole('button', { name: /^Follow Ana/ })
    if ((await follow.getAttribute('aria-pressed')) === 'false') await follow.click()
    await expect(follow).toHaveAttribute('aria-pressed', 'true')
    await ana.letGo()
    await page.keyboard.press('Space')
    await expect.poll(() => driftOf(page, his), { timeout: 90_000 }).toBeLessThan(200)
    await page.keyboard.press('Space')
    await expect.poll(async () => (await placeOf(his)).playing).toBe(false)
    await expect.poll(async () => (await placeOf(page)).playing).toBe(false)
    await expect.poll(sameMoment).toBe(true)
    await ana.seekTo('0:20')
    await expect.poll(ben.clock).toMatch(/^0:(19\.9|20)/)
    await expect.poll(sameMoment).toBe(true)

    // The lead goes to Ben: now she follows him.
    await herStrip.getByRole('button', { name: 'You lead' }).click()
    await page.getByRole('menuitem', { name: 'Give the lead to Ben' }).click()
    await expect(hisStrip.getByRole('button', { name: 'You lead' })).toBeVisible()
    await expect(herStrip.getByRole('button', { name: /^Follow Ben/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await ben.letGo()
    await his.keyboard.press('ArrowLeft')
    await expect.poll(ana.clock).toMatch(/^0:(14\.9|15)/)
    await expect.poll(sameMoment).toBe(true)
    expect(await axeFindings(page)).toEqual([])

    // She ends it: he is told, and keeps all the words.
    await herStrip.getByRole('button', { name: 'Session' }).click()
    await page.getByRole('menuitem', { name: 'End the session for everyone' }).click()
    await expect(herStrip).toBeHidden()
    await expect(
      his.getByText('Ana has ended the session. What you wrote is kept on your machine.'),
    ).toBeVisible()
    await expect(hisStrip).toBeHidden()
    await expect(ben.card('I waited here on purpose.')).toBeVisible()
    await his.close()
  })
})
