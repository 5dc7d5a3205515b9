import { afterAll, describe, expect, it } from 'vitest'
import { planClip } from '../../../../../electron/core/export/clipPlan.ts'
import { exportClip } from '../../../../../electron/core/export/exportClip.ts'
import { planSmart, type SmartPlan } from '../../../../../electron/core/export/smart/smartPlan.ts'
import { firstOnesPlay, isLongCopy } from '../../../../../electron/core/export/smart/verifySmart.ts'
import { probe } from '../../../../../electron/core/media/probe.ts'
import { make, picture, scratch, sound, theTools, tools } from '../../media/madeMedia.ts'
import { framesOf } from './framesOf.ts'

const work = scratch('long-copy')
afterAll(() => work.remove())

/** 56 s of 640 × 360: more pixels than are all decoded again; a keyframe every two seconds. */
const recording = () =>
  make(
    work.path('long.mp4'),
    ...[...picture('640x360', 60), ...sound(60), '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '35'],
    ...['-pix_fmt', 'yuv420p', '-g', '50', '-keyint_min', '50', '-sc_threshold', '0', '-c:a', 'aac'],
  )

async function asked() {
  const path = recording()
  const { facts } = await probe(theTools(), path)
  return {
    clip: { title: 'long', fromMs: 2000, toMs: 58_000 },
    recording: { path, facts, offsetMs: 0 },
    comments: [],
  }
}
const options = () => ({ tools: theTools(), outDir: work.dir, style: 'overlay' }) as const

describe.skipIf(!tools)('a long clip that is only copied', () => {
  it('is the recording, picture for picture, and its beginning was decoded meanwhile', async () => {
    const input = await asked()
    const made = await exportClip(input, options())
    expect(made).toMatchObject({ method: 'copy', verified: true, encodedMs: 0 })
    const wanted = framesOf(input.recording.path).frames.filter(({ at }) => at > 1.99 && at < 57.99)
    const { frames, said } = framesOf(made.file)
    expect(said).toBe('')
    expect(frames.map(({ md5 }) => md5)).toEqual(wanted.map(({ md5 }) => md5))
  })

  it('does not pass where its pictures do not fit the parameters they would stand under', async () => {
    const clip = await planClip(theTools(), await asked(), options())
    const choice = await planSmart(clip, { exact: false })
    if (!('plan' in choice)) throw new Error(choice.why)
    const { plan } = choice
    expect(isLongCopy(plan)).toBe(true)
    await firstOnesPlay(theTools(), clip, plan)
    const other = make(
      work.path('other.mp4'),
      ...[...picture('320x240', 1), '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high'],
    )
    const { facts } = await probe(theTools(), other)
    const foreign = await planSmart(
      await planClip(
        theTools(),
        {
          clip: { title: 'o', fromMs: 0, toMs: 900 },
          recording: { path: other, facts, offsetMs: 0 },
          comments: [],
        },
        options(),
      ),
      { exact: false },
    )
    if (!('plan' in foreign)) throw new Error(foreign.why)
    const wrong: SmartPlan = { ...plan, avcC: { ...plan.avcC, sets: foreign.plan.avcC.sets } }
    await expect(firstOnesPlay(theTools(), clip, wrong)).rejects.toMatchObject({ code: 'export.mismatch' })
  })
})
