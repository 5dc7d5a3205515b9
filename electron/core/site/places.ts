import { readdir, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import { diskError } from '../library/diskError.ts'
import { errorName } from '../library/fileSystem.ts'
import { safeFileName } from '../library/safeFileName.ts'

const exists = async (path: string): Promise<boolean> =>
  await stat(path).then(
    () => true,
    (error: unknown) => {
      if (errorName(error) === 'ENOENT') return false
      throw diskError(error, path)
    },
  )

/**
 * A folder that is new or empty, or a file that is not there yet.
 * @throws DebriefError input.invalid where something is there already
 */
export async function checkFree(path: string, zip: boolean): Promise<void> {
  if (!isAbsolute(path))
    throw new DebriefError(
      'input.invalid',
      `“${path}” is not a whole path. Name the ${zip ? 'file' : 'folder'} from its root on.`,
      { subject: 'dir' },
    )
  if (zip) {
    if (await exists(path))
      throw new DebriefError(
        'input.invalid',
        `${path} is there already. Choose another name, so that nothing is overwritten. Nothing was written.`,
        { subject: path },
      )
    return
  }
  const there = await readdir(path).catch((error: unknown) => {
    const name = errorName(error)
    if (name === 'ENOENT') return []
    throw new DebriefError(
      'input.invalid',
      `The library cannot be written to ${path} (${name ?? 'unknown'}). Choose another folder. Nothing was written.`,
      { subject: path },
      error,
    )
  })
  if (there.length > 0)
    throw new DebriefError(
      'input.invalid',
      `The folder ${path} is not empty. Choose a new one, so that nothing in it is overwritten. Nothing was written.`,
      { subject: path },
    )
}

/** A name in this folder that nothing has yet: ` (2)`, ` (3)` … are tried in turn. */
export async function freePlace(parent: string, name: string, zip: boolean): Promise<string> {
  const stem = safeFileName(name, 100)
  for (let n = 1; ; n++) {
    const path = join(parent, `${n === 1 ? stem : `${stem} (${n})`}${zip ? '.zip' : ''}`)
    if (!(await exists(path))) return path
  }
}
