import { rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { ulid } from 'ulid'
import { DebriefError } from '../../../contract/errors.ts'
import { syncFolder } from '../../library/durableWrite.ts'
import { nodeFileSystem } from '../../library/fileSystem.ts'
import type { Library } from '../../library/library.types.ts'
import { safeFileName } from '../../library/safeFileName.ts'

/**
 * Where the host puts files that were dropped on a page without a path. What lies there is ours: an import moves it into the
 * library's media, or removes it where it was refused or is known already.
 */
export const incomingFolder = (libraryDir: string): string => join(libraryDir, 'media', '.incoming')

/** @throws DebriefError library.readOnly */
export function uploadFolderOf({ readOnly, dir }: Pick<Library, 'readOnly' | 'dir'>): string {
  if (!readOnly) return incomingFolder(dir)
  throw new DebriefError(
    'library.readOnly',
    'This library can only be read here, so nothing can be added to it. Nothing was changed.',
    { subject: dir },
  )
}

export const isIncoming = (file: string, libraryDir: string): boolean =>
  dirname(file) === incomingFolder(libraryDir)

/** A name in `<library>/media` that nobody has; the words of the file's own name stay readable in it. */
export function mediaName(file: string): string {
  const ending = extname(file)
  const kept = /^\.\w{1,10}$/.test(ending) ? ending : ''
  return `${ulid()}-${safeFileName(basename(file, kept), 100)}${kept}`
}

/** Moves an incoming file into the library's media. @returns its path relative to the library folder, with `/` */
export async function keepIncoming(file: string, libraryDir: string): Promise<string> {
  const name = mediaName(file)
  const folder = join(libraryDir, 'media')
  await rename(file, join(folder, name))
  await syncFolder(nodeFileSystem, folder)
  return `media/${name}`
}

export const dropIncoming = (file: string): Promise<void> => rm(file, { force: true })
