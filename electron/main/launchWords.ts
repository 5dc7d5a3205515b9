import { isAbsolute, resolve } from 'node:path'
import { isMomentLink } from './momentLinks.ts'

export interface LaunchWords {
  readonly libraryDir?: string
  /** What is neither a switch nor its value: files to open. */
  readonly files: readonly string[]
  /** A link of a report: the last one. */
  readonly link?: string
}

/**
 * Reads the words behind the program's own: `--library DIR` (or `--library=DIR`), and files. All other switches are Chromium's.
 * @param workingDir relative names are taken from here
 */
export function launchWords(words: readonly string[], workingDir: string): LaunchWords {
  const absolute = (path: string) => (isAbsolute(path) ? path : resolve(workingDir, path))
  const files: string[] = []
  let libraryDir: string | undefined
  let link: string | undefined
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    if (word === '--library') libraryDir = words[++i]
    else if (word.startsWith('--library=')) libraryDir = word.slice('--library='.length)
    else if (isMomentLink(word)) link = word
    else if (word !== '' && !word.startsWith('-')) files.push(absolute(word))
  }
  return {
    ...(libraryDir && { libraryDir: absolute(libraryDir) }),
    ...(link !== undefined && { link }),
    files,
  }
}
