import type { TrackedMask } from '../../contract/api/masks.ts'
import { DebriefError } from '../../contract/errors.ts'
import { placeAt, placeWithin, thinned, withKeyframe } from '../../contract/masks/places.ts'
import type { Mask, MaskId, MaskKeyframe } from '../../contract/records/mask.ts'
import type { Recording } from '../../contract/records/recording.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Caller } from '../call.ts'
import type { JobContext, Jobs } from '../jobs/jobs.types.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import type { Masks, OwnMask } from './masks.ts'
import type { OneOf } from './masks.types.ts'
import { followMask } from './track/followMask.ts'

export interface TrackParts {
  readonly jobs: Jobs
  tools(): Promise<MediaTools>
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
  readonly masks: Masks
}

interface TrackRequest extends OneOf<MaskId> {
  /** Lesson clock. */
  readonly fromMs: number
  readonly direction?: 'forward' | 'backward' | undefined
}

type Direction = 'forward' | 'backward'

/** What was found is kept at least so often, ms of the recording; a crash loses no more. */
const keepEveryMs = 10_000
/** A place may be this share of the mask's smaller side from where it was found: less is not seen, and would only be many places. */
const tolerance = 0.02

/** Where following ends at the latest: at the mask's end, or at the next place that someone put by hand. */
export function goalOf(
  { keyframes, fromMs, toMs }: Pick<Mask, 'keyframes' | 'fromMs' | 'toMs'>,
  atMs: number,
  direction: Direction,
): { readonly atMs: number; readonly why: 'end' | 'byHand' } {
  const byHand =
    direction === 'forward'
      ? keyframes.find(each => each.byHand && each.atMs > atMs)
      : keyframes.findLast(each => each.byHand && each.atMs < atMs)
  const end = direction === 'forward' ? toMs : fromMs
  const nearer = byHand && (direction === 'forward' ? byHand.atMs < end : byHand.atMs > end)
  return nearer ? { atMs: byHand.atMs, why: 'byHand' } : { atMs: end, why: 'end' }
}

/** The mask's places with those that were found in the place of what stood there. Pure. */
export function mergedPlaces(
  keyframes: readonly MaskKeyframe[],
  found: readonly MaskKeyframe[],
  tolerancePx: number,
): MaskKeyframe[] {
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last) return [...keyframes]
  const outside = keyframes.filter(({ atMs, byHand }) => byHand || atMs < first.atMs || atMs > last.atMs)
  const taken = new Set(outside.map(({ atMs }) => atMs))
  const all = [...outside, ...found.filter(({ atMs }) => !taken.has(atMs))].sort((a, b) => a.atMs - b.atMs)
  return thinned(all, tolerancePx)
}

/** Follows what masks cover, in jobs that can be cancelled. */
export function createMaskTracking({ jobs, tools, fileOf, masks }: TrackParts) {
  const follow = async (
    { speaker, mask, recording }: OwnMask,
    atMs: number,
    direction: Direction,
    job: JobContext,
  ): Promise<TrackedMask> => {
    const start: MaskKeyframe = { atMs, ...placeWithin(placeAt(mask, atMs), mask.picture), byHand: true }
    const goal = goalOf(mask, atMs, direction)
    const tolerancePx = Math.max(0.75, Math.min(start.width, start.height) * tolerance)
    const onClock = (ms: number) => ms + recording.offsetMs
    const found: MaskKeyframe[] = [start]
    let keptMs = atMs
    const keep = async () => {
      const inOrder = direction === 'forward' ? found : found.toReversed()
      // What was put right by hand meanwhile stands; what is followed lies around it.
      const now = await masks.find({ lessonId: mask.lessonId, id: mask.id })
      const keyframes = mergedPlaces(now.keyframes, inOrder, tolerancePx)
      keptMs = found.at(-1)?.atMs ?? atMs
      return masks.follow(speaker, now, withKeyframe(keyframes, start))
    }
    const source = { tools: await tools(), file: await fileOf(recording), recording, signal: job.signal }
    const outcome = await followMask(source, mask, { fromMs: atMs, toMs: goal.atMs }, async tracked => {
      found.push(...tracked)
      const doneMs = found.at(-1)?.atMs ?? atMs
      job.report({
        progress: Math.min(1, Math.abs(doneMs - atMs) / Math.max(1, Math.abs(goal.atMs - atMs))),
        note: `At ${formatTimecode(Math.max(0, onClock(doneMs)))}`,
      })
      if (Math.abs(doneMs - keptMs) >= keepEveryMs) await keep()
    }).catch(async (error: unknown) => {
      // Cancelled or broken off: what was found until then is right, and stays.
      if (found.length > 1) await keep()
      throw error
    })
    const view = await keep()
    const lost = outcome === 'lost'
    const reachedMs = onClock(lost ? (found.at(-1)?.atMs ?? atMs) : goal.atMs)
    return { mask: view, reachedMs, stopped: lost ? 'lost' : goal.why }
  }

  return {
    start: async (
      caller: Caller,
      { fromMs, direction = 'forward', ...one }: TrackRequest,
    ): Promise<{ jobId: string }> => {
      const own = await masks.own(caller, one)
      const { mask, recording } = own
      const atMs = fromMs - recording.offsetMs
      if (atMs < mask.fromMs || atMs > mask.toMs)
        throw new DebriefError(
          'input.invalid',
          'The mask is not on at this moment, so there is nothing to follow. Go to where it is on. Nothing was changed.',
          { subject: 'fromMs' },
        )
      if (goalOf(mask, atMs, direction).atMs === atMs)
        throw new DebriefError(
          'input.invalid',
          'The mask ends here, so there is nothing more to follow. Move its end first. Nothing was changed.',
          { subject: 'fromMs' },
        )
      const { id: jobId } = jobs.start({
        kind: 'track',
        title: 'Following a mask',
        subject: { lessonId: one.lessonId, recordingId: recording.id },
        run: job => follow(own, atMs, direction, job),
      })
      return { jobId }
    },
  }
}
export type MaskTracking = ReturnType<typeof createMaskTracking>
