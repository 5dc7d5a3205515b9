import { create } from 'zustand'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { api } from './api.ts'
import { sayError } from './notices.ts'
import { chooseFiles } from './shell.ts'

const ENDING = '.debrief'

/** Whether a file's name is that of a package. */
export const looksLikePackage = (name: string): boolean => name.toLowerCase().endsWith(ENDING)

interface PackageState {
  /** The lesson that is to be sent; the sheet is closed while there is none. */
  readonly sending: LessonId | undefined
  /** Packages to be looked at, one after the other: their paths on the host's machine. */
  readonly opening: readonly string[]
}
/** Which sheet about packages is open; any screen opens one. */
export const usePackages = create<PackageState>()(() => ({ sending: undefined, opening: [] }))

export const openSend = (sending: LessonId): void => usePackages.setState({ sending })
export const closeSend = (): void => usePackages.setState({ sending: undefined })

/** Shows what packages would bring, the first one first. */
export const openPackages = (files: readonly string[]): void =>
  usePackages.setState(({ opening }) => ({ opening: [...new Set([...opening, ...files])] }))

/** Goes on to the next package, if there is one. */
export function closePackage(file: string): void {
  usePackages.setState(({ opening }) => ({ opening: opening.filter(each => each !== file) }))
  api.packages.putAway({ file }).catch(error => sayError(error))
}

export async function openPackageByFile(): Promise<void> {
  try {
    openPackages(await chooseFiles('Choose a package'))
  } catch (error) {
    sayError(error)
  }
}
