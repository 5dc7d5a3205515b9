import { DebriefError } from '../../contract/errors.ts'
import { errorName } from './fileSystem.ts'
import type { LibraryProblem } from './library.types.ts'
import { HEADER_FILE, LIBRARY_VERSION } from './libraryHeader.ts'

export function newerLibrary(version: number): LibraryProblem {
  return {
    kind: 'newer',
    file: HEADER_FILE,
    message: `This library was made by a newer Debrief (version ${version}; this one knows ${LIBRARY_VERSION}). What this version understands is shown, and nothing can be changed. Update Debrief to work in it.`,
  }
}

export function newerLibraryError(dir: string): DebriefError {
  return new DebriefError(
    'library.newer',
    'This library was made by a newer Debrief, so this version only shows it. Nothing was changed. Update Debrief to work in it.',
    { subject: dir },
  )
}

export function readOnlyLibrary(dir: string, reason: string): LibraryProblem {
  return {
    kind: 'readOnly',
    file: HEADER_FILE,
    message: `The folder ${dir} cannot be written to (${reason}). Lessons are shown, and private notes can be kept on this machine; nothing can be shared until the folder may be written to.`,
  }
}

export function lookOnlyLibrary(dir: string): LibraryProblem {
  return {
    kind: 'readOnly',
    file: HEADER_FILE,
    message: `The library ${dir} was opened for looking only. Lessons are shown; nothing is written into its folder.`,
  }
}

export function readOnlyError(dir: string): DebriefError {
  return new DebriefError(
    'library.readOnly',
    'The library folder cannot be written to, so nothing was saved there. Keep it as a private note, or ask whoever looks after the folder for permission to write.',
    { subject: dir },
  )
}

export function libraryGone(dir: string): LibraryProblem {
  return {
    kind: 'unreadable',
    file: HEADER_FILE,
    message: `The folder ${dir} cannot be reached at the moment. What was read before is still shown. Plug the drive in or connect to the network again; nothing is lost.`,
  }
}

export function libraryGoneError(dir: string): DebriefError {
  return new DebriefError(
    'library.notFound',
    `The library folder ${dir} cannot be reached at the moment, so nothing was saved. What you wrote before is safe. Plug the drive in or connect to the network, and try again.`,
    { subject: dir },
  )
}

export function damagedWriters(file: string, copy: string): LibraryProblem {
  return {
    kind: 'unreadable',
    file,
    message: `The list of who writes here from this installation was damaged. A copy is in ${copy}. A new list is made; everything in the library stays as it is and stays yours.`,
  }
}

export function noBackup(error: unknown): LibraryProblem {
  return {
    kind: 'noBackup',
    file: 'backups',
    message: `Your records are saved, but no backup of them could be made on this machine (${errorName(error) ?? String(error)}). Check the free space of the disk that holds Debrief's own data.`,
  }
}

/** The record is in the library; what failed is clearing the private copy of it. */
export function notCleared(error: unknown): unknown {
  if (!(error instanceof DebriefError)) return error
  return new DebriefError(
    error.code,
    'It is shared now, but its private copy on this machine could not be cleared. Nothing is lost, and it is shown once. The copy is cleared when you next save a private note in this lesson.',
    error.data,
    error,
  )
}

export function clonedWriter(file: string, certain: boolean): LibraryProblem {
  const found = certain
    ? 'Another machine writes in this library under the same number as this one; most likely one is a copy of the other.'
    : 'There are entries here under this machine’s own number of which it has no copy. Either it was cut off while saving, or it and another machine are copies of each other.'
  return {
    kind: 'cloned',
    file,
    message: `${found} This machine has taken a new number; nothing was lost, and there is nothing to do.`,
  }
}

export function noTrustSaved(error: unknown): LibraryProblem {
  return {
    kind: 'noBackup',
    file: 'trust',
    message: `Whose signature is whose could not be saved on this machine (${errorName(error) ?? String(error)}). Your records are safe. Check the free space of the disk that holds Debrief's own data.`,
  }
}

export function damagedTrust(file: string, copy: string): LibraryProblem {
  return {
    kind: 'unreadable',
    file,
    message: `The list of whose signature is whose was damaged. A copy is in ${copy}. A new list is made from what is in the library.`,
  }
}

export function goneError(id: string): DebriefError {
  return new DebriefError(
    'notFound',
    'This is not in the library (any more); perhaps someone removed it. Nothing was changed.',
    { subject: id },
  )
}
