import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { type ReviewRoom, reviewRoom } from './fixtures/reviewRoom.ts'

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

const widthOf = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth)

/** Ana imports a recording. @returns the lesson's id */
function importFor(app: App): string {
  const words = ['--title', 'Together', '--as', 'Ana', '--role', 'coach']
  const done = importResult.parse(app.run('import', corpusFile('googlework-short.mp4'), ...words))
  return done.imported[0]?.lessonId ?? ''
}

async function openRoom(page: Page, lessonId: string): Promise<ReviewRoom> {
  await page.goto(`${new URL(page.url()).origin}/#/lesson/${encodeURIComponent(lessonId)}`)
  await expect.poll(() => widthOf(page)).toBe(320)
  return reviewRoom(page)
}

/** Opens a session by its key, and reads what the dialog says. */
async function openSession(page: Page, room: ReviewRoom) {
  await room.letGo()
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
  return { address, code }
}

async function write({ composer, page, card }: ReviewRoom, name: string, words: string): Promise<void> {
  const field = composer.getByRole('textbox', { name: new RegExp(`Comment by ${name}`) })
  await field.fill(words)
  await page.keyboard.press('Control+Enter')
  await expect(card(words)).toBeVisible()
}

test.describe('two machines', () => {
  test.skip(!corpusDir, 'the corpus is not on this machine')

  test('review one lesson live: words both ways, one picture for all who follow, and an end', async ({
    app,
    page,
    other,
  }) => {
    const lessonId = importFor(app)
    other.run('import', corpusFile('mdn-flower.webm'), '--as', 'Ben', '--role', 'teacher')
    const ana = await openRoom(page, lessonId)

    // Ana opens the session by its key, and reads out what the dialog says.
    const { address, code } = await openSession(page, ana)

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
    await expect.poll(() => widthOf(his)).toBe(320)

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
    // Half a minute is soon over where many programs wait for one core: then it is played once more.
    const drift = async () => {
      if (await page.locator('video').evaluate((video: HTMLVideoElement) => video.ended))
        await page.keyboard.press('Space')
      return driftOf(page, his)
    }
    await expect.poll(drift, { timeout: 180_000, intervals: [250] }).toBeLessThan(200)
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
  test('go on when the host’s program is killed in the middle, and have every word when it is open again', async ({
    app,
    page,
    other,
  }) => {
    const lessonId = importFor(app)
    // Ben has the same recording, under the name that his phone gave it.
    const own = join(other.folder, 'IMG_0042.mp4')
    await copyFile(corpusFile('googlework-short.mp4'), own)
    other.run('import', own, '--title', 'From my phone', '--as', 'Ben', '--role', 'teacher')
    const ana = await openRoom(page, lessonId)
    const { address, code } = await openSession(page, ana)
    const his = await other.open()
    await his.getByRole('button', { name: 'Join a live review' }).click()
    const joining = his.getByRole('dialog', { name: 'Join a live review' })
    await joining.getByRole('textbox', { name: 'Address' }).fill(`${address} ${code}`)
    await joining.getByRole('button', { name: 'Ask to join' }).click()
    await page.getByRole('button', { name: 'Let Ben in' }).click()
    await expect(his.getByRole('heading', { name: 'Together' })).toBeVisible()
    await expect(joining).toBeHidden()
    const ben = reviewRoom(his)
    await expect.poll(() => widthOf(his)).toBe(320)
    await write(ana, 'Ana', 'Said before it happened.')
    await expect(ben.card('Said before it happened.')).toBeVisible()

    await page.close()
    await app.kill()
    const hisStrip = his.getByRole('region', { name: 'Live review' })
    await expect(hisStrip).toContainText(
      'Ana cannot be reached. Go on: what you write is handed over on return.',
    )
    // The picture is his own file, so it plays on.
    const before = await ben.clock()
    await ben.letGo()
    await his.keyboard.press('Space')
    await expect.poll(ben.clock).not.toBe(before)
    await his.keyboard.press('Space')
    await write(ben, 'Ben', 'Written while she was away.')
    expect(await axeFindings(his)).toEqual([])

    await app.restart()
    const hers = await app.open()
    const broke = hers.getByRole('region', { name: 'A live review broke off' })
    await expect(broke).toContainText('Your live review of “Together” broke off')
    await expect(broke).toContainText('Ben is back in without a code')
    // The note may be there before the screen that it lies over.
    await expect(hers.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible()
    await expect(hers.getByRole('heading', { name: 'Together' })).toBeVisible()
    expect(await axeFindings(hers)).toEqual([])
    await broke.getByRole('button', { name: 'Open it again' }).click()
    await expect(broke).toBeHidden()
    const again = reviewRoom(hers)
    await expect(again.card('Written while she was away.')).toBeVisible()
    await expect(again.card('Said before it happened.')).toBeVisible()
    await write(again, 'Ana', 'Said after it.')
    await expect(ben.card('Said after it.')).toBeVisible()
    await expect(hisStrip).not.toContainText('cannot be reached')

    // He leaves, and is told what becomes of his words until he has read it.
    await hisStrip.getByRole('button', { name: 'Session', exact: true }).click()
    await his.getByRole('menuitem', { name: 'Leave the session' }).click()
    const over = his.getByRole('region', { name: 'The session is over' })
    await expect(over).toContainText('You left Ana’s session. What you wrote is kept on your machine.')
    await expect(over).not.toContainText('package')
    await over.getByRole('button', { name: 'Close' }).click()
    await expect(over).toBeHidden()
    await expect(ben.card('Said after it.')).toBeVisible()
    await his.close()
    await hers.close()
  })
})
