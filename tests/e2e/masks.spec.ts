import { spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import type { MaskPlace } from '../../electron/contract/records/mask.ts'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { coach, imported, openRoom, pictureBox } from './fixtures/drawing.ts'
import type { ReviewRoom } from './fixtures/reviewRoom.ts'

// Left before the host stops, or the page would complain that it lost it.
test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

/** Drags over the picture; places are shares of its width and height. */
async function drag(room: ReviewRoom, from: readonly [number, number], to: readonly [number, number]) {
  const box = await pictureBox(room)
  const { mouse } = room.page
  const at = (share: number) => [
    box.x + (from[0] + (to[0] - from[0]) * share) * box.width,
    box.y + (from[1] + (to[1] - from[1]) * share) * box.height,
  ]
  const go = async (share: number) => {
    const [x = 0, y = 0] = at(share)
    await mouse.move(x, y)
  }
  await go(0)
  await mouse.down()
  for (let step = 1; step <= 5; step++) await go(step / 5)
  await mouse.up()
}

const look = async (page: Page, name: string) => {
  const dir = process.env.DEBRIEF_SHOTS
  if (!dir) return
  await mkdir(dir, { recursive: true })
  await page.screenshot({ path: join(dir, `${name}.png`) })
}

/** Grey pictures of a file, as plain ffmpeg decodes it. */
function pictures(file: string, width: number, height: number): Buffer[] {
  const { stdout } = spawnSync(
    'ffmpeg',
    [
      '-nostdin',
      '-v',
      'error',
      '-i',
      file,
      '-vf',
      `scale=${width}:${height}:flags=area`,
      '-vsync',
      '0',
      '-pix_fmt',
      'gray',
      '-f',
      'rawvideo',
      '-',
    ],
    { maxBuffer: 2 ** 30 },
  )
  const bytes = width * height
  return Array.from({ length: stdout.length / bytes }, (_, i) => stdout.subarray(i * bytes, (i + 1) * bytes))
}

/** How far pixels are from what their neighbours lead to, in the middle of a place: the detail that is left, grey levels. */
function detail(pixels: Buffer, stride: number, { x, y, width, height }: MaskPlace) {
  let [sum, count] = [0, 0]
  for (let row = Math.round(y + height * 0.25); row < y + height * 0.75; row++)
    for (let column = Math.round(x + width * 0.25); column < x + width * 0.75; column++) {
      const at = row * stride + column
      sum += Math.abs((pixels[at - 1] ?? 0) - 2 * (pixels[at] ?? 0) + (pixels[at + 1] ?? 0))
      count += 1
    }
  return sum / count
}

const words = (page: Page) => page.getByTestId('mask-words')
const desk = (page: Page) => page.getByTestId('mask-desk')

test.describe('masks', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  test('a face is drawn over, followed, put right by hand, and cannot be seen in the clip', async ({
    app,
  }) => {
    const lesson = imported(app, 'facenet-video.mp4')
    const room = await openRoom(app)
    const { page } = room
    await page.keyboard.press('Shift+M')
    await expect(page.getByRole('toolbar', { name: 'Mask tools' })).toBeVisible()
    await expect(words(page)).toContainText('Drag over a face')
    await look(page, 'masks-empty-1440-light')
    await drag(room, [0.336, 0.43], [0.398, 0.6])
    await expect(page.getByRole('button', { name: /^Blurred ellipse/ })).toHaveCount(1)
    await expect(words(page)).toContainText('one place')
    await look(page, 'masks-drawn-1440-light')
    await page.keyboard.press('t')
    await expect(words(page)).toContainText(/Followed to|Lost it/, { timeout: 60_000 })
    await look(page, 'masks-followed-1440-light')
    expect(await axeFindings(page)).toEqual([])

    // What is in the library is what the page shows; the clip is made of it by another door.
    const clip = app.run('clip', lesson, '--from', '0', '--to', '4', '--title', 'Walk', ...coach) as {
      id: string
    }
    const { exported } = app.run('export', clip.id, '--out', app.folder, '--style', 'none') as {
      exported: ReadonlyArray<{ file: string; verified: boolean }>
    }
    expect(exported[0]).toMatchObject({ verified: true })
    const before = pictures(join(corpusDir ?? '', 'facenet-video.mp4'), 960, 540)
    const after = pictures(exported[0]?.file ?? '', 960, 540)
    expect(after.length).toBeGreaterThan(95)
    // The face of the first picture is where it was drawn over.
    const first = { x: 0.336 * 960, y: 0.43 * 540, width: 0.062 * 960, height: 0.17 * 540 }
    const [shown, hidden] = [before[0], after[0]]
    if (!shown || !hidden) throw new Error('no pictures')
    expect(detail(shown, 960, first)).toBeGreaterThan(4)
    expect(detail(hidden, 960, first)).toBeLessThan(detail(shown, 960, first) / 3)
    // Elsewhere the clip is as the recording is.
    const elsewhere = { x: 460, y: 60, width: 120, height: 120 }
    expect(detail(hidden, 960, elsewhere)).toBeGreaterThan(detail(shown, 960, elsewhere) * 0.7)
  })

  test('everything is done with keys, and taken back', async ({ app }) => {
    imported(app, 'mdn-friday.mp4')
    const room = await openRoom(app)
    const { page } = room
    await page.keyboard.press('Shift+M')
    await expect(desk(page)).toBeFocused()
    await page.keyboard.press('b')
    await page.keyboard.press('s')
    await page.keyboard.press('Enter')
    const mask = page.getByRole('button', { name: /^Solid box/ })
    await expect(mask).toBeFocused()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('+')
    await expect(mask).toHaveCount(1)
    // A place further on makes it move there.
    await page.keyboard.press('Shift+N')
    await room.step(8)
    await mask.focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await expect(words(page)).toContainText('2 places')
    await page.keyboard.press('Shift+N')
    await page.keyboard.press('n')
    await page.keyboard.press('Shift+Delete')
    await expect(words(page)).toContainText('one place')
    await room.step(10)
    await page.keyboard.press(']')
    await expect(words(page)).not.toContainText('the end')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('toolbar', { name: 'Mask tools' })).toBeHidden()
    await page.keyboard.press('i')
    await room.step(12)
    await page.keyboard.press('o')
    await page.keyboard.press('Alt+M')
    const row = page.getByRole('group', { name: 'Masks' })
    await expect(row.getByRole('button', { name: /^Muted/ })).toHaveCount(1)
    await expect(row.getByRole('button', { name: /^Solid mask/ })).toHaveCount(1)
    await page.emulateMedia({ colorScheme: 'dark' })
    await look(page, 'masks-row-1440-dark')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Control+z')
    await expect(row.getByRole('button', { name: /^Muted/ })).toHaveCount(0)
    await row.getByRole('button', { name: /^Solid mask/ }).focus()
    await page.keyboard.press('Delete')
    await expect(row).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(row.getByRole('button', { name: /^Solid mask/ })).toHaveCount(1)
    await page.setViewportSize({ width: 1024, height: 700 })
    await page.keyboard.press('Home')
    await row.getByRole('button', { name: /^Solid mask/ }).click()
    await page.keyboard.press('Shift+M')
    await expect(page.getByRole('toolbar', { name: 'Mask tools' })).toBeVisible()
    await look(page, 'masks-tools-1024-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await look(page, 'masks-tools-1024-light')
    expect(await axeFindings(page)).toEqual([])
  })
})
