import type { WriterId } from '../../contract/records/envelope.ts'
import type { RecordFolder } from './recordFolder.ts'
import type { Scope, ScopeKey } from './scope.ts'
import type { FileEdit } from './stage.ts'
import { notCleared } from './storeMessages.ts'

export interface CommitOptions {
  readonly writer: WriterId
  scope(key: ScopeKey): Promise<Scope>
  /** Called after each file, saved or not, so that what is seen follows what is on the disk. */
  touched(scope: Scope): void
}

/**
 * Saves edits file by file, shared files first: whatever happens between two files, a record that is being shared is in
 * at least one of them.
 * @throws DebriefError of the first file that could not be saved; those behind it are left as they were
 */
export async function commitEdits(edits: readonly FileEdit[], options: CommitOptions): Promise<void> {
  for (const edit of [...edits].sort((a, b) => rank(a) - rank(b))) {
    const scope = await options.scope(edit.scope)
    const folder = edit.private ? scope.private : scope.shared
    if (!folder) throw new Error(`${edit.scope} has no private folder`)
    try {
      await saveEdit(edit, scope, folder, options.writer)
    } finally {
      options.touched(scope)
    }
  }
}

async function saveEdit(edit: FileEdit, scope: Scope, folder: RecordFolder, writer: WriterId): Promise<void> {
  if (!edit.private) return await folder.save(writer, edit.put, edit.drop)
  const drop = new Set([...edit.drop, ...sharedSince(scope, folder)])
  try {
    await folder.save(writer, edit.put, drop)
    for (const other of holders(folder, drop, writer)) await folder.save(other, new Map(), drop)
  } catch (error) {
    throw edit.drop.size > 0 ? notCleared(error) : error
  }
}

function rank({ scope, private: privately }: FileEdit): number {
  if (privately) return 2
  return scope === 'catalog' ? 0 : 1
}

/** Records still in the private folder although everyone sees them: a crash came between the two files of a `share`. */
function sharedSince(scope: Scope, folder: RecordFolder): readonly string[] {
  return folder
    .replicas()
    .flatMap(({ file }) => [...file.records.keys()])
    .filter(id => scope.get(id)?.private === false)
}

/** Other writers of this installation whose private file still holds one of the records. */
function holders(folder: RecordFolder, ids: ReadonlySet<string>, but: WriterId): readonly WriterId[] {
  const writers = new Set<WriterId>()
  for (const { file } of folder.replicas()) {
    if (file.writer !== but && [...ids].some(id => file.records.has(id))) writers.add(file.writer)
  }
  return [...writers]
}
