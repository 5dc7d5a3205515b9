import type { JobView } from '../../electron/contract/api/jobs.ts'
import { type RelinkResult, relinkResult } from '../../electron/contract/api/lessons.ts'
import { api } from './api.ts'
import { sayDone, sayError } from './notices.ts'
import { chooseFolder } from './shell.ts'
import { counted } from './words.ts'

/** Asks for a folder or a drive, and looks there for every recording that is missing. */
export async function findInFolder(): Promise<void> {
  try {
    const dir = await chooseFolder('Where could the missing recordings be?', 'Look in this folder')
    if (dir) await api.recordings.relinkFolder({ dir })
  } catch (error) {
    sayError(error, 'The search could not start.')
  }
}

const stillWords = (missing: number) => (missing > 0 ? ` ${counted(missing, 'file')} still missing.` : '')

/** What people read at the end of a search. Pure. */
export function relinkWords({ found, stillMissing }: RelinkResult): string {
  if (found + stillMissing === 0) return 'No recording is missing.'
  if (found === 0)
    return `None of the missing recordings is in this folder. Comments are safe.${stillWords(stillMissing)}`
  return `${counted(found, 'file')} found again.${stillWords(stillMissing)}`
}

/** Tells of a search that has ended. */
export function sayRelinked({ result }: JobView): void {
  const read = relinkResult.safeParse(result)
  if (read.success) sayDone(relinkWords(read.data))
}
