import { resolve } from 'node:path'
import { siteResult } from '../../contract/api/sites.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Action } from '../command.types.ts'
import { errorLine } from '../failures.ts'
import { plural } from '../format/table.ts'
import { failureOf, runJobs } from '../jobs.ts'
import { becomeReader } from '../speaker.ts'

/** Writes a collection as a folder that opens in any browser, offline; to a name that ends in .zip, as one file. */
export const site =
  (name: string, { out: path }: { readonly out: string }): Action =>
  async work => {
    const { api, out, globals } = work
    await becomeReader(work, globals)
    const [job] = await runJobs(work, async () => [
      (await api.sites.make({ collection: name, dir: resolve(path), zip: /\.zip$/i.test(path) })).jobId,
    ])
    const parsed = siteResult.safeParse(job?.result)
    if (job?.state !== 'done' || !parsed.success) {
      const { code, message } = job
        ? failureOf(job)
        : { code: 'internal' as const, message: 'The work ended without a word. Try again.' }
      throw new DebriefError(code, message)
    }
    const { failed, ...made } = parsed.data
    for (const { clipId, code, message } of failed)
      out.note(errorLine({ code, message: `${clipId}: ${message}` }))
    out.result({ ...made, failed }, () => {
      const size = `${(made.bytes / 1e6).toFixed(1)} MB`
      return made.file === undefined
        ? `${plural(made.clips, 'clip')}, ${size}: open ${resolve(made.dir, 'index.html')}`
        : `${plural(made.clips, 'clip')}, ${size}: ${made.file}; unpack it and open index.html`
    })
    return failed.length > 0 ? 1 : 0
  }
