// Tries every file of the corpus in Debrief and in Chromium, and writes docs/corpus.md: what plays, what gets a playable copy, what is refused.
// Ends with 1 where Debrief says "plays" and Chromium does not show the picture or sound the sound (or the other way round).
// node scripts/corpusTable.mjs [--check] [FOLDER]   (--check compares without writing; FOLDER instead of the corpus prints the table)
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { createServer as createVite } from 'vite'
import { findBrowser } from './findBrowser.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const words = process.argv.slice(2)
const checking = words.includes('--check')
const named = words.find(word => !word.startsWith('--'))
const folder = named ?? process.env.DEBRIEF_CORPUS ?? resolve(root, '..', 'shared', 'corpus')
const table = join(root, 'docs', 'corpus.md')

/** Exchange formats of other programs; they are not recordings and are refused as such. */
const exchange = new Set('.vtt .srt .dfxp .eaf .xml .csv .TextGrid .rttm .tsv'.split(' '))

/** The module as the program has it, without a build. */
async function core() {
  const vite = await createVite({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null, hmr: false },
    optimizeDeps: { noDiscovery: true },
  })
  const load = path => vite.ssrLoadModule(`/electron/core/media/${path}`)
  const { findTools } = await load('tools/findTools.ts')
  const { inspect } = await load('inspect.ts')
  return { findTools, inspect, close: () => vite.close() }
}

/** Serves the folder with byte ranges and no help from a content type. */
async function serve() {
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '/').slice(1))
    const file = join(folder, name)
    if (name === '' || !existsSync(file)) {
      response.writeHead(name === '' ? 200 : 404, { 'content-type': 'text/html' }).end('<body></body>')
      return
    }
    const { size } = statSync(file)
    const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '')
    const start = range ? Number(range[1]) : 0
    const end = range?.[2] ? Number(range[2]) : size - 1
    const head = { 'accept-ranges': 'bytes', 'content-length': Math.max(0, end - start + 1) }
    if (range) head['content-range'] = `bytes ${start}-${end}/${size}`
    response.writeHead(range ? 206 : 200, head)
    if (size === 0) response.end()
    else createReadStream(file, { start, end }).pipe(response)
  })
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  return { server, address: `http://127.0.0.1:${server.address().port}/` }
}

/** Runs in the page: loads a file, plays a little of it, seeks, and tells what came. */
async function tryInPage(url) {
  const video = document.createElement('video')
  video.preload = 'auto'
  document.body.append(video)
  video.src = url
  const first = await new Promise(done => {
    video.onloadeddata = () => done('loaded')
    video.onerror = () => done('error')
    setTimeout(() => done('nothing'), 8000)
  })
  if (first !== 'loaded') {
    video.remove()
    return { loads: false, picture: false, sound: false, advances: false, seeks: false, width: 0, height: 0 }
  }
  const from = video.currentTime
  await video.play().catch(() => undefined)
  await new Promise(done => setTimeout(done, Math.min(900, (video.duration || 1) * 1000)))
  const frames = video.getVideoPlaybackQuality().totalVideoFrames
  const advances = video.currentTime > from || video.ended
  video.pause()
  const target = Number.isFinite(video.duration) ? (from + video.duration) / 2 : 1
  video.currentTime = target
  const seeks = await new Promise(done => {
    video.onseeked = () => done(Math.abs(video.currentTime - target) < 0.5)
    video.onerror = () => done(false)
    setTimeout(() => done(false), 4000)
  })
  const seen = {
    loads: true,
    picture: video.videoWidth > 0 && frames > 0,
    sound: video.webkitAudioDecodedByteCount > 0,
    advances,
    seeks,
    breaks: video.error !== null,
    width: video.videoWidth,
    height: video.videoHeight,
  }
  video.remove()
  return seen
}

const clock = ms =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}.${String(ms % 1000).padStart(3, '0')}`

const reasons = {
  container: 'Chromium does not open this container',
  picture: 'Chromium does not decode this picture',
  pixelFormat: 'Chromium does not draw this pixel format',
  sound: 'Chromium does not decode this sound',
}

function describe({ facts, play }) {
  const picture = facts.videoCodec
    ? `${facts.videoCodec} ${facts.width}×${facts.height}${facts.rotation ? ` (turned ${facts.rotation}°)` : ''}${facts.fps ? ` ${facts.fps} fps` : ''}`
    : 'sound only'
  const parts = [facts.container, picture, facts.audioCodec ?? 'no sound', clock(facts.durationMs)]
  return {
    what: parts.join(', '),
    outcome: play.playable ? 'plays' : 'proxy',
    why: play.playable ? '' : reasons[play.why],
  }
}

/** What Debrief says against what the page saw. @returns what is wrong, or nothing */
function disagreement({ facts, play }, seen) {
  const shows =
    seen.loads && seen.advances && (facts.width === 0 || seen.picture) && (!facts.audioCodec || seen.sound)
  if (play.playable && !shows) return 'said to play, but the page lacks picture or sound'
  // Damage in the middle cannot be known without decoding everything; the page asks for a playable copy when it meets it.
  if (play.playable && seen.breaks) return undefined
  if (play.playable && !seen.seeks) return 'said to play, but the page cannot seek in it'
  if (!play.playable && shows && seen.seeks) return 'said not to play, but it does'
  if (
    play.playable &&
    facts.width > 0 &&
    (Math.abs(seen.width - facts.width) > 1 || Math.abs(seen.height - facts.height) > 1)
  )
    return `said to be ${facts.width}×${facts.height}, shown ${seen.width}×${seen.height}`
  return undefined
}

const { findTools, inspect, close } = await core()
const tools = await findTools()
const { server, address } = await serve()
const executablePath = findBrowser()
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
})
const page = await browser.newPage()
await page.goto(address)

const rows = []
const wrong = []
for (const name of readdirSync(folder).toSorted()) {
  if (!statSync(join(folder, name)).isFile() || name === 'MANIFEST.tsv') continue
  try {
    const inspected = await inspect(tools, join(folder, name))
    const seen = await page.evaluate(tryInPage, `${address}${encodeURIComponent(name)}`)
    const fault = disagreement(inspected, seen)
    if (fault) wrong.push(`${name}: ${fault} ${JSON.stringify(seen)}`)
    const row = describe(inspected)
    if (row.outcome === 'plays' && seen.breaks)
      row.why = 'damaged in the middle: Chromium stops there, and the page then asks for a playable copy'
    rows.push({ name, ...row })
  } catch (error) {
    if (typeof error?.code !== 'string' || !error.code.startsWith('media.')) throw error
    const what = exchange.has(extname(name)) ? 'exchange format' : ''
    rows.push({
      name,
      what,
      outcome: 'refused',
      why: `\`${error.code}\` ${error.message.replace(`“${name}” `, '')}`,
    })
  }
}
const version = browser.version()
await browser.close()
server.close()
await close()

const count = outcome => rows.filter(row => row.outcome === outcome).length
const text = `# The corpus in Debrief

Each of the ${rows.length} files of the test corpus, as Debrief imports it and as Chromium ${version.split('.')[0]} plays it. Made by
\`node scripts/corpusTable.mjs\`, which inspects every file, loads it into Chromium with byte ranges, plays, seeks, and fails
where the two disagree. ${count('plays')} play as they are, ${count('proxy')} get a playable copy (proxy), ${count('refused')} are refused: their reason is what a person reads.

A file is taken if and only if ffmpeg, asked for every picture and sound stream of it, decodes something in its first two seconds. Two
files (\`damaged-missing-stsd.mp4\`, \`empty-track.mp4\`) have one good track beside one that has no description or no data; ffmpeg gives
up on the whole of such a file, so they are refused, with a sentence that says how to save them.

| file | outcome | what it is | why |
| --- | --- | --- | --- |
${rows.map(({ name, outcome, what, why }) => `| ${name} | ${outcome} | ${what} | ${why} |`).join('\n')}
`
if (named) console.log(text)
else if (checking) {
  if (!existsSync(table) || readFileSync(table, 'utf8') !== text)
    wrong.push('docs/corpus.md is not up to date: run node scripts/corpusTable.mjs')
} else writeFileSync(table, text)
for (const line of wrong) console.error(line)
console.error(`${rows.length} files, ${wrong.length} disagreements`)
process.exit(wrong.length === 0 ? 0 : 1)
