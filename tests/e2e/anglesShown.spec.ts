import { execFileSync } from 'node:child_process'
import { rename } from 'node:fs/promises'
import { expect } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { coach, importAs, openLesson, twoCameras } from './fixtures/angles.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'

const PICTURES = process.env.DEBRIEF_PICTURES

test.describe('what is drawn, cut and missing, with two recordings', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test('drawings and clips belong to the recording they were made on', async ({ page, app }) => {
    const { lessonId } = twoCameras(app)
    app.run('comment', lessonId, '--at', '8', '--to', '14', '--text', 'Hands go up.', ...coach)
    await openLesson(page, lessonId)
    await expect(page.getByText(/lined up by its sound/)).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('v')
    // The pupils' camera in the first place: one draws on it.
    await page.keyboard.press('a')
    await page.getByRole('article').filter({ hasText: 'Hands go up.' }).click()
    await page.locator('#review-stage').focus()
    await page.keyboard.press('d')
    await page.keyboard.press('e')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    const pupils = page.getByRole('group', { name: 'pupils.mp4', exact: true })
    const teacher = page.getByRole('group', { name: 'teacher.mp4', exact: true })
    await expect(pupils.getByTestId('drawings')).toBeVisible()
    await expect(teacher.getByTestId('drawings')).toHaveCount(0)
    // It stays on its picture, wherever that stands.
    await page.keyboard.press('a')
    await expect(pupils.getByTestId('drawings')).toBeVisible()
    await expect(teacher.getByTestId('drawings')).toHaveCount(0)

    // A clip shows the one that is seen, unless another is chosen.
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog', { name: 'Make a clip' })
    const shows = dialog.getByRole('combobox', { name: 'Shows' })
    await expect(shows).toHaveValue('teacher.mp4')
    await shows.click()
    await page.getByRole('option', { name: 'pupils.mp4' }).click()
    await dialog.getByRole('button', { name: 'Make clip' }).click()
    await expect(dialog).toBeHidden()
    const clip = (app.run('clips') as { id: string }[])[0]?.id ?? ''
    const { exported } = app.run('export', clip, '--out', app.folder) as { exported: { file: string }[] }
    const size = execFileSync(
      'ffprobe',
      [
        '-v',
        'error',
        '-select_streams',
        'v',
        '-show_entries',
        'stream=width,height',
        '-of',
        'csv=p=0',
        exported[0]?.file ?? '',
      ],
      { encoding: 'utf8' },
    )
    expect(size.trim()).toBe('480,270')
  })

  test.describe('with a recording that is away', () => {
    // Asking for its pictures before the page knows that is answered so.
    test.use({ allowedErrors: [/status of 404 .*(?:strips|media)/] })

    test('where one is missing it says so calmly, and the other goes on', async ({ page, app }) => {
      const { lessonId, teacher } = twoCameras(app)
      await openLesson(page, lessonId)
      await expect(page.getByText(/lined up by its sound/)).toBeVisible({ timeout: 60_000 })
      await page.keyboard.press('v')
      await rename(teacher, `${teacher}.away`)
      await page.reload()
      await expect(page.getByText('The recording is not on this machine.')).toBeVisible()
      await page.locator('#review-stage').focus()
      for (let press = 0; press < 2; press++) await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Space')
      await expect.poll(() => page.getByTestId('clock').textContent()).toMatch(/^0:1[1-9]/)
      await page.keyboard.press('Space')
      await rename(`${teacher}.away`, teacher)
    })
  })

  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
    [2560, 1440],
  ] as const)
    for (const theme of ['light', 'dark'] as const)
      test(`is in order for axe at ${width}×${height}, ${theme}`, async ({ page, app }) => {
        await page.setViewportSize({ width, height })
        await page.emulateMedia({ colorScheme: theme })
        const { lessonId } = twoCameras(app)
        importAs(app, corpusFile('count-english-speech.mp4'), '--title', 'The lesson of last spring')
        await openLesson(page, lessonId)
        await expect(page.getByText(/lined up by its sound/)).toBeVisible({ timeout: 60_000 })
        for (let press = 0; press < 2; press++) await page.keyboard.press('ArrowRight')
        const look = async (name: string) => {
          if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${width}-${theme}.png` })
          expect(await axeFindings(page), name).toEqual([])
        }
        await look('one')
        await page.keyboard.press('v')
        await look('two')
        await page.keyboard.press('v')
        await look('inset')
        await page.keyboard.press('Shift+A')
        await expect(page.getByRole('dialog')).toBeVisible()
        await look('list')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
        await page.keyboard.press('w')
        await expect(page.getByRole('dialog')).toBeVisible()
        await look('picker')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('group', { name: /^Beside/ })).toBeVisible()
        await look('beside-inset')
        await page.keyboard.press('v')
        await look('beside-two')
      })
})
