import { z } from 'zod'
import { failure } from '../errors.ts'
import { procedure } from './base.ts'

export const siteResult = z.object({
  /** The folder that was made; of a zip, the one in which it lies. */
  dir: z.string(),
  /** The zip, where one was asked for. */
  file: z.string().optional(),
  /** The collection's. */
  title: z.string(),
  /** How many clips are in it. */
  clips: z.int(),
  bytes: z.int(),
  /** Clips that could not be rendered and are left out, each with its reason. */
  failed: z.array(failure),
})
export type SiteResult = z.infer<typeof siteResult>

/** A collection as a folder that opens in any browser, with no server and no network; or that folder as one zip. */
export const sites = {
  /**
   * Starts a job of kind `site`; its result is a SiteResult. The folder must not be there yet, or be empty, a zip must not
   * be there: nothing is overwritten, and it gets its name only when it is whole.
   */
  make: procedure
    .input(
      z.object({
        collection: z.string(),
        /** Absolute: the folder to make, or the zip. */
        dir: z.string(),
        /** One file instead of a folder. */
        zip: z.boolean().default(false),
        /** Then `dir` is where it is made, under a name like this that nothing there has. */
        named: z.string().optional(),
      }),
    )
    .output(z.object({ jobId: z.string() })),
}
