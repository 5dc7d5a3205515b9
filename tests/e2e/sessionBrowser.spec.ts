import { expect, type Page } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { guestBrowser, openToBrowsers, widthOf } from './fixtures/guestPage.ts'

const secondsOf = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)

test.describe('a guest who has a browser and no Debrief', () => {
  test.skip(!corpusDir, 'the corpus is not on this machine')

  test('joins where the host allows it, follows, comments, loses no word to the network, and is out when it is over', async ({
    app,
    page,
    browser,
  }) => {
    const opened = await openToBrowsers(app, page, 'googlework-short.mp4', async hosting => {
      await expect(hosting.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)).toBeVisible()
      expect(await axeFindings(page, '[role="dialog"]')).toEqual([])
    })
    const { ana, code, address, allow } = opened

    // Dana opens the address on her Chromebook, and asks.
    const chromebook = await guestBrowser(browser)
    const hers = await chromebook.open(address)
    await expect(hers.getByRole('heading', { name: 'Join a live review' })).toBeVisible()
    expect(await axeFindings(hers)).toEqual([])
    await hers.getByRole('textbox', { name: 'Your name' }).fill('Dana')
    await hers.getByRole('textbox', { name: 'Code' }).fill('7Q3M')
    await hers.keyboard.press('Enter')
    await expect(hers.getByRole('alert')).toContainText('A code has twelve letters and digits')
    await hers.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase())
    await hers.keyboard.press('Enter')
    await expect(hers.getByRole('status')).toContainText('Ana was asked to let you in')
    await expect(page.getByRole('region', { name: 'Who asks to join' })).toContainText('in a browser')
    await page.getByRole('button', { name: 'Let Dana (browser guest) in' }).click()
    await expect(hers.getByRole('heading', { name: 'Together' })).toBeVisible()
    await expect.poll(() => widthOf(hers)).toBe(320)
    const strip = hers.getByRole('region', { name: 'Live review' })
    await expect(strip).toContainText('Dana (browser guest) (you)')
    const herStrip = page.getByRole('region', { name: 'Live review' })
    await expect(herStrip).toContainText('Dana (browser guest)')

    // Where Ana goes, Dana's picture goes.
    await expect(strip.getByRole('button', { name: 'Follow Ana' })).toHaveAttribute('aria-pressed', 'true')
    await ana.seekTo('0:20')
    await expect
      .poll(async () => Math.abs((await secondsOf(hers)) - (await secondsOf(page))))
      .toBeLessThan(0.05)
    await expect.poll(() => secondsOf(hers)).toBeGreaterThan(19.8)

    // She writes and tags; it is at Ana's at once, under a name that says what she is. What Ana says comes to her.
    const field = hers.getByRole('textbox', { name: 'Your comment' })
    await hers.keyboard.press('c')
    await expect(field).toBeFocused()
    await field.fill('Who has not spoken yet?')
    await hers.getByRole('combobox', { name: 'Add a criterion' }).selectOption({ index: 1 })
    await field.press('Control+Enter')
    await expect(field).toHaveValue('')
    const asked = ana.card('Who has not spoken yet?')
    await expect(asked).toContainText('Dana (browser guest)')
    const conversation = hers.getByRole('region', { name: 'Comments' })
    await expect(conversation).toContainText('Who has not spoken yet?')
    await ana.composer.getByRole('textbox', { name: /Comment by Ana/ }).fill('Three at the back.')
    await page.keyboard.press('Control+Enter')
    await expect(conversation).toContainText('Three at the back.')
    const anas = conversation.getByRole('article').filter({ hasText: 'Three at the back.' })
    await expect(anas.getByRole('button', { name: 'Reply' })).toBeVisible()
    await expect(anas.getByRole('button', { name: 'Edit' })).toBeHidden()
    expect(await axeFindings(hers)).toEqual([])

    // The network goes away: she writes on, and on return it is there once.
    await hers.context().setOffline(true)
    await expect(hers.getByText(/Ana cannot be reached\. Go on/)).toBeVisible()
    await field.fill('Written into the silence.')
    await field.press('Control+Enter')
    const unsent = hers.getByRole('region', { name: 'Not with the host yet' })
    await expect(unsent).toContainText('Written into the silence.')
    // Whatever is said about it, she sees where she writes.
    for (const size of [
      { width: 1024, height: 700 },
      { width: 1440, height: 900 },
    ]) {
      await hers.setViewportSize(size)
      await expect(hers.getByRole('form', { name: 'New comment' })).toBeInViewport({ ratio: 1 })
    }
    expect(await axeFindings(hers)).toEqual([])
    await hers.context().setOffline(false)
    await expect(unsent).toBeHidden()
    await expect(conversation.getByText('Written into the silence.')).toHaveCount(1)
    await expect(ana.card('Written into the silence.')).toHaveCount(1)

    // Ana allows no browsers any more: Dana is told calmly, and nothing more is to be had with what she had.
    const held = await hers.evaluate(() => sessionStorage.getItem('debrief.guest'))
    const { mediaKey, token } = JSON.parse(held ?? '{}')
    await page.bringToFront()
    await ana.letGo()
    await page.keyboard.press('Shift+L')
    await expect(allow).toBeChecked()
    await allow.focus()
    await page.keyboard.press('Space')
    await expect(allow).not.toBeChecked()
    await expect(hers.getByRole('heading', { name: 'The session is over for you' })).toBeVisible()
    await expect(hers.getByRole('status')).toContainText('What you wrote is kept in Ana’s library.')
    expect(await axeFindings(hers)).toEqual([])
    await expect(hers.locator('video')).toHaveCount(0)
    const statuses = await hers.evaluate(
      async ({ media, bearer }) => {
        const words = await fetch('/guest/rpc/time', {
          method: 'POST',
          headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
          body: '{}',
        })
        return [words.status, (await fetch(media)).status]
      },
      { media: `/media/${encodeURIComponent(opened.recordingId)}/original?key=${mediaKey}`, bearer: token },
    )
    expect(statuses).toEqual([404, 404])
    await chromebook.close()
  })
})
