import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, parse, resolve } from 'node:path'
import type { z } from 'zod'
import type { folderEntry } from '../../contract/api/app.ts'
import { DebriefError } from '../../contract/errors.ts'
import { errorName } from '../library/fileSystem.ts'
import { looksLikeRecording } from '../media/extensions.ts'
import { os } from '../rpc.ts'
import type { UserFolders } from './places.ts'

type Entry = z.infer<typeof folderEntry>

const isPackage = (name: string) => name.toLowerCase().endsWith('.debrief')

/** What file managers hide too; on Windows also what the system keeps for itself at a drive's root. */
const isHidden = (name: string) => /^[.$~]/.test(name) || name === 'System Volume Information'

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

function refused(dir: string, error: unknown): DebriefError {
  const name = errorName(error)
  if (name === 'EACCES' || name === 'EPERM')
    return new DebriefError(
      'media.noPermission',
      `The system does not let Debrief look into ${dir}. Choose another folder, or change its permissions.`,
      { subject: dir },
      error,
    )
  return new DebriefError(
    'notFound',
    `There is no folder ${dir} (any more). If it is on a drive, connect it again.`,
    { subject: dir },
    error,
  )
}

/** What something is behind its name; undefined for what is gone, not reachable, or neither folder nor recording. */
async function look(path: string, name: string): Promise<Entry | undefined> {
  const stats = await stat(path).catch(() => undefined)
  if (stats?.isDirectory()) return { name, path, kind: 'folder', modifiedAtMs: Math.trunc(stats.mtimeMs) }
  if (!stats?.isFile() || !(looksLikeRecording(name) || isPackage(name))) return undefined
  return { name, path, kind: 'file', sizeBytes: stats.size, modifiedAtMs: Math.trunc(stats.mtimeMs) }
}

/** Starting points of the list: the person's own folders, those that are there, and on Windows the drives. */
async function places(folders: UserFolders): Promise<Array<{ name: string; path: string }>> {
  const drives =
    process.platform === 'win32'
      ? [...'CDEFGHIJKLMNOPQRSTUVWXYZ'].map(letter => ({ name: `${letter}:`, path: `${letter}:\\` }))
      : [{ name: 'This computer', path: '/' }]
  const named = [
    { name: 'Home', path: homedir() },
    { name: 'Videos', path: folders.videos },
    { name: 'Documents', path: folders.documents },
    { name: 'Downloads', path: join(homedir(), 'Downloads') },
    ...drives,
  ]
  const there = await Promise.all(named.map(({ path }) => stat(path).then(Boolean, () => false)))
  return named.filter((_, index) => there[index])
}

/**
 * One folder as the in-app picker shows it: folders first, then recordings, each by name; hidden files left out.
 * @throws DebriefError notFound, media.noPermission
 */
export async function listFolder(dir: string, folders: UserFolders) {
  const path = resolve(dir)
  let names: string[]
  try {
    names = await readdir(path)
  } catch (error) {
    throw refused(path, error)
  }
  const seen = await Promise.all(
    names.filter(name => !isHidden(name)).map(name => look(join(path, name), name)),
  )
  const entries = seen
    .filter(entry => entry !== undefined)
    .sort((a, b) => (a.kind === b.kind ? byName.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1))
  const parent = path === parse(path).root ? null : dirname(path)
  return { dir: path, parent, places: await places(folders), entries }
}

export const fileProcedures = (folders: UserFolders) => ({
  list: os.files.list.handler(({ input }) => listFolder(input.dir ?? homedir(), folders)),
})
