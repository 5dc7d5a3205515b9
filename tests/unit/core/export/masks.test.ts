import { spawnSync } from 'node:child_process'
import { afterAll, describe, expect, it } from 'vitest'
import { placeAt } from '../../../../electron/contract/masks/places.ts'
import { planClip } from '../../../../electron/core/export/clipPlan.ts'
import { estimate } from '../../../../electron/core/export/estimate.ts'
import type { ExportInput } from '../../../../electron/core/export/export.types.ts'
import { previewFrame } from '../../../../electron/core/export/previewFrame.ts'
import { exportReel } from '../../../../electron/core/export/reel/exportReel.ts'
import { probe } from '../../../../electron/core/media/probe.ts'
import { make, theTools, tools } from '../media/madeMedia.ts'
import { comment } from './fixtures.ts'
import { checkEach, detail, exported, maskWork, mean, moving, over, pictures } from './maskedClips.ts'

afterAll(() => maskWork.remove())

describe.skipIf(!tools)('masks in an exported clip', () => {
  it.each(['solid', 'blur'] as const)(
    'hide a moving square in every picture, %s, and copy the rest',
    async effect => {
      const source = moving(`smart-${effect}.mp4`)
      const mask = over(effect)
      const { file, ...made } = await exported(source, { masks: [mask] })
      expect(made).toMatchObject({ method: 'smart', verified: true, durationMs: 6000 })
      // From the mask's start to the keyframe behind its end, and the head of the clip up to the first one.
      expect(made.encodedMs).toBeGreaterThan(3900)
      expect(made.encodedMs).toBeLessThan(5500)
      checkEach(file, mask, 1000, 6000)
      const place = placeAt(mask, 4000)
      if (effect === 'solid') {
        const at = pictures(file).find(({ atMs }) => atMs >= 3000)
        expect(at && mean(at, place)).toBeLessThan(30)
      }
    },
  )

  it.each(['solid', 'blur'] as const)('hide it as well where every picture is encoded, %s', async effect => {
    const source = moving(`full-${effect}.mp4`)
    const mask = over(effect)
    const { file, ...made } = await exported(source, { masks: [mask] }, { exact: true })
    expect(made).toMatchObject({ method: 'full', verified: true })
    checkEach(file, mask, 1000, 6000)
  })

  it('hide from the first picture on, and stay under a comment', async () => {
    const source = moving('first.mp4')
    const mask = over('blur', { fromMs: 0, toMs: 8000 })
    const { file, method } = await exported(
      source,
      { masks: [mask] },
      {
        style: 'overlay',
        comments: [comment({ text: 'x', atMs: 2500, toMs: 3500 })],
        span: [2017, 6000],
        subtitles: true,
      },
    )
    expect(method).toBe('full')
    checkEach(file, mask, 2017, 3983)
    const why = await estimate(theTools(), (await exported(source, { masks: [mask] })).input, {
      style: 'none',
    })
    expect(why.why).toBe('no stretch of it between two keyframes is free of comments and masks')
  })

  it('hide in slow motion, in holds, behind a card and beside a panel', async () => {
    const source = moving('slow.mp4')
    const mask = over('solid', { fromMs: 0, toMs: 8000 })
    const drawn = {
      picture: { width: 640, height: 360 },
      shapes: [{ kind: 'box', x: 600, y: 300, width: 20, height: 20 }] as never,
    }
    const slow = await exported(
      source,
      { masks: [mask] },
      {
        style: 'overlay',
        speed: 0.5,
        holdMs: 1000,
        comments: [comment({ text: 'x', atMs: 3000, drawings: [drawn] })],
        span: [2000, 4000],
      },
    )
    for (const picture of pictures(slow.file)) {
      // Twice as long, and still for a second at 3.0 s of the lesson.
      const { atMs } = picture
      const lessonMs = 2000 + (atMs < 2000 ? atMs / 2 : atMs < 3000 ? 1000 : (atMs - 1000) / 2)
      const place = { ...placeAt(mask, lessonMs), height: 30 }
      expect(mean(picture, place), `at ${atMs}`).toBeLessThan(32)
    }
    const panel = await exported(
      source,
      { masks: [mask] },
      { style: 'panel', comments: [comment({ atMs: 3000 })], span: [2000, 4000] },
    )
    const { size, stage } = await planClip(theTools(), panel.input, { style: 'panel' })
    const share = stage.picture.width / 640
    for (const picture of pictures(panel.file, size.width, size.height).filter((_, i) => i % 10 === 0)) {
      const { x, y } = placeAt(mask, 2000 + picture.atMs)
      const side = 80 * share
      const place = {
        x: stage.picture.x + x * share,
        y: stage.picture.y + y * share,
        width: side,
        height: side,
      }
      expect(mean(picture, place, size.width), `beside a panel at ${picture.atMs}`).toBeLessThan(32)
    }
  })

  it('are in the preview as they are in the clip', async () => {
    const source = moving('preview.mp4')
    const mask = over('solid')
    const { input } = await exported(source, { masks: [mask] })
    const png = await previewFrame(theTools(), input, { lessonMs: 4000 }, { style: 'none' })
    const { stdout: pixels } = spawnSync(
      theTools().ffmpeg.path,
      ['-nostdin', '-v', 'error', '-f', 'png_pipe', '-i', '-', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'],
      { input: png, maxBuffer: 2 ** 26 },
    )
    expect(mean({ atMs: 0, pixels }, placeAt(mask, 4000))).toBeLessThan(30)
    expect(detail({ atMs: 0, pixels }, { x: 0, y: 0, width: 640, height: 120 })).toBeGreaterThan(0)
  })

  it('are in the poster beside the clip', async () => {
    const source = moving('poster.mp4')
    const mask = over('solid', { fromMs: 0, toMs: 8000 })
    const { beside } = await exported(source, { masks: [mask] }, { poster: true })
    const poster = beside.find(each => each.endsWith('.jpg')) ?? ''
    const { stdout: pixels } = spawnSync(
      theTools().ffmpeg.path,
      ['-nostdin', '-v', 'error', '-i', poster, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'],
      { maxBuffer: 2 ** 26 },
    )
    expect(mean({ atMs: 0, pixels }, placeAt(mask, 1000))).toBeLessThan(30)
  })

  it('lie on a turned recording where they were drawn', async () => {
    const upright = moving('upright.mp4')
    const turned = maskWork.path('turned.mp4')
    make(turned, '-i', upright, '-c', 'copy', '-metadata:s:v:0', 'rotate=270')
    // As shown it is 360 × 640; the square stands at y = 60 + 60 t, and 140 from one side.
    const { facts } = await probe(theTools(), turned)
    expect(facts).toMatchObject({ width: 360, height: 640, rotation: 90 })
    const keyframe = (atMs: number, y: number) => ({ atMs, x: 140, y, width: 80, height: 80, byHand: true })
    for (const effect of ['solid', 'blur'] as const) {
      const mask = over(effect, {
        picture: { width: 360, height: 640 },
        keyframes: [keyframe(0, 60), keyframe(8000, 540)],
      })
      const { file, method } = await exported(turned, { masks: [mask] })
      expect(method).toBe('smart')
      for (const picture of pictures(file, 360, 640)) {
        const atMs = picture.atMs + 1000
        const left = detail(picture, placeAt(mask, atMs), 360)
        if (atMs >= 2000 && atMs < 5000 - 1) expect(left, `hidden at ${atMs}`).toBeLessThan(2.5)
        else if (atMs < 1950 || atMs > 5050) expect(left, `shown at ${atMs}`).toBeGreaterThan(4)
      }
    }
  })

  it('are in every clip of a reel', async () => {
    const source = moving('reel.mp4')
    const { facts } = await probe(theTools(), source)
    const mask = over('solid', { fromMs: 0, toMs: 8000 })
    const input: ExportInput = {
      clip: { title: 'One', fromMs: 2000, toMs: 4000 },
      recording: { path: source, facts, offsetMs: 0 },
      comments: [],
      masks: [mask],
    }
    const file = maskWork.path('reel-out.mp4')
    await exportReel(
      [{ clipId: 'clip:one', gather: async () => input }] as never,
      {
        ...{ tools: theTools(), file, style: 'none', cards: false },
      } as never,
    )
    const all = pictures(file)
    const lasting = all.slice(-45)
    for (const picture of lasting) {
      const shownMs = (all.at(-1)?.atMs ?? 0) - picture.atMs
      const place = placeAt(mask, 4000 - 33 - shownMs)
      expect(mean(picture, { ...place, x: place.x + 4, width: 72 })).toBeLessThan(32)
    }
  })
})
