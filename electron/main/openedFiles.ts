import { extname, isAbsolute, resolve } from 'node:path'

export interface OpenedFiles {
  readonly recordings: string[]
  readonly packages: string[]
}

/**
 * The files among the words that the system started (or restarted) the app with. Switches are left out; relative names are
 * taken from `workingDir`. What ends in `.debrief` is a package, all else is offered to the import, which says what it is.
 */
export function openedFiles(words: readonly string[], workingDir: string): OpenedFiles {
  const files = words
    .filter(word => word !== '' && !word.startsWith('-'))
    .map(word => (isAbsolute(word) ? word : resolve(workingDir, word)))
  const isPackage = (file: string) => extname(file).toLowerCase() === '.debrief'
  return { recordings: files.filter(file => !isPackage(file)), packages: files.filter(isPackage) }
}
