import { describe, it } from 'vitest'
import { recordFrames } from './frames.ts'
import { LENGTH_MS, MARKS, openLongLesson } from './longLesson.ts'
import { judge, times, turn } from './scrolling.ts'

describe(`the timeline of ${LENGTH_MS / 60_000} minutes with ${MARKS} marks`, () => {
  it('zooms and scrolls, and the lanes scroll, within a frame', async () => {
    const { page, close } = await openLongLesson()
    const ruler = await page.getByRole('region', { name: 'Timeline' }).boundingBox()
    const lanes = await page.getByTestId('lanes').boundingBox()
    if (!ruler || !lanes) throw new Error('the room is not laid out')
    const over = { x: ruler.x + ruler.width * 0.6, y: ruler.y + ruler.height * 0.7 }
    const words = { x: lanes.x + lanes.width / 2, y: lanes.y + lanes.height / 2 }
    const rest = () => page.waitForTimeout(400)

    const closer = times(60, { deltaY: -36, ctrl: true })
    const wider = times(60, { deltaY: 36, ctrl: true })
    judge(
      'zooming in',
      await recordFrames(page, async () => {
        await turn(page, over, closer)
        await rest()
      }),
    )
    judge(
      'zooming out',
      await recordFrames(page, async () => {
        await turn(page, over, wider)
        await rest()
      }),
    )
    for (const zoom of [12, 30]) {
      await turn(page, over, closer.slice(0, zoom))
      await rest()
      judge(
        `scrolling, ${zoom === 12 ? 'at some minutes' : 'at some seconds'}`,
        await recordFrames(page, async () => {
          await turn(page, over, [...times(60, { deltaX: 40 }), ...times(30, { deltaX: -160 })])
          await rest()
        }),
      )
      await turn(page, over, wider)
      await rest()
    }
    judge(
      'scrolling the lanes',
      await recordFrames(page, async () => {
        await turn(page, words, [...times(80, { deltaY: 90 }), ...times(20, { deltaY: 900 })])
        await rest()
      }),
    )
    await close()
  })
})
