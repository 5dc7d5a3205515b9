import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'

const coach = ['--as', 'Marcus Bell', '--role', 'coach']

test.describe('a clip library that is handed out', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test('opens from a file, without a network: clips play, comments light up, criteria and words find them', async ({
    app,
    page,
    context,
  }) => {
    const lessonOf = (file: string, title: string): string => {
      const { imported } = app.run(
        'import',
        corpusFile(file),
        '--title',
        title,
        '--teacher',
        'Ana Reyes',
        ...coach,
      ) as {
        imported: readonly { lessonId: string }[]
      }
      return imported[0]?.lessonId ?? ''
    }
    const [first, second] = [lessonOf('googlework-short.mp4', 'Paris'), lessonOf('drew-gps.mov', 'Rooms')]
    app.run(
      'comment',
      first,
      '--at',
      '6',
      '--to',
      '8',
      '--text',
      'Seven **seconds** of silence',
      '--kind',
      'evidence',
      '--tag',
      'C2=3',
      ...coach,
    )
    app.run('comment', first, '--at', '7', '--text', 'mine alone', '--private', ...coach)
    const clipOf = (lesson: string, from: string, to: string, title: string) =>
      (app.run('clip', lesson, '--from', from, '--to', to, '--title', title, ...coach) as { id: string }).id
    const clips = [
      clipOf(first, '5', '9', 'Wait “½” <b>time</b>'),
      clipOf(first, '10', '12', 'Second'),
      clipOf(first, '13', '15', 'Third'),
      clipOf(second, '0', '2', 'Upright'),
    ]
    app.run(
      'collection',
      'Show, then wait',
      '--add',
      ...clips,
      '--purpose',
      'What we show, and the seconds that follow',
      ...coach,
    )
    const folder = await mkdtemp(join(tmpdir(), 'debrief-site-'))
    const dir = join(folder, 'plc')
    expect(app.run('site', 'Show, then wait', '--out', dir, ...coach)).toMatchObject({ clips: 4, failed: [] })

    await context.setOffline(true)
    await page.goto(pathToFileURL(join(dir, 'index.html')).href)
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(
      'What we show, and the seconds that follow',
    )
    await expect(page.locator('.card')).toHaveCount(4)
    expect(await axeFindings(page)).toEqual([])

    await page.getByRole('searchbox').fill('silence')
    await expect(page.locator('.card:visible')).toHaveCount(1)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: /^C2/ }).click()
    await expect(page.locator('.card:visible')).toHaveCount(1)

    await page.getByRole('button', { name: /^C2/ }).click()
    await expect(page.locator('.card:visible')).toHaveCount(4)

    await page.getByRole('link', { name: /Wait “½”/ }).click()
    const clip = page.locator('.clip.open')
    await expect(clip.getByRole('heading', { level: 2 })).toHaveText('Wait “½” <b>time</b>')
    await expect(clip.locator('.note')).toHaveCount(1)
    await expect(page.locator('body')).not.toContainText('mine alone')
    await expect(clip.locator('.note')).not.toHaveClass(/now/)
    await clip.getByRole('button', { name: 'Go to 0:01–0:03' }).click()
    await expect(clip.locator('.note')).toHaveClass(/now/)
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: /Upright/ }).click()
    const video = page.locator('.clip.open video')
    await video.evaluate((element: HTMLVideoElement) => element.play())
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
      .toBeGreaterThan(0.3)
    expect(
      await video.evaluate(({ videoWidth, videoHeight }: HTMLVideoElement) => videoWidth < videoHeight),
    ).toBe(true)
    expect(await axeFindings(page)).toEqual([])
    await rm(folder, { recursive: true, force: true })
  })
})
