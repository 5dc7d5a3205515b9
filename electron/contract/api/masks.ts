import { z } from 'zod'
import { lessonId } from '../records/lesson.ts'
import { maskBody, maskEffects, maskId, maskKeyframes, maskPlace, maskShapes } from '../records/mask.ts'
import { recordingId } from '../records/recording.ts'
import { soundEffects, soundMaskId } from '../records/soundMask.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

/** All times are on the lesson clock. */
const told = {
  author: authorView,
  createdAtMs: z.int(),
  /** Its author is one of the people of this machine, in whose name it may be changed. */
  local: z.boolean(),
  fromMs: z.int(),
  toMs: z.int(),
}

export const maskView = z.object({ id: maskId, lessonId, ...maskBody.shape, ...told })
export type MaskView = z.infer<typeof maskView>

export const soundMaskView = z.object({
  id: soundMaskId,
  lessonId,
  recordingId,
  effect: z.enum(soundEffects),
  ...told,
})
export type SoundMaskView = z.infer<typeof soundMaskView>

const stretch = { fromMs: z.int().nonnegative(), toMs: z.int().positive() }
const one = z.object({ lessonId, id: maskId })
const oneSound = z.object({ lessonId, id: soundMaskId })

/** How far following a mask got; the result of a job of kind `track`. */
export const trackedMask = z.object({
  mask: maskView,
  /** Where it stopped, lesson clock. */
  reachedMs: z.int(),
  /** Why: at the mask's end, at a place that someone put by hand, or because what it followed could not be found any more. */
  stopped: z.enum(['end', 'byHand', 'lost']),
})
export type TrackedMask = z.infer<typeof trackedMask>

/**
 * What covers faces and names in whatever leaves this machine. Masks add up: each belongs to who made it, and nobody takes away
 * another's.
 */
export const masks = {
  /** In the order of the lesson clock. */
  list: procedure
    .input(z.object({ lessonId }))
    .output(z.object({ picture: z.array(maskView), sound: z.array(soundMaskView) })),
  add: procedure.input(z.object({ lessonId, ...maskBody.shape, ...stretch })).output(maskView),
  update: procedure
    .input(
      z.object({
        lessonId,
        id: maskId,
        shape: z.enum(maskShapes).optional(),
        effect: z.enum(maskEffects).optional(),
        fromMs: stretch.fromMs.optional(),
        toMs: stretch.toMs.optional(),
        keyframes: maskKeyframes.optional(),
      }),
    )
    .output(maskView),
  /** Puts a mask somewhere at one moment, by hand. */
  place: procedure
    .input(z.object({ lessonId, id: maskId, atMs: z.int().nonnegative(), ...maskPlace.shape }))
    .output(maskView),
  /** Removes the mask; `masks.restore` takes that back. */
  remove: procedure.input(one).output(z.void()),
  restore: procedure.input(one).output(maskView),
  /**
   * Starts a job of kind `track`, whose result is a TrackedMask: follows what the mask covers at `fromMs`, up to the next place that
   * was put by hand, to the mask's end, or to where it is lost. What was found until then is kept, also when it is cancelled.
   */
  track: procedure
    .input(
      z.object({
        lessonId,
        id: maskId,
        fromMs: z.int().nonnegative(),
        direction: z.enum(['forward', 'backward']).optional(),
      }),
    )
    .output(z.object({ jobId: z.string() })),
}

/** Stretches whose sound is muted or distorted in whatever leaves this machine. */
export const soundMasks = {
  add: procedure
    .input(z.object({ lessonId, recordingId, effect: z.enum(soundEffects), ...stretch }))
    .output(soundMaskView),
  update: procedure
    .input(
      z.object({
        lessonId,
        id: soundMaskId,
        effect: z.enum(soundEffects).optional(),
        fromMs: stretch.fromMs.optional(),
        toMs: stretch.toMs.optional(),
      }),
    )
    .output(soundMaskView),
  remove: procedure.input(oneSound).output(z.void()),
  restore: procedure.input(oneSound).output(soundMaskView),
}
