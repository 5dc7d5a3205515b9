import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { undoOf } from './fixtures/notices.ts'
import { reviewRoom, sayWhoIAm } from './fixtures/reviewRoom.ts'

/** Opens the room of the sample lesson. */
async function openSample(page: Page): Promise<void> {
  await sayWhoIAm(page, 'Marcus Bell', 'Coach')
  await page.getByRole('button', { name: /Open the sample lesson/ }).click()
  await page.locator('#review-stage').waitFor()
}

const transcript = (page: Page) => page.getByRole('group', { name: /^Transcript,/ })

async function choose(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    const file = page.locator('input[type=file]').first()
    await file.setInputFiles({ name, mimeType: 'text/plain', buffer: readFileSync(corpusFile(name)) })
  }
}

test('the sample lesson’s words follow the picture, lead it, are searched and quoted, by mouse and by key alone', async ({
  page,
}, info) => {
  await openSample(page)
  const room = reviewRoom(page)
  await room.letGo()
  const elsewhere = new Set(await axeFindings(page))
  await page.keyboard.press('t')
  await expect(transcript(page)).toBeVisible()
  await expect(page.getByRole('button', { name: /^0:01 Ms Okafor: Here are our two bars/ })).toBeFocused()

  // By key: down to a cue, there, and its words into a comment.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('clock')).toContainText('0:16')
  await expect(page.locator('[data-heard=true]')).toContainText('I think three quarters is larger')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.locator('[data-picked=true]')).toHaveCount(2)
  expect((await axeFindings(page)).filter(finding => !elsewhere.has(finding))).toEqual([])
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [width, height] of [
      [1440, 900],
      [1024, 700],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      await expect(page.locator('[data-picked=true]')).toHaveCount(2)
      await page.screenshot({ path: info.outputPath(`transcript-${width}-${colorScheme}.png`) })
    }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('q')
  const field = page.getByRole('textbox', { name: /^Comment by/ })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(
    '> Maya: I think three quarters is larger, because it has bigger pieces.\n> Ms Okafor: You looked at the size of the pieces. Leo, what would you add to that?\n\n',
  )
  await expect(room.composer.getByRole('button', { name: /^Time/ })).toContainText('0:16')

  // Written as Markdown, it shows as a quote; a time in the words after it goes there.
  await page.keyboard.type('She **waits**, as at 0:07.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('tab', { name: /^Comments/ }).click()
  const card = room.card('She waits')
  await expect(card.locator('blockquote')).toContainText('Maya: I think three quarters is larger')
  await expect(card.locator('strong')).toHaveText('waits')
  await card.getByRole('button', { name: 'Go to 0:07', exact: true }).click()
  await expect(page.getByTestId('clock')).toContainText('0:07')
  await page.screenshot({ path: info.outputPath('quote.png') })
  await page.getByRole('tab', { name: 'Transcript' }).click()

  // Words are found whatever their case, and a time is gone to.
  const search = page.getByRole('textbox', { name: 'Search the transcript' })
  await search.fill('PIECES')
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/^1 of \d+$/)
  await search.press('Enter')
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/^2 of \d+$/)
  await search.fill('0:56')
  await page.getByRole('button', { name: 'Go to 0:56' }).click()
  await expect(page.locator('[data-heard=true]')).toContainText('So three quarters is six eighths')

  // While it plays, the words of the moment are lit; who scrolls away is left alone.
  await room.letGo()
  await page.keyboard.press('Space')
  await expect(page.locator('[data-heard=true]')).toContainText('Turn to your partner', { timeout: 20_000 })
  await page.keyboard.press('Space')
})

test('words chosen with the mouse go into a comment, and a dropped file takes the transcript’s place', async ({
  page,
}) => {
  await openSample(page)
  await page.getByRole('tab', { name: 'Transcript' }).click()
  await page.getByText('And how do you know? Take some time to think.').click({ clickCount: 3 })
  await page.getByRole('button', { name: 'Comment with quote' }).click()
  const field = page.getByRole('textbox', { name: /^Comment by/ })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('> Ms Okafor: And how do you know? Take some time to think.\n\n')
  await expect(reviewRoom(page).composer.getByRole('button', { name: /^Time/ })).toContainText('0:06')

  // Who scrolls is left alone until they ask to follow again.
  await page.getByTestId('transcript').hover()
  await page.mouse.wheel(0, 400)
  await page.getByRole('button', { name: 'Follow', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Follow', exact: true })).toBeHidden()

  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['1\n00:00:01,000 --> 00:00:04,000\nFrom the drop.\n'], 'dropped.srt'))
    return transfer
  })
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('#review-stage', type, { dataTransfer: data })
  await expect(transcript(page)).toContainText('From the drop.')
  await expect(page.getByText('Drop to import')).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(transcript(page)).toContainText('And how do you know?')
})

test.describe('subtitle files as people have them', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')
  // A file that is refused answers so.
  test.use({ allowedErrors: [/422 \(Unprocessable Entity\).*transcripts\/import/] })

  test('are chosen, replaced, refused with a reason, and taken back', async ({ page }, info) => {
    await openSample(page)
    await page.getByRole('tab', { name: 'Transcript' }).click()
    await choose(page, 'tears-of-steel-rus.vtt')
    await expect(page.getByRole('region', { name: 'What was imported' })).toContainText('76 cues')
    await expect(transcript(page)).toContainText('Ты придурок, Том!')
    await choose(page, 'ableplayer-wwa-ja.vtt')
    await expect(transcript(page)).toContainText('ナレーター')
    await page.screenshot({ path: info.outputPath('japanese.png') })
    await choose(page, 'webvtt-zero-byte.vtt')
    await expect(page.getByText('The file is empty.')).toBeVisible()
    await expect(transcript(page)).toContainText('ナレーター')
    await choose(page, 'paella-lecture.dfxp')
    await expect(page.getByText(/TTML file \(DFXP\)/)).toBeVisible()
    await undoOf(page, /replaced by .*-ja\.vtt/).click()
    await expect(transcript(page)).toContainText('Ты придурок, Том!')
  })

  test('of two thousand cues in Arabic scroll, follow and are found', async ({ page }, info) => {
    await openSample(page)
    await page.getByRole('tab', { name: 'Transcript' }).click()
    const stamp = (ms: number) => new Date(ms).toISOString().slice(11, 23)
    const cues = Array.from(
      { length: 2000 },
      (_, at) =>
        `${stamp(at * 2700)} --> ${stamp(at * 2700 + 2500)}\n<v المعلمة>ماذا تُلاحظون في السؤال رقم ${at + 1}؟\n`,
    )
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'lesson.ar.vtt',
        mimeType: 'text/vtt',
        buffer: Buffer.from(`WEBVTT\n\n${cues.join('\n')}`),
      })
    await expect(transcript(page)).toHaveAccessibleName('Transcript, 2000 cues')
    expect(await page.locator('[data-cue]').count()).toBeLessThan(80)
    await page.getByRole('textbox', { name: 'Search the transcript' }).fill('تلاحظون في السؤال رقم 1999')
    await expect(page.getByRole('search').getByRole('status')).toHaveText('1 of 1')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-cue="1998"]')).toBeVisible()
    await page.screenshot({ path: info.outputPath('arabic.png') })
    await page.getByRole('button', { name: 'Follow' }).click()
    await expect(page.locator('[data-cue="0"]')).toBeVisible()
  })

  test('are offered where they lie beside a linked recording', async ({ page, app }) => {
    const recording = join(app.folder, 'sheephead.mov')
    copyFileSync(corpusFile('avalon-sheephead.mov'), recording)
    copyFileSync(corpusFile('avalon-sheephead.mov.vtt'), `${recording}.vtt`)
    app.run('import', recording, '--as', 'Ana Reyes', '--role', 'teacher')
    await page.reload()
    await page.getByRole('link', { name: /^Open/ }).first().click()
    await page.locator('#review-stage').waitFor()
    await page.getByRole('tab', { name: 'Transcript' }).click()
    await page.getByRole('button', { name: 'Import “sheephead.mov.vtt”' }).click()
    await expect(transcript(page)).toContainText('Everyone wants the most from life')
    await expect(page.getByText(/cues begin after the lesson’s end/)).toBeVisible()
  })
})
