import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SiteClip } from '../../electron/core/site/site.types.ts'
import { siteHtml } from '../../electron/core/site/siteHtml.ts'
import { siteStyles } from '../../electron/core/site/siteStyles.ts'
import { readPageParts } from '../../electron/core/text/pageParts.ts'
import { findBrowser } from '../../scripts/findBrowser.mjs'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { temporaryFolder } from '../fixtures/openTestCore.ts'
import { compare } from './measure.ts'

const CLIPS = 300
let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] })
})
afterAll(() => browser.close())

const author = { name: 'Marcus Bell', colour: 'p1' as const }
const clip = (n: number): SiteClip => ({
  title: `Clip ${n}`,
  prompt: `What do you notice in the seconds after question ${n}?`,
  about: ['Fractions of a shape', 'Ana Reyes', 'Maths', 'Grade 4'],
  durationMs: 20_000,
  file: `media/${n}.mp4`,
  poster: `media/${n}.jpg`,
  comments: Array.from({ length: 5 }, (_, at) => ({
    atMs: at * 3000,
    author,
    kind: 'evidence' as const,
    text: 'The question stands for **four seconds** before the first hand goes up, and three pupils whisper.',
    tags: [{ code: `C${(n + at) % 9}`, title: 'Wait time', domainIndex: at, notObserved: false }],
    replies: [{ author, text: 'I counted five.' }],
    drawings: [],
  })),
  cues: Array.from({ length: 8 }, (_, at) => ({
    fromMs: at * 2000,
    toMs: at * 2000 + 1500,
    text: 'Who can say why?',
  })),
})

it.skipIf(!corpusDir)(`shows the first screen of a library of ${CLIPS} clips, from disk`, async () => {
  const dir = await temporaryFolder('bench-site')
  const media = join(dir, 'media')
  await mkdir(media)
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } })
  await page.setContent('<body style="margin:0;background:linear-gradient(45deg,teal,orange,navy)">')
  const jpg = await page.screenshot({ type: 'jpeg' })
  await page.close()
  for (let n = 1; n <= CLIPS; n++) {
    await writeFile(join(media, `${n}.jpg`), jpg)
    await copyFile(corpusFile('googlework-short.mp4'), join(media, `${n}.mp4`))
  }
  const { css } = await readPageParts('resources', siteStyles)
  const js = await readFile(join('resources', 'site', 'site.js'), 'utf8')
  const clips = Array.from({ length: CLIPS }, (_, n) => clip(n + 1))
  const html = siteHtml(
    { title: 'Show, then wait', protocol: [{ title: 'Watch in silence', minutes: 2 }], clips },
    { css, js, fontBase64: '', measure: text => text.length },
  )
  await writeFile(join(dir, 'index.html'), html)
  await writeFile(join(dir, 'bare.html'), '<h3>Clip 1</h3><img src="media/1.jpg">')
  /** Until the first frame is decoded, in a page of its own. */
  const visit = async (name: string, image: string) => {
    const visited = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await visited.goto(pathToFileURL(join(dir, name)).href, { waitUntil: 'commit' })
    await visited.locator(image).first().waitFor()
    await visited
      .locator(image)
      .first()
      .evaluate((each: HTMLImageElement) => each.decode())
    await visited.close()
  }
  const { oursMs } = await compare({
    name: `first frame of an offline library of ${CLIPS} clips, against a bare page with one picture`,
    ours: () => visit('index.html', '.card img'),
    peer: () => visit('bare.html', 'img'),
    limit: 6,
    runs: 5,
  })
  expect(oursMs).toBeLessThan(1000)
  await rm(dir, { recursive: true, force: true })
})
