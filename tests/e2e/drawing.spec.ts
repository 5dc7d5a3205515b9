import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { expect } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { type Box, coach, imported, openRoom, pictureBox, shapeNamed } from './fixtures/drawing.ts'
import { undoOf } from './fixtures/notices.ts'
import type { ReviewRoom } from './fixtures/reviewRoom.ts'

/** Drags over the picture; places are shares of its width and height. */
async function drag(room: ReviewRoom, from: readonly [number, number], to: readonly [number, number]) {
  const box = await pictureBox(room)
  const { mouse } = room.page
  await mouse.move(box.x + from[0] * box.width, box.y + from[1] * box.height)
  await mouse.down()
  for (let step = 1; step <= 5; step++)
    await mouse.move(
      box.x + (from[0] + ((to[0] - from[0]) * step) / 5) * box.width,
      box.y + (from[1] + ((to[1] - from[1]) * step) / 5) * box.height,
    )
  await mouse.up()
}

/** The rectangle of the coach's blue within the picture's middle, in shares of the picture. */
function blueIn(image: Image, box: Box): Box {
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const [top, bottom] = [Math.round(box.y + box.height * 0.28), Math.round(box.y + box.height * 0.72)]
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const [xs, ys]: [number[], number[]] = [[], []]
  for (let y = top; y < bottom; y++) {
    for (let x = Math.round(box.x + box.width * 0.05); x < box.x + box.width * 0.95; x++) {
      const at = (y * image.width + x) * 4
      const away = [29, 91, 184].map((value, c) => Math.abs((data[at + c] ?? 0) - value))
      if (Math.max(...away) > 34) continue
      xs.push((x - box.x) / box.width)
      ys.push((y - box.y) / box.height)
    }
  }
  if (xs.length < 50) throw new Error('nothing blue is drawn')
  const sorted = (values: number[]) => values.sort((a, b) => a - b)
  // Single pixels of the picture may have this blue too.
  const most = (values: number[], share: number) => values[Math.floor((values.length - 1) * share)] ?? 0
  const [left, right] = [most(sorted(xs), 0.005), most(xs, 0.995)]
  const [high, low] = [most(sorted(ys), 0.005), most(ys, 0.995)]
  return { x: left, y: high, width: right - left, height: low - high }
}

// Left before the host stops, or the page would complain that it lost it.
test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

test.describe('drawing on the picture', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

  for (const { file, width, height } of [
    { file: 'drew-gps.mov', width: 320, height: 568 },
    { file: 'rails-nonsquare-sar.mp4', width: 1920, height: 1080 },
  ]) {
    test(`is in the clip where it is on the screen: ${file}`, async ({ app }) => {
      const lesson = imported(app, file)
      const room = await openRoom(app)
      const { page } = room
      await page.keyboard.press('d')
      await expect(page.getByRole('toolbar', { name: 'Drawing tools' })).toBeVisible()
      await page.keyboard.press('e')
      await drag(room, [0.25, 0.35], [0.75, 0.62])
      await expect(shapeNamed(room, /^Ellipse by Marcus Bell, centre/)).toHaveCount(1)
      await page.keyboard.press('c')
      await page.keyboard.type('Both hands are shown.')
      await page.keyboard.press('Control+Enter')
      await expect(room.card('Both hands are shown.')).toContainText('with a drawing')
      await expect(page.getByRole('toolbar', { name: 'Drawing tools' })).toBeHidden()
      await expect(page.getByRole('img', { name: /^Ellipse by Marcus Bell/ })).toBeVisible()
      const box = await pictureBox(room)
      const screen = blueIn(await loadImage(await page.screenshot()), box)

      const { id } = app.run('clip', lesson, '--from', '0', '--to', '2', '--title', 'Hands', ...coach) as {
        id: string
      }
      const { exported } = app.run('export', id, '--out', app.folder) as {
        exported: readonly { file: string }[]
      }
      const frame = join(app.folder, 'frame.png')
      const done = spawnSync('ffmpeg', [
        ...['-nostdin', '-v', 'error', '-ss', '1', '-i', `file:${exported[0]?.file}`],
        ...['-frames:v', '1', '-update', '1', '-y', frame],
      ])
      expect(done.stderr.toString()).toBe('')
      const burned = await loadImage(frame)
      expect([burned.width, burned.height]).toEqual([width, height])
      const clip = blueIn(burned, { x: 0, y: 0, width, height })
      for (const side of ['x', 'y', 'width', 'height'] as const)
        expect(
          Math.abs(clip[side] - screen[side]),
          `${side} of ${JSON.stringify({ clip, screen })}`,
        ).toBeLessThan(0.02)
      expect(screen.x).toBeCloseTo(0.25, 1)
      expect(screen.width).toBeCloseTo(0.5, 1)
    })
  }

  test('needs no mouse: shapes are placed, moved, resized, deleted and brought back by key', async ({
    app,
  }) => {
    imported(app, 'googlework-short.mp4')
    const room = await openRoom(app)
    const { page } = room
    const elsewhere = new Set(await axeFindings(page))
    await page.keyboard.press('d')
    await page.keyboard.press('a')
    await page.keyboard.press('Enter')
    const arrow = shapeNamed(room, /^Arrow by Marcus Bell, from/)
    await expect(arrow).toBeFocused()
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowRight')
    for (let i = 0; i < 4; i++) await page.keyboard.press('Alt+Shift+ArrowUp')
    await expect(arrow).toHaveAccessibleName('Arrow by Marcus Bell, from centre to upper right')
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    await page.keyboard.press('Enter')
    const spotlight = shapeNamed(room, /^Spotlight by Marcus Bell, centre/)
    await expect(spotlight).toBeFocused()
    const before = (await spotlight.boundingBox())?.width ?? 0
    await page.keyboard.press('+')
    expect((await spotlight.boundingBox())?.width).toBeGreaterThan(before)
    await page.keyboard.press('Shift+Tab')
    await expect(arrow).toBeFocused()
    await page.keyboard.press('Delete')
    await expect(arrow).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(arrow).toHaveCount(1)
    await page.keyboard.press('t')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Who answers?')
    await page.keyboard.press('Enter')
    await expect(shapeNamed(room, /^Text by Marcus Bell, “Who answers\?”/)).toHaveCount(1)

    expect((await axeFindings(page)).filter(finding => !elsewhere.has(finding))).toEqual([])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: test.info().outputPath(`drawing-${colorScheme}.png`) })
    }
    // Every tool is in reach in a small window too.
    for (const [width, height] of [
      [1024, 700],
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width, height })
      const stage = await page.locator('#review-stage').boundingBox()
      const tools = await page.getByRole('toolbar', { name: 'Drawing tools' }).boundingBox()
      if (!stage || !tools) throw new Error('the tools are not shown')
      expect(tools.y + tools.height, `tools at ${width}×${height}`).toBeLessThanOrEqual(
        stage.y + stage.height,
      )
      await page.screenshot({ path: test.info().outputPath(`drawing-${width}.png`) })
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    // What was drawn is not lost with the page.
    await page.reload()
    await expect(room.composer.getByRole('button', { name: /3 marks/ })).toBeVisible()
    await expect(page.getByRole('img', { name: /^Spotlight by Marcus Bell/ })).toBeVisible()
    await page.keyboard.press('d')
    await expect(spotlight).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('toolbar', { name: 'Drawing tools' })).toBeHidden()
  })

  test('belongs to its comment: shown for its time, changed, deleted and brought back with it', async ({
    app,
  }) => {
    const lesson = imported(app, 'googlework-short.mp4')
    app.run('comment', lesson, '--at', '2', '--text', 'Look at the left.', ...coach)
    const room = await openRoom(app)
    const { page } = room
    const card = room.card('Look at the left.')
    await card.getByText('Look at the left.').click()
    await page.keyboard.press('d')
    await expect(page.getByText('For the comment at 0:02', { exact: true })).toBeVisible()
    await page.keyboard.press('b')
    await drag(room, [0.1, 0.2], [0.3, 0.5])
    const box = page.getByRole('img', { name: 'Box by Marcus Bell, left middle' })
    // What was just drawn is what the arrows move.
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('button', { name: /^Box by Marcus/ })).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(box).toBeVisible()
    await expect(card).toContainText('with a drawing')

    await room.seekTo('0:00')
    await expect(box).toHaveCount(0)
    await card.getByText('Look at the left.').click()
    await expect(box).toBeVisible()
    await page.keyboard.press('Space')
    await expect(box).toHaveCount(0)
    await page.keyboard.press('Space')

    await card.getByRole('button', { name: 'Delete' }).click()
    await expect(card).toHaveCount(0)
    await undoOf(page, 'Comment deleted').click()
    await card.getByText('Look at the left.').click()
    await expect(box).toBeVisible()

    // Chosen with a click, moved with a drag.
    await page.keyboard.press('d')
    await page.getByRole('button', { name: /^Box by Marcus/ }).focus()
    await drag(room, [0.1, 0.25], [0.7, 0.25])
    await expect(page.getByRole('button', { name: 'Box by Marcus Bell, right middle' })).toHaveCount(1)
    await page.keyboard.press('d')
    await expect(page.getByRole('img', { name: 'Box by Marcus Bell, right middle' })).toBeVisible()
    // Words with the pointer: written where it is pressed, kept when it goes elsewhere, changed by pressing twice.
    await page.keyboard.press('d')
    await page.keyboard.press('t')
    const picture = await pictureBox(room)
    const [x, y] = [picture.x + picture.width * 0.4, picture.y + picture.height * 0.7]
    await page.mouse.click(x, y)
    await page.keyboard.type('Who')
    await page.mouse.click(x, y - picture.height * 0.3)
    const label = page.getByRole('button', { name: /^Text by Marcus/ })
    await expect(label).toHaveAccessibleName(/“Who”/)
    await page.mouse.dblclick(x + 8, y + 8)
    await page.keyboard.press('End')
    await page.keyboard.type(' answers?')
    await page.getByRole('toolbar').getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('img', { name: /^Text by Marcus Bell, “Who answers\?”/ })).toBeVisible()
    await page.reload()
    await room.card('Look at the left.').getByText('Look at the left.').click()
    await expect(page.getByRole('img', { name: 'Box by Marcus Bell, right middle' })).toBeVisible()
  })
})
