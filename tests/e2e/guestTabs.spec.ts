import { expect } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { askToJoin, guestBrowser, letIn, openToBrowsers, say } from './fixtures/guestPage.ts'
import { pictures } from './fixtures/looks.ts'

test.describe('a guest in a browser who comes again', () => {
  test.skip(!corpusDir, 'the corpus is not on this machine')

  test('is known by what the browser kept when the tab was closed, and nobody else is taken for them', async ({
    app,
    page,
    browser,
  }) => {
    const { ana, code, address } = await openToBrowsers(app, page)
    const chromebook = await guestBrowser(browser)
    const first = await chromebook.open(address)
    await askToJoin(first, 'Dana', code)
    await letIn(page, first, 'Dana (browser guest)')
    await say(first, 'Who has not spoken yet?')
    await expect(ana.card('Who has not spoken yet?')).toContainText('Dana (browser guest)')
    await first.close()

    // The tab is gone and with it the seat: name and code are asked, and the host answers; then she is who she was.
    const second = await chromebook.open(address)
    await expect(second.getByRole('heading', { name: 'Join a live review' })).toBeVisible()
    await askToJoin(second, 'Dana', code)
    const askers = page.getByRole('region', { name: 'Who asks to join' })
    await expect(askers).toContainText('Dana (browser guest)')
    await expect(askers).not.toContainText('Someone else was here under that name')
    await letIn(page, second, 'Dana (browser guest)')
    const hers = second.getByRole('article').filter({ hasText: 'Who has not spoken yet?' })
    await hers.getByRole('button', { name: 'Edit' }).click()
    await second.getByRole('textbox', { name: 'Your comment, anew' }).fill('Who has spoken twice?')
    await second.keyboard.press('Control+Enter')
    await expect(ana.card('Who has spoken twice?')).toContainText('Dana (browser guest)')

    // Another machine with that name: the host is told, and nothing of Dana's is theirs.
    const other = await guestBrowser(browser)
    const someone = await other.open(address)
    await askToJoin(someone, 'Dana', code)
    await expect(askers).toContainText('Dana 2 (browser guest) asks to join')
    await expect(askers).toContainText('Someone else was here under that name')
    await pictures(page, 'host-asked')
    expect(await axeFindings(page, '[aria-label="Who asks to join"]')).toEqual([])
    await letIn(page, someone, 'Dana 2 (browser guest)')
    const notTheirs = someone.getByRole('article').filter({ hasText: 'Who has spoken twice?' })
    await expect(notTheirs.getByRole('button', { name: 'Reply' })).toBeVisible()
    await expect(notTheirs.getByRole('button', { name: 'Edit' })).toHaveCount(0)
    await other.close()
    await chromebook.close()
  })

  test('hears in the first tab that they went on in another, and can go on in the first again', async ({
    app,
    page,
    browser,
  }) => {
    const { code, address } = await openToBrowsers(app, page)
    const chromebook = await guestBrowser(browser)
    const first = await chromebook.open(address)
    await askToJoin(first, 'Dana', code)
    await letIn(page, first, 'Dana (browser guest)')
    const second = await chromebook.open(address)
    await askToJoin(second, 'Dana', code)
    const went = first.getByRole('heading', { name: 'You went on in another tab' })
    await expect(went).toBeVisible()
    await expect(first.getByRole('main')).not.toContainText('ended')
    await pictures(first, 'elsewhere')
    expect(await axeFindings(first)).toEqual([])
    await letIn(page, second, 'Dana (browser guest)')

    await first.getByRole('button', { name: 'Go on here' }).click()
    await expect(second.getByRole('heading', { name: 'You went on in another tab' })).toBeVisible()
    await letIn(page, first, 'Dana (browser guest)')
    await say(first, 'Back in the first tab.')
    // Loaded anew, the tab that was left does not know the code any more, and asks for it.
    await second.reload()
    await expect(second.getByRole('heading', { name: 'Join a live review' })).toBeVisible()
    await chromebook.close()
  })
})
