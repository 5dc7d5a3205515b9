import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { storedFrom } from '../../electron/core/library/storedRecord.ts'
import { emptyWriterFile, writerFileCodec } from '../../electron/core/library/writerFile.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { hostileRecords } from '../fixtures/hostileWords.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { imported } from './fixtures/drawing.ts'

test.describe('notes of other programs', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  // The refused file is answered with 422, which the browser's console tells too.
  test.use({ allowedErrors: [/status of 422.*notes\/preview/] })
  // Left before the host stops, or the page would complain that it lost it.
  test.afterEach(async ({ context }) => {
    for (const page of context.pages()) await page.close()
  })

  test('are shown before they are taken in, refused with a reason, and handed on again', async ({ app }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    const page = await app.open()
    const menu = page.getByRole('button', { name: 'More on Verbs we use in class' })
    await menu.click()
    await page.getByRole('menuitem', { name: 'Take in notes of another program' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take in notes of another program' })
    const files = dialog.locator('input[type=file]')

    await files.setInputFiles(corpusFile('rubric-learnco.csv'))
    await expect(dialog.getByRole('alert')).toContainText('No column of the table says when')

    await files.setInputFiles(corpusFile('kloppy-sportscode.xml'))
    await expect(dialog.getByRole('listitem').first()).toContainText('PASS: Team: Henkie')
    await expect(dialog.getByText('2 things left out or changed')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Take in 1 comment' }).click()
    await expect(dialog).toBeHidden()
    expect(app.run('comments', lesson)).toMatchObject([{ atMs: 3600, toMs: 9700 }])

    await menu.click()
    await page.getByRole('menuitem', { name: 'Hand the conversation on' }).click()
    const handOn = page.getByRole('dialog', { name: 'Hand the conversation on' })
    await handOn.getByText('ELAN', { exact: true }).click()
    await expect(handOn.getByText('Everything that is shared goes with it.')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    const download = page.waitForEvent('download')
    await handOn.getByRole('button', { name: 'Save the file' }).click()
    expect((await download).suggestedFilename()).toBe('Verbs we use in class.eaf')
  })
})

/** A colleague's file in a shared folder, with a record of every kind and hostile words in each field that takes words. */
async function bringHostile({ library }: App): Promise<void> {
  const writer = 'z'.repeat(26)
  const rev = `01a0c1b2c3d4-0000-${writer}`
  const { catalog, lesson } = hostileRecords({ person: 'person:EVIL', lesson: 'lesson:EVIL', rev })
  for (const [folder, records] of [
    ['catalog', catalog],
    ['lessons/EVIL', lesson],
  ] as const) {
    const stored = records.map(record => storedFrom(record)).filter(one => one !== undefined)
    const file = { ...emptyWriterFile(writer), records: new Map(stored.map(one => [one.record.id, one])) }
    await mkdir(join(library, folder), { recursive: true })
    await writeFile(join(library, folder, `${writer}.json`), writerFileCodec.encode(file))
  }
}

test.describe('hostile words', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')
  // The hostile lesson has no recording, so it has no filmstrip either.
  test.use({ allowedErrors: [/status of 404.*rpc\/strips/] })

  // A script that the page's policy stops is an error on its console, and fails the test as well.
  test('words that would be scripts are words on every screen', async ({ app }) => {
    imported(app, 'googlework-short.mp4')
    await bringHostile(app)
    const page = await app.open()
    const screens = {
      library: /EVIL/,
      'lesson/lesson%3AEVIL': /EVIL/,
      clips: /EVIL/,
      'clips/examples': /EVIL/,
      rubrics: /EVIL/,
      insights: /EVIL/,
      'insights/cycle%3AEVIL0': /EVIL/,
      'insights/goals': /EVIL/,
      settings: /Library/,
    }
    for (const [screen, words] of Object.entries(screens)) {
      await page.goto(`${new URL(page.url()).origin}/#/${screen}`)
      await expect(page.getByText(words).first(), screen).toBeAttached()
      expect(await page.evaluate(() => 'hit' in window), screen).toBe(false)
      const traps = page.locator(
        'iframe, [onerror], [onload], [onclick], [onfocus], a[href^="javascript"], a[href^="data:text"]',
      )
      await expect(traps, screen).toHaveCount(0)
    }
    await page.close()
  })
})
