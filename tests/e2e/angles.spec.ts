import { expect, type Page } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import {
  bothReady,
  camera,
  heard,
  importAs,
  openLesson,
  pictureDifference,
  stands,
  twoCameras,
  watchClocks,
} from './fixtures/angles.ts'
import { test } from './fixtures/app.ts'

const OFFSET_MS = 6_000
/** By then a picture that began to play is in step. */
const FOUND_MS = 3_000
/** One frame of these recordings. */
const FRAME_MS = 40

const begins = async (page: Page): Promise<number> => {
  const text = await page.getByRole('textbox', { name: 'Begins at' }).inputValue()
  const [minutes = '0', seconds = '0'] = text.replace('−', '').split(':')
  return (text.startsWith('−') ? -1 : 1) * (Number(minutes) * 60_000 + Number(seconds) * 1000)
}

const linedUp = (page: Page) =>
  expect(page.getByText(/lined up by its sound; \d+ % of it agrees/)).toBeVisible({ timeout: 60_000 })

test.describe('two recordings of one lesson', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test('are lined up by their sound, and show the same frame', async ({ page, app }) => {
    const { lessonId, first, second } = twoCameras(app)
    await openLesson(page, lessonId)
    await linedUp(page)
    await page.keyboard.press('Shift+A')
    await expect(page.getByText('lined up by its sound', { exact: false }).first()).toBeVisible()
    const offset = await begins(page)
    expect(Math.abs(offset - OFFSET_MS)).toBeLessThanOrEqual(20)
    await page.keyboard.press('Escape')

    // Side by side, paused: the same moment of the room, frame for frame.
    await page.keyboard.press('v')
    await expect(page.getByRole('group', { name: 'pupils.mp4' })).toBeVisible()
    await bothReady(page)
    const offsets = { [first]: 0, [second]: offset }
    for (let press = 0; press < 2; press++) await page.keyboard.press('ArrowRight')
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press('.')
      await expect
        .poll(async () => {
          const [a = 0, b = 0] = await stands(page, offsets)
          return Math.abs(a - b)
        })
        .toBeLessThan(40)
      await expect.poll(() => pictureDifference(page)).toBeLessThan(5)
    }
    // One of them is heard, and H makes it the other one.
    expect(await heard(page)).toEqual([true, false])
    await page.keyboard.press('h')
    await expect.poll(() => heard(page)).toEqual([false, true])
  })

  test.describe('in a small window', () => {
    test.use({ viewport: { width: 1024, height: 700 } })

    // How they are steered is tried on simulated pictures (tests/unit/renderer/review/angles/steering.test.ts); this looks at real ones. Which
    // frames are painted is the machine’s affair; where the two clocks stand is ours. The middle of what was seen is judged: how far out the
    // worst moments lie says how busy the machine is.
    test('keep step within a frame while they play', async ({ page, app }) => {
      const { lessonId, first, second } = twoCameras(app)
      await openLesson(page, lessonId)
      await linedUp(page)
      await page.keyboard.press('Shift+A')
      const offset = await begins(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('v')
      await bothReady(page)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Space')
      const offsets = { [first]: 0, [second]: offset }
      const apart = (await watchClocks(page, offsets, { fromMs: FOUND_MS, forMs: 7_000 }))
        .map(Math.abs)
        .sort((a, b) => a - b)
      const at = (share: number) => apart[Math.floor((apart.length - 1) * share)] ?? Number.NaN
      const figures = `median ${at(0.5).toFixed(1)} ms, 95 % ${at(0.95).toFixed(1)} ms, most ${at(1).toFixed(1)} ms of ${apart.length}`
      test.info().annotations.push({ type: 'apart while playing', description: figures })
      expect(at(0.5), figures).toBeLessThan(FRAME_MS)
    })
  })

  test('are moved by hand, and back', async ({ page, app }) => {
    const { lessonId } = twoCameras(app)
    await openLesson(page, lessonId)
    await linedUp(page)
    await page.keyboard.press('v')
    await page.keyboard.press('Shift+A')
    const before = await begins(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.locator('#review-stage').focus()

    await page.keyboard.press('Control+ArrowRight')
    await page.keyboard.press('Control+ArrowRight')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await expect(page.getByText(/pupils\.mp4 begins at 0:05\.9/)).toBeVisible()
    await page.keyboard.press('Shift+A')
    expect(await begins(page)).toBe(before + 80 - 100)

    await page.getByRole('textbox', { name: 'Begins at' }).fill('-3,2')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Begins at' })).toHaveValue('−0:03.200')
    await expect(page.getByText('put in its place by hand')).toBeVisible()
    await page.getByRole('textbox', { name: 'Name' }).nth(1).fill('Pupils’ camera')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.locator('#review-stage').focus()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Shift+A')
    await expect.poll(() => begins(page)).toBe(before - 20)
    await expect(page.getByRole('textbox', { name: 'Name' }).nth(1)).toHaveValue('Pupils’ camera')

    // Taken out, and back.
    await page.getByRole('button', { name: 'Take Pupils’ camera out of the lesson' }).click()
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveCount(1)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Shift+A')
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveCount(2)
  })

  test('that do not belong together are said to share no sound, and stay where they are', async ({
    page,
    app,
  }) => {
    const one = camera(app, 'one.mp4', { of: 'googlework-short.mp4', fromS: 2, lengthS: 20, size: '320:180' })
    const two = camera(app, 'two.mp4', {
      of: 'opencast-testspeech.mp4',
      fromS: 5,
      lengthS: 20,
      size: '320:180',
    })
    const { lessonId } = importAs(app, one, '--title', 'Strangers')
    importAs(app, two, '--lesson', lessonId)
    await openLesson(page, lessonId)
    await expect(page.getByText(/shares no sound with the others/)).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('Shift+A')
    expect(await begins(page)).toBe(0)
  })

  test('stand as they were arranged: two, one in a corner of the other, and so again next time', async ({
    page,
    app,
  }) => {
    const { lessonId } = twoCameras(app)
    await openLesson(page, lessonId)
    await linedUp(page)
    await page.keyboard.press('v')
    await page.keyboard.press('v')
    const inset = page.getByRole('button', { name: 'Show pupils.mp4 large' })
    await expect(inset).toBeVisible()
    const stage = await page.locator('#review-stage').boundingBox()
    const side = async () => {
      const box = await inset.boundingBox()
      if (!box || !stage) throw new Error('not laid out')
      return [
        box.x + box.width / 2 < stage.x + stage.width / 2 ? 'left' : 'right',
        box.y + box.height / 2 < stage.y + stage.height / 2 ? 'top' : 'bottom',
      ].join(' ')
    }
    expect(await side()).toBe('right bottom')
    await page.keyboard.press('Shift+V')
    await expect.poll(side).toBe('left bottom')
    await inset.focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(side).toBe('left top')
    const box = await inset.boundingBox()
    if (!box || !stage) throw new Error('not laid out')
    await page.mouse.move(box.x + 20, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(stage.x + stage.width - 60, stage.y + 60, { steps: 6 })
    await page.mouse.up()
    await expect.poll(side).toBe('right top')
    await inset.click()
    await expect(page.getByRole('button', { name: 'Show teacher.mp4 large' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Show teacher.mp4 large' })).toBeVisible()
    await page.locator('#review-stage').focus()
    await page.keyboard.press('a')
    await expect(page.getByRole('button', { name: 'Show pupils.mp4 large' })).toBeVisible()
  })
})
