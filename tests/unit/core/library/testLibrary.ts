import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Library } from '../../../../electron/core/library/library.types.ts'
import { type OpenOptions, openLibrary } from '../../../../electron/core/library/openLibrary.ts'
import { lesson } from './records.ts'

export interface TestFolders {
  dir: string
  home: string
  /** Opens the library; closed after the test. `home` of another machine where named. */
  open(options?: Partial<OpenOptions>): Promise<Library>
  /** The writer files of a folder of the library. */
  files(folder: string): Promise<readonly string[]>
}

/** Fresh folders for each test, taken away after it. */
export function testFolders(): TestFolders {
  let root = ''
  let opened: Library[] = []
  const folders: TestFolders = {
    dir: '',
    home: '',
    async open(options = {}) {
      const library = await openLibrary({
        dir: folders.dir,
        home: folders.home,
        create: true,
        watch: false,
        ...options,
      })
      opened.push(library)
      return library
    },
    files: async folder => (await readdir(join(folders.dir, folder))).sort(),
  }
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'debrief-library-'))
    folders.dir = join(root, 'library')
    folders.home = join(root, 'home')
  })
  afterEach(async () => {
    for (const library of opened) await library.close()
    opened = []
    await rm(root, { recursive: true, force: true })
  })
  return folders
}

/** The texts of the lesson's comments, in order of the alphabet. */
export async function texts(library: Library): Promise<string[]> {
  return (await library.conversation(lesson)).comments.map(({ record }) => record.text).sort()
}

/** Everything in all files below a folder. */
export async function everyByte(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  const contents = await Promise.all(files.map(file => readFile(join(file.parentPath, file.name), 'utf8')))
  return contents.join('\n')
}
