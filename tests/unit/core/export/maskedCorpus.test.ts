import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { probe } from '../../../../electron/core/media/probe.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { theTools, tools } from '../media/madeMedia.ts'
import { detail, exported, maskWork, mean, pictures } from './maskedClips.ts'

afterAll(() => maskWork.remove())

describe.skipIf(!tools || !corpusDir)('masks on real recordings', () => {
  it.each([
    'phone-sideways.mov',
    'facenet-video.mp4',
    'rails-rotated-hdr.mov',
    'vfr-cursed.mp4',
    'xdcam-hd-1080i60.mov',
  ])(
    'hide the middle of %s',
    async name => {
      const file = corpusFile(name)
      const { facts } = await probe(theTools(), file)
      const { width, height } = facts
      const place = {
        x: Math.round(width / 3),
        y: Math.round(height / 3),
        width: Math.round(width / 3),
        height: Math.round(height / 3),
      }
      const made = await exported(
        file,
        {
          masks: [
            {
              ...{
                shape: 'box',
                effect: 'solid',
                picture: { width, height },
                fromMs: 0,
                toMs: facts.durationMs,
              },
              keyframes: [{ atMs: 0, ...place, byHand: true }],
            },
          ],
        },
        { span: [0, Math.min(1500, facts.durationMs)] },
      )
      const size = { width: 360, height: Math.round((360 * height) / width / 2) * 2 }
      const scale = size.width / width
      const area = {
        x: place.x * scale,
        y: place.y * scale,
        width: place.width * scale,
        height: place.height * scale,
      }
      const all = pictures(made.file, size.width, size.height)
      expect(all.length).toBeGreaterThan(3)
      for (const picture of all) {
        expect(mean(picture, area, size.width)).toBeLessThan(30)
        expect(detail(picture, area, size.width)).toBeLessThan(1)
      }
      expect(readFileSync(made.file).length).toBeGreaterThan(1000)
    },
    60_000,
  )
})
