import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'
import { lessonId } from './lesson.ts'
import { recordingId } from './recording.ts'

export const soundMaskId = idOf('soundMask')
export type SoundMaskId = z.infer<typeof soundMaskId>

export const soundEffects = ['mute', 'distort'] as const
export type SoundEffect = (typeof soundEffects)[number]

/**
 * A stretch that is not to be heard, or whose voices are not to be known. Times are on the clock of the recording that is named; it holds
 * for all recordings of the lesson, which heard the same.
 */
export const soundMask = z.object({
  ...envelope.shape,
  id: soundMaskId,
  type: z.literal('soundMask'),
  lessonId,
  recordingId,
  effect: z.enum(soundEffects),
  fromMs: z.int().nonnegative(),
  toMs: z.int().positive(),
})
export type SoundMask = z.infer<typeof soundMask>
