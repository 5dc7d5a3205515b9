import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { expect, type Page } from 'playwright/test'
import { z } from 'zod'
import { lessonView } from '../../electron/contract/api/lessons.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { test } from './fixtures/app.ts'
import { reviewRoom } from './fixtures/reviewRoom.ts'

/** `DEBRIEF_WHOLE_CORPUS=1` watches every recording that is imported, in half an hour; else a few that are played in different ways. */
const whole = process.env.DEBRIEF_WHOLE_CORPUS !== undefined
const few = [
  'phone-sideways.mov', // as it is, turned
  'edit-list-android.mp4', // HEVC, in its playable copy
  'vp8-60fps.webm', // six channels
  'amrnb-audio-only.3gp', // sound alone, in its playable copy
]
const notRecordings = /\.(?:vtt|srt|tsv|csv|eaf|boris|rttm|TextGrid|xml|json|txt|edl|fcpxml|dfxp|opf|md)$/i
/** How long a recording may take to move, ms: its copy begins to be made when it is opened. */
const patienceMs = 60_000

type Lesson = z.infer<typeof lessonView>

/** What Chromium has made of the recording so far. */
const seen = (page: Page) =>
  page.locator('#review-stage video').evaluate((video: HTMLVideoElement) => ({
    atS: video.currentTime,
    ended: video.ended,
    pictures: video.videoWidth > 0 ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
    soundBytes: Number(Reflect.get(video, 'webkitAudioDecodedByteCount')),
    source: video.dataset.source ?? 'original',
  }))

interface Row {
  readonly file: string
  readonly played: string
  readonly pictures: number
  readonly soundBytes: number
  readonly failed: string
}

/** Plays a lesson as a person would. @returns why it is not watched; empty where it is */
async function watch(page: Page, lesson: Lesson): Promise<Omit<Row, 'file'>> {
  const [recording] = lesson.recordings
  await page.evaluate(
    address => {
      window.location.hash = address
    },
    `/lesson/${encodeURIComponent(lesson.id)}`,
  )
  const room = reviewRoom(page)
  await expect(page.getByRole('heading', { level: 1, name: lesson.title, exact: true })).toBeVisible()
  await room.letGo()
  await page.keyboard.press('k')
  const moves = async () => {
    const now = await seen(page)
    const picture = (recording?.width ?? 0) === 0 || now.pictures > 0
    const sound = recording?.audioCodec === undefined || now.soundBytes > 0
    // The shortest of all are over at once.
    const goesOn = now.atS > Math.min(0.4, (recording?.durationMs ?? 0) / 2000) || now.ended
    return [!picture && 'no picture', !sound && 'no sound', !goesOn && 'stands still'].filter(Boolean)
  }
  const failed = await expect
    .poll(moves, { timeout: patienceMs })
    .toEqual([])
    .then(
      () => '',
      async () => (await moves()).join(', ') || 'slow',
    )
  const { pictures, soundBytes, source } = await seen(page)
  return { played: source, pictures, soundBytes, failed }
}

test.describe('the corpus in the page', () => {
  test.skip(!corpusDir, 'the corpus is not on this machine')

  test('every recording that is imported moves and is heard', async ({ app, page }) => {
    test.setTimeout(whole ? 7_200_000 : 400_000)
    const names = whole ? readdirSync(corpusDir ?? '').filter(name => !notRecordings.test(name)) : few
    const rows: Row[] = []
    for (const name of names) {
      try {
        app.run('import', corpusFile(name), '--title', name, '--as', 'Ana')
      } catch (error) {
        // Each with its reason; which of them may be refused is judged where they are exported.
        const said = String(error).split('\n').at(1) ?? ''
        rows.push({ file: name, played: said, pictures: 0, soundBytes: 0, failed: whole ? '' : 'refused' })
      }
    }
    const lessons = z.array(lessonView).parse(app.run('lessons'))
    expect(lessons.length).toBeGreaterThanOrEqual(few.length)
    for (const lesson of lessons) rows.push({ file: lesson.title, ...(await watch(page, lesson)) })
    const table = rows.map(row => `| ${Object.values(row).join(' | ')} |`)
    const head = ['| file | played | pictures | bytes of sound | failed |', '| --- | --- | --- | --- | --- |']
    mkdirSync('test-results', { recursive: true })
    writeFileSync('test-results/corpus-watched.md', `${[...head, ...table].join('\n')}\n`)
    expect(rows.filter(({ failed }) => failed !== '')).toEqual([])
  })
})
