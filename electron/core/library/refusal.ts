import { errorName, type FileSystem } from './fileSystem.ts'
import type { LibraryProblem } from './library.types.ts'
import { lookOnlyLibrary, newerLibrary, readOnlyLibrary } from './storeMessages.ts'

const readOnlyNames: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM'])

/** Why nothing may be written into the library's folder; undefined where it may. */
export async function refusalOf({
  fs,
  dir,
  newer,
  lookOnly,
}: {
  readonly fs: FileSystem
  readonly dir: string
  /** The library's version where it is greater than ours. */
  readonly newer: number | undefined
  readonly lookOnly: boolean
}): Promise<LibraryProblem | undefined> {
  if (newer !== undefined) return newerLibrary(newer)
  if (lookOnly) return lookOnlyLibrary(dir)
  try {
    await fs.mayWrite(dir)
    return undefined
  } catch (error) {
    const name = errorName(error)
    if (name === undefined) throw error
    // Any other refusal is for the save itself to meet and to tell.
    return readOnlyNames.has(name) ? readOnlyLibrary(dir, name) : undefined
  }
}
