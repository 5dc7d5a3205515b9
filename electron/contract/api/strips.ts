import { z } from 'zod'
import { recordingId } from '../records/recording.ts'
import { procedure } from './base.ts'

/** How much of a recording's strips is there; each grows at its end until the job is over. */
export const stripProgress = z.object({
  filmstripBytes: z.int().nonnegative(),
  waveformBytes: z.int().nonnegative(),
})
export type StripProgress = z.infer<typeof stripProgress>

export const stripView = z.object({
  ...stripProgress.shape,
  /** The job that makes what is missing, of kind `strips`, whose result is a StripProgress; null where all is there. */
  jobId: z.string().nullable(),
})
export type StripView = z.infer<typeof stripView>

/** A stretch on the recording's own clock, whose 0 is its first moment; ms. */
export const frameStretch = z
  .object({ id: recordingId, fromMs: z.number(), toMs: z.number() })
  .refine(({ fromMs, toMs }) => toMs >= fromMs && toMs - fromMs <= 120_000, 'Ask for two minutes at most.')

/** The pictures and the sound that a timeline draws: `/media/<recordingId>/<filmstrip|waveform>`, see strips/packets.ts. */
export const strips = {
  /** Someone looks at the recording: what is not there yet is made now, before that of others. */
  open: procedure.input(z.object({ id: recordingId })).output(stripView),
  /** When each frame of a stretch is on, ms of the recording's own clock with their fraction, ascending. */
  frames: procedure.input(frameStretch).output(z.array(z.number())),
  /** They have left: what is not finished is given up, unless someone else still looks. */
  close: procedure.input(z.object({ id: recordingId })).output(z.void()),
}
