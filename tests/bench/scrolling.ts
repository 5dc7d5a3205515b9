import type { Page } from 'playwright'
import { expect } from 'vitest'
import { busyFrames, type Frame, percentile, totalMs } from './frames.ts'
import { report } from './measure.ts'

/** One picture of a screen that shows sixty a second. */
const FRAME_MS = 1000 / 60
const CTRL = 2

/** Turns the wheel over a place, once a frame or so, as a hand does. */
export async function turn(
  page: Page,
  at: { x: number; y: number },
  steps: readonly { deltaX?: number; deltaY?: number; ctrl?: boolean }[],
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const { deltaX = 0, deltaY = 0, ctrl = false } of steps) {
    await session.send('Input.dispatchMouseEvent', {
      type: 'mouseWheel',
      ...at,
      deltaX,
      deltaY,
      modifiers: ctrl ? CTRL : 0,
    })
    await page.evaluate(() => new Promise(done => requestAnimationFrame(done)))
  }
  await session.detach()
}

export const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

/** What frames cost, against those of a screen that shows sixty a second. */
export function judge(name: string, all: readonly Frame[]): void {
  const frames = busyFrames(all)
  const spent = frames.map(totalMs)
  const p95 = percentile(spent, 0.95)
  const words = `${name}: script and layout of a frame, 95th percentile of ${frames.length}, against 16.7 ms`
  process.stdout.write(
    `  median ${percentile(spent, 0.5).toFixed(1)} ms, worst ${Math.max(...spent).toFixed(1)} ms; of the 95th percentile's frames script ${percentile(
      frames.map(({ scriptMs }) => scriptMs),
      0.95,
    ).toFixed(1)} ms, layout ${percentile(
      frames.map(({ layoutMs }) => layoutMs),
      0.95,
    ).toFixed(1)} ms\n`,
  )
  report({ name: words, ratio: p95 / FRAME_MS, limit: 1, oursMs: p95, peerMs: FRAME_MS, runs: frames.length })
  expect.soft(p95, words).toBeLessThanOrEqual(FRAME_MS)
}
