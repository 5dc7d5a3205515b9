import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { findBrowser } from '../../scripts/findBrowser.mjs'
import { temporaryFolder } from '../fixtures/openTestCore.ts'
import { fillBigLesson } from './bigLesson.ts'
import { percentile } from './frames.ts'
import { type KeyCost, traceKey } from './keyCost.ts'
import { serve } from './longLesson.ts'
import { median, report } from './measure.ts'

const COMMENTS = 500
const WARM_UPS = 3
const RUNS = 20

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] })
})
afterAll(() => browser.close())

/** The room of a lesson with so many comments, and a bare page beside it. */
async function opened(): Promise<{ page: Page; bare: Page }> {
  const home = await temporaryFolder('bench-enter')
  const path = await fillBigLesson(home, COMMENTS)
  const { url, host } = await serve(home)
  const viewport = { width: 1440, height: 900 }
  const page = await browser.newPage({ viewport })
  const bare = await browser.newPage({ viewport })
  onTestFinished(async () => {
    await page.close()
    await bare.close()
    host.kill('SIGTERM')
    await new Promise(gone => host.once('exit', gone))
  })
  await page.goto(`${url}&to=${path}`)
  await page.getByRole('article').first().waitFor()
  await page.getByText('Saved', { exact: true }).waitFor()
  await bare.setContent(barePage)
  return { page, bare }
}

/** The least that could be done: the same words appended to as many in the same frame, and the field emptied. */
const barePage = `<style>li{padding:8px;margin:8px}ul{height:600px;overflow:auto}</style>
<ul>${'<li>Three hands go up within two seconds, all from the front row.</li>'.repeat(COMMENTS)}</ul><textarea></textarea>
<script>
  const field = document.querySelector('textarea'), list = document.querySelector('ul')
  addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !event.ctrlKey) return
    event.preventDefault()
    const item = document.createElement('li')
    item.textContent = field.value
    list.append(item)
    item.scrollIntoView()
    field.value = ''
  })
</script>`

/** Counts the frames from the press of a key until words are on the screen; 1 where they are in the very next. */
const countFrames = (on: Page, words: string, where: string) =>
  on.evaluate(
    ({ words: wanted, where: selector }) => {
      const { dataset } = document.documentElement
      let frames = 0
      const seen = () =>
        [...document.querySelectorAll<HTMLElement>(selector)].some(element => {
          const { top, bottom } = element.getBoundingClientRect()
          return element.textContent?.includes(wanted) && bottom > 0 && top < window.innerHeight
        })
      const painted = new MessageChannel()
      painted.port1.onmessage = () => {
        dataset.frames = String(frames)
        if (!seen()) requestAnimationFrame(look)
      }
      // The task that a frame's callback asks for comes when that frame is painted.
      const look = () => {
        frames += 1
        painted.port2.postMessage(undefined)
      }
      const pressed = ({ key }: KeyboardEvent) => {
        // Ctrl goes down before Enter, and may do so some frames earlier.
        if (key !== 'Enter') return
        window.removeEventListener('keydown', pressed, true)
        requestAnimationFrame(look)
      }
      window.addEventListener('keydown', pressed, true)
    },
    { words, where },
  )
const framesOf = (on: Page) => on.evaluate(() => Number(document.documentElement.dataset.frames))

describe(`a comment among ${COMMENTS}, from Enter to the screen`, () => {
  it('is in the very next frame, with little more work than a bare page has', async () => {
    const { page, bare } = await opened()
    const cdp = await page.context().newCDPSession(page)
    const bareCdp = await bare.context().newCDPSession(bare)
    const field = page.getByRole('textbox', { name: /^Comment by/ })
    const bareField = bare.getByRole('textbox')
    const ours: KeyCost[] = []
    const peers: KeyCost[] = []
    const frames: number[] = []
    for (let run = -WARM_UPS; run < RUNS; run++) {
      const words = `Two of them turn round and explain it again, ${run}`
      await page.bringToFront()
      // Another place of the lesson each time.
      for (let step = 0; step < 9; step++) await page.keyboard.press('n')
      await page.keyboard.press('c')
      await field.fill(words)
      await quiet(page)
      await countFrames(page, words, 'article')
      const cost = await traceKey(page, cdp, 'Control+Enter')
      const count = await framesOf(page)
      await page.getByText('Saved', { exact: true }).waitFor()

      await bare.bringToFront()
      await bareField.fill(words)
      await quiet(bare)
      const peer = await traceKey(bare, bareCdp, 'Control+Enter')
      if (run < 0) continue
      ours.push(cost)
      frames.push(count)
      peers.push(peer)
    }
    const work = ours.map(({ workMs }) => workMs)
    const bareWork = peers.map(({ workMs }) => workMs)
    report({
      name: `a comment among ${COMMENTS}: script, style and layout from Enter to its frame, against a bare page that appends a line`,
      ratio: median(work) / median(bareWork),
      limit: 12,
      oursMs: median(work),
      peerMs: median(bareWork),
      runs: RUNS,
    })
    const p95 = percentile(work, 0.95)
    const wall = ours.map(({ wallMs }) => wallMs)
    process.stdout.write(
      `  p95 ${p95.toFixed(1)} ms; with painting ${median(ours.map(({ allMs }) => allMs)).toFixed(1)} ms; by the clock ${median(wall).toFixed(1)} ms; frames ${Math.max(...frames)}\n`,
    )
    expect(Math.max(...frames), 'frames until the comment is there').toBe(1)
    // Whether that work fits into 16.7 ms is the machine's affair as well, so it is printed, and judged beside the bare page's.
    expect(median(work) / median(bareWork)).toBeLessThanOrEqual(12)
  })
})

describe(`a keystroke in the composer beside ${COMMENTS} comments`, () => {
  it('is painted within 50 ms', async () => {
    const { page, bare } = await opened()
    await page.bringToFront()
    await page.keyboard.press('c')
    const ours = await keystrokes(page)
    await bare.bringToFront()
    await bare.getByRole('textbox').focus()
    const peer = await keystrokes(bare)
    report({
      name: `a keystroke beside ${COMMENTS} comments, to its paint, against a bare text field`,
      ratio: median(ours) / median(peer),
      limit: 4,
      oursMs: median(ours),
      peerMs: median(peer),
      runs: ours.length,
    })
    const p95 = percentile(ours, 0.95)
    process.stdout.write(`  p95 ${p95.toFixed(1)} ms\n`)
    expect(p95).toBeLessThan(50)
    expect(median(ours) / median(peer)).toBeLessThanOrEqual(4)
  })
})

/** From the press of each key to the task after the frame that shows it, ms. */
async function keystrokes(on: Page): Promise<number[]> {
  await on.evaluate(() => {
    const { dataset } = document.documentElement
    dataset.took = ''
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const paint = new MessageChannel()
        paint.port1.onmessage = () => {
          dataset.took += `${performance.now() - timeStamp} `
        }
        requestAnimationFrame(() => paint.port2.postMessage(undefined))
      },
      { capture: true },
    )
  })
  await on.keyboard.type('They explain it to each other, twice, and then to me. ', { delay: 40 })
  await quiet(on)
  const took = await on.evaluate(() => document.documentElement.dataset.took ?? '')
  return took.trim().split(' ').map(Number).slice(3)
}

/** Lets a page come to rest: what it still had to do is done, and nothing of it is measured. */
const quiet = (on: Page) =>
  on.evaluate(
    () =>
      new Promise<void>(done =>
        requestIdleCallback(() => requestIdleCallback(() => done()), { timeout: 2000 }),
      ),
  )
