import { createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { importResult } from '../../../../../electron/contract/api/lessons.ts'
import type { PictureSize } from '../../../../../electron/contract/drawing/geometry.ts'
import { paintsOf } from '../../../../../electron/contract/drawing/paint.ts'
import type { Shape } from '../../../../../electron/contract/records/drawing.ts'
import { corpusDir, corpusFile } from '../../../../fixtures/corpus.ts'
import { jobEnded } from '../../../../fixtures/jobs.ts'
import { openTestCore } from '../../../../fixtures/openTestCore.ts'

const noWords = () => {
  throw new Error('no words are drawn here')
}

/** What the page puts over the picture: the same paints in an SVG whose units are the picture's pixels. */
function pageSvg(shapes: readonly Shape[], picture: PictureSize): string {
  const paths = shapes
    .flatMap(shape => paintsOf(shape, { colour: 'p1', picture, measure: noWords }))
    .map(step =>
      step.what === 'line'
        ? `<path d="${step.d}" fill="none" stroke="${step.colour}" stroke-opacity="${step.opacity}" stroke-width="${step.widthPx}" stroke-linecap="round" stroke-linejoin="round"/>`
        : '',
    )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${picture.width}" height="${picture.height}" viewBox="0 0 ${picture.width} ${picture.height}">${paths.join('')}</svg>`
}

function pixels(image: Image, size: PictureSize): Uint8ClampedArray {
  const context = createCanvas(size.width, size.height).getContext('2d')
  context.drawImage(image, 0, 0, size.width, size.height)
  return context.getImageData(0, 0, size.width, size.height).data
}

/** How much of what either of two pictures marks is marked by both. */
function agreement(a: readonly boolean[], b: readonly boolean[]): number {
  let [both, either] = [0, 0]
  a.forEach((marked, i) => {
    if (marked && b[i]) both++
    if (marked || b[i]) either++
  })
  return both / either
}

const every4 = (data: Uint8ClampedArray, test: (at: number) => boolean): boolean[] =>
  Array.from({ length: data.length / 4 }, (_, i) => test(i * 4))

async function compare(file: string): Promise<{ size: PictureSize; agreement: number }> {
  const { joined } = await openTestCore()
  const { client } = await joined('Ana', 'coach')
  const { jobId } = await client.recordings.import({ files: [corpusFile(file)] })
  const { imported } = importResult.parse((await jobEnded(client, jobId)).result)
  const lessonId = imported[0]?.lessonId ?? 'lesson:none'
  const [recording] = (await client.lessons.find({ id: lessonId })).recordings
  if (!recording) throw new Error('nothing was imported')
  const picture = { width: recording.width, height: recording.height }
  const at = (x: number, y: number) => ({
    x: Math.round(x * picture.width),
    y: Math.round(y * picture.height),
  })
  const shapes: Shape[] = [
    { kind: 'ellipse', ...at(0.1, 0.16), width: at(0.3, 0).x, height: at(0, 0.2).y },
    { kind: 'arrow', from: at(0.85, 0.5), to: at(0.55, 0.2) },
    { kind: 'box', ...at(0.3, 0.4), width: at(0.2, 0).x, height: at(0, 0.12).y },
  ]
  const clip = await client.clips.add({ lessonId, title: 'here', fromMs: 500, toMs: 2500 })
  const preview = async () =>
    loadImage(
      Buffer.from(
        (await client.exports.preview({ clipId: clip.id, atMs: 1500, style: 'overlay' })).pngBase64,
        'base64',
      ),
    )
  const comment = await client.comments.add({ lessonId, atMs: 1000, toMs: 2000, text: 'see' })
  const plain = await preview()
  await client.drawings.put({ lessonId, commentId: comment.id, recordingId: recording.id, picture, shapes })
  const drawn = await preview()
  const size = { width: drawn.width, height: drawn.height }
  const [before, after] = [pixels(plain, size), pixels(drawn, size)]
  const page = pixels(await loadImage(Buffer.from(pageSvg(shapes, picture))), size)
  // The white and coloured parts: the dark rim is half transparent and cannot be told from a dark picture.
  const ofPage = every4(page, i => (page[i + 3] ?? 0) > 220)
  const ofExport = every4(after, i => {
    const other = [0, 1, 2].some(c => Math.abs((after[i + c] ?? 0) - (before[i + c] ?? 0)) > 24)
    return other && (after[i + 2] ?? 0) > 140
  })
  return { size, agreement: agreement(ofPage, ofExport) }
}

describe.skipIf(!corpusDir)('a burned-in drawing', () => {
  it('lies where the page shows it on a phone recording that is turned', async () => {
    const { size, agreement } = await compare('drew-gps.mov')
    expect(size).toEqual({ width: 320, height: 568 })
    expect(agreement).toBeGreaterThan(0.75)
  })

  it('lies where the page shows it on pixels that are not square', async () => {
    const { size, agreement } = await compare('rails-nonsquare-sar.mp4')
    expect(size).toEqual({ width: 1920, height: 1080 })
    expect(agreement).toBeGreaterThan(0.75)
  })
})
