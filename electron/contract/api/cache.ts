import { z } from 'zod'
import { procedure } from './base.ts'

/** What was made of recordings on this machine: posters, playable copies, filmstrips, waveforms. All of it can be made again. */
export const cacheInfo = z.object({
  dir: z.string(),
  bytes: z.int().nonnegative(),
  /** Of what someone looks at or what is being made now; it is not removed. */
  inUseBytes: z.int().nonnegative(),
  limitBytes: z.int().positive(),
})
export type CacheInfo = z.infer<typeof cacheInfo>

export const cacheEmptied = z.object({ freedBytes: z.int().nonnegative(), keptBytes: z.int().nonnegative() })
export type CacheEmptied = z.infer<typeof cacheEmptied>

export const cache = {
  info: procedure.output(cacheInfo),
  /** Removes everything that is not in use. Recordings and words are not in the cache. */
  empty: procedure.output(cacheEmptied),
}
