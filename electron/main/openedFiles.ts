import { extname } from 'node:path'

export interface OpenedFiles {
  readonly recordings: string[]
  readonly packages: string[]
}

/** What ends in `.debrief` is a package; all else is offered to the import, which says what it is. */
export function sortFiles(files: readonly string[]): OpenedFiles {
  const isPackage = (file: string) => extname(file).toLowerCase() === '.debrief'
  return { recordings: files.filter(file => !isPackage(file)), packages: files.filter(isPackage) }
}
