import { afterAll, describe, expect, it } from 'vitest'
import { tools } from '../media/madeMedia.ts'
import { exported, maskWork, moving } from './maskedClips.ts'
import { heard } from './seenHeard.ts'

afterAll(() => maskWork.remove())

/** How strong a tone is in a stretch of sound, of its whole strength. */
function toneShare(
  pcm: Int16Array,
  rate: number,
  hz: number,
  [fromMs, toMs]: readonly [number, number],
): number {
  const [first, last] = [Math.round((fromMs * rate) / 1000), Math.round((toMs * rate) / 1000)]
  let [re, im, all] = [0, 0, 0]
  for (let i = first; i < last; i++) {
    const value = pcm[i] ?? 0
    re += value * Math.cos((2 * Math.PI * hz * i) / rate)
    im += value * Math.sin((2 * Math.PI * hz * i) / rate)
    all += value * value
  }
  return all === 0 ? 0 : (2 * (re * re + im * im)) / ((last - first) * all)
}
const loudness = (pcm: Int16Array, rate: number, [fromMs, toMs]: readonly [number, number]) => {
  const part = pcm.subarray(Math.round((fromMs * rate) / 1000), Math.round((toMs * rate) / 1000))
  return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length)
}

describe.skipIf(!tools)('masked sound in an exported clip', () => {
  const rate = 16_000
  it('is silent where it is muted, and as it was elsewhere; the pictures are copied all the same', async () => {
    const source = moving('mute.mp4', '-g', '30')
    const { file, ...made } = await exported(
      source,
      { soundMasks: [{ effect: 'mute', fromMs: 3000, toMs: 5000 }] },
      { span: [2000, 7000] },
    )
    expect(made).toMatchObject({ method: 'copy', verified: true })
    const pcm = heard(file, rate)
    expect(loudness(pcm, rate, [1000, 3000])).toBeLessThan(2)
    expect(loudness(pcm, rate, [100, 950])).toBeGreaterThan(1000)
    expect(loudness(pcm, rate, [3050, 4900])).toBeGreaterThan(1000)
  })

  it('has no pitch left where it is distorted', async () => {
    const source = moving('distort.mp4')
    for (const exact of [false, true]) {
      const { file } = await exported(
        source,
        { soundMasks: [{ effect: 'distort', fromMs: 3000, toMs: 5000 }] },
        { span: [2000, 7000], exact },
      )
      const pcm = heard(file, rate)
      const [before, within] = [[100, 950] as const, [1100, 2900] as const]
      expect(toneShare(pcm, rate, 180, before)).toBeGreaterThan(0.15)
      for (const hz of [180, 360, 540, 720]) expect(toneShare(pcm, rate, hz, within)).toBeLessThan(0.02)
      expect(loudness(pcm, rate, within)).toBeGreaterThan(300)
    }
  })

  it('is masked in what the exported words say too: no cue of a muted stretch is written', async () => {
    const { toldOf } = await import('../../../../electron/core/export/masks/hiddenIn.ts')
    const transcripts = [
      {
        record: {
          recordingId: 'recording:a',
          createdAtMs: 1,
          id: 'transcript:a',
          speakers: [],
          cues: [
            { fromMs: 0, toMs: 900, text: 'Good morning' },
            { fromMs: 900, toMs: 2000, text: 'Samuel Winter' },
            { fromMs: 2000, toMs: 3000, text: 'please sit' },
          ],
        },
      },
    ]
    const told = toldOf({ transcripts } as never, { id: 'recording:a', offsetMs: 500 } as never, [
      { effect: 'mute', fromMs: 1000, toMs: 1500 },
    ])
    expect(told.map(({ text }) => text)).toEqual(['Good morning', 'please sit'])
  })
})
