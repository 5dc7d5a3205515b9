import { expect } from 'playwright/test'
import { corpusDir } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { imported, openRoom, pictureBox, shapeNamed } from './fixtures/drawing.ts'

// Left before the host stops, or the page would complain that it lost it.
test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

test.describe('drawing by pointer', () => {
  test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')
  test('follows a hand that is faster than the screen', async ({ app }) => {
    imported(app, 'googlework-short.mp4')
    const room = await openRoom(app)
    await room.composer.getByRole('button', { name: /Draw/ }).click()
    await room.page.getByRole('toolbar').getByRole('button', { name: 'Line by hand' }).click()
    // Every event of the stroke comes before the page can draw even one of them.
    await room.page.getByTestId('drawing-desk').evaluate(desk => {
      const box = desk.getBoundingClientRect()
      const send = (type: string, x: number, y: number) =>
        desk.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerId: 1,
            clientX: box.x + box.width * x,
            clientY: box.y + box.height * y,
          }),
        )
      send('pointerdown', 0.1, 0.5)
      for (const x of [0.3, 0.5, 0.7, 0.9]) send('pointermove', x, 0.5)
      send('pointerup', 0.9, 0.5)
    })
    await expect(shapeNamed(room, /^Line by hand by Marcus Bell, centre/)).toHaveCount(1)
  })

  test.describe('with a finger, on a dense screen', () => {
    test.use({ hasTouch: true, deviceScaleFactor: 2 })

    test('draws and moves', async ({ app }) => {
      imported(app, 'googlework-short.mp4')
      const room = await openRoom(app)
      const { page } = room
      await room.composer.getByRole('button', { name: /Draw/ }).tap()
      await page.getByRole('toolbar').getByRole('button', { name: 'Line by hand' }).tap()
      const box = await pictureBox(room)
      const finger = await page.context().newCDPSession(page)
      const stroke = async (...points: ReadonlyArray<readonly [number, number]>) => {
        for (const [i, [x, y]] of points.entries())
          await finger.send('Input.dispatchTouchEvent', {
            type: i === 0 ? 'touchStart' : 'touchMove',
            touchPoints: [{ x: box.x + x * box.width, y: box.y + y * box.height }],
          })
        await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      }
      await stroke([0.1, 0.5], [0.14, 0.45], [0.18, 0.55], [0.22, 0.45], [0.26, 0.5])
      await expect(shapeNamed(room, /^Line by hand by Marcus Bell, left middle/)).toHaveCount(1)
      await stroke([0.1, 0.5], [0.4, 0.5], [0.8, 0.5])
      await expect(shapeNamed(room, /^Line by hand by Marcus Bell, right middle/)).toHaveCount(1)
    })
  })
})
