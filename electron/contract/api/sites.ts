import { z } from 'zod'
import { failure } from '../errors.ts'
import { procedure } from './base.ts'

export const siteResult = z.object({
  dir: z.string(),
  /** How many clips are in it. */
  clips: z.int(),
  bytes: z.int(),
  /** Clips that could not be rendered and are left out, each with its reason. */
  failed: z.array(failure),
})
export type SiteResult = z.infer<typeof siteResult>

/** A collection as a folder that opens in any browser, with no server and no network. */
export const sites = {
  /**
   * Starts a job of kind `site`; its result is a SiteResult. The folder must not be there yet, or be empty: nothing is
   * overwritten, and it gets its name only when it is whole.
   */
  make: procedure
    .input(
      z.object({
        collection: z.string(),
        dir: z.string(),
        /** Then `dir` is where the folder is made, under a name like this that nothing there has. */
        named: z.string().optional(),
      }),
    )
    .output(z.object({ jobId: z.string() })),
}
