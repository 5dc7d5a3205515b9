import type { Browser, Page } from 'playwright'

/** A picture that has not come so long after it was asked for will not come, ms. */
const PATIENCE_MS = 20_000

/**
 * A page of the host's own address with one video element on it and nothing else, in a window of its own, so that it is as much on
 * the screen as the page it is compared with.
 * @param address what it plays
 */
export async function bareVideo(
  browser: Browser,
  address: string,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const empty = new URL('/bare', address).href
  const body = `<video muted preload="auto" style="width:${widthPx}px;height:${heightPx}px"></video>`
  await page.route(empty, route =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html>${body}` }),
  )
  await page.goto(empty)
  await page.evaluate(
    ({ src, patience }) =>
      new Promise<void>((ready, fail) => {
        const video = document.querySelector('video')
        if (!video) return fail(new Error('there is no element'))
        setTimeout(() => fail(new Error(`${src} does not open: ${video.error?.message}`)), patience)
        video.addEventListener('canplay', () => ready(), { once: true })
        video.src = src
      }),
    { src: address, patience: PATIENCE_MS },
  )
  return page
}

/** Sends a bare element somewhere. @returns ms on the page's own clock until its picture is on the screen */
export const bareSeek = (page: Page, toMs: number): Promise<number> =>
  page.evaluate(
    ({ atS, patience }) =>
      new Promise<number>((done, fail) => {
        const video = document.querySelector('video')
        if (!video) return fail(new Error('there is no element'))
        setTimeout(() => fail(new Error(`no picture came of ${atS} s`)), patience)
        const from = performance.now()
        video.requestVideoFrameCallback(() => done(performance.now() - from))
        video.currentTime = atS
      }),
    { atS: toMs / 1000, patience: PATIENCE_MS },
  )

/** From a press on a place of the page to the picture that it asked for, ms on the page's own clock, from the press's own time on. */
export async function pressToPicture(
  page: Page,
  at: { readonly x: number; readonly y: number },
): Promise<number> {
  // The hand is there before it presses, and what shows under it has been drawn.
  await page.mouse.move(at.x, at.y)
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
  const shown = await page.evaluateHandle(patience => {
    const video = document.querySelector<HTMLVideoElement>('video')
    const ms = new Promise<number>((done, fail) => {
      setTimeout(() => fail(new Error('no picture came of the press')), patience)
      const pressed = ({ timeStamp }: Event) =>
        void video?.requestVideoFrameCallback(() => done(performance.now() - timeStamp))
      addEventListener('pointerdown', pressed, { capture: true, once: true })
    })
    return { ms }
  }, PATIENCE_MS)
  await page.mouse.down()
  await page.mouse.up()
  const ms = await shown.evaluate(({ ms }) => ms)
  await shown.dispose()
  return ms
}
