import { DebriefError } from '../../contract/errors.ts'
import type { LibraryProblem } from './library.types.ts'
import { FORMAT_VERSION } from './migrations.ts'

/** Everything that could not be taken as it is, by the place that found it. */
export class Problems {
  readonly #bySource = new Map<string, readonly LibraryProblem[]>()
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Replaces what `source` reported before. */
  report(source: string, problems: readonly LibraryProblem[]): void {
    const before = this.#bySource.get(source) ?? []
    if (JSON.stringify(before) === JSON.stringify(problems)) return
    if (problems.length > 0) this.#bySource.set(source, problems)
    else this.#bySource.delete(source)
    this.#changed()
  }

  all(): readonly LibraryProblem[] {
    return [...this.#bySource.values()].flat()
  }
}

export function newerFileProblem(file: string, version: number): LibraryProblem {
  return {
    kind: 'newer',
    file,
    message: `${file} was written by a newer Debrief (format ${version}; this one knows ${FORMAT_VERSION}). What this version understands of it is shown, and nothing in it is changed. Update Debrief to see the rest.`,
  }
}

export function foreignFileProblem(file: string, reason: string): LibraryProblem {
  return {
    kind: 'unreadable',
    file,
    message: `${file} cannot be read yet: ${reason}. It is left as it is, and everything else is shown. If a sync tool is still copying it, it will appear by itself when it is whole.`,
  }
}

export function damagedRecordProblem(file: string, id: string, damage: string): LibraryProblem {
  return {
    kind: 'damagedRecord',
    file,
    message: `${id} in ${file} cannot be shown (${damage}). It is kept in the file as it is; a newer Debrief may be able to read it.`,
  }
}

export function looseEntriesProblem(file: string, count: number): LibraryProblem {
  return {
    kind: 'damagedRecord',
    file,
    message: `${count === 1 ? 'One entry' : `${count} entries`} in ${file} cannot be shown, because they are no records. They are kept in the file as they are.`,
  }
}

export function futureProblem(file: string, count: number): LibraryProblem {
  return {
    kind: 'fromTheFuture',
    file,
    message: `${count === 1 ? 'One entry' : `${count} entries`} in ${file} are dated more than a day ahead and are set aside until then. Nothing is lost. Check the clock of this machine and of the one that wrote them.`,
  }
}

export function newerFileError(file: string): DebriefError {
  return new DebriefError(
    'library.newer',
    'Your own records here were written by a newer Debrief, so this version does not change them. Nothing is lost. Update Debrief to go on writing.',
    { subject: file },
  )
}

export function blockedFileError(file: string): DebriefError {
  return new DebriefError(
    'library.unreadable',
    'Your own records here cannot be read and could not be copied aside, so nothing was written over them. Check the disk and the permissions of the library folder, then open the library again.',
    { subject: file },
  )
}
