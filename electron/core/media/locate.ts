import { stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import type { Recording } from '../../contract/records/recording.ts'
import { identify } from './identity.ts'

export type Located =
  | { readonly missing: false; readonly file: string }
  /** `file` is where it was. */
  | { readonly missing: true; readonly file: string }

export interface LocateOptions {
  readonly libraryDir: string
  /** Where people said that recordings are on this machine, by recording id. */
  readonly overrides?: ReadonlyMap<string, string>
}

/**
 * Where a record says its file is, as an absolute path on this machine; undefined for a relative path that would leave the library: a
 * record may come from anyone, and may not make us open what lies beside the library. Pure.
 */
export function recordedPath(recording: Pick<Recording, 'path'>, libraryDir: string): string | undefined {
  if (isAbsolute(recording.path)) return recording.path
  const path = resolve(libraryDir, recording.path)
  const inside = relative(libraryDir, path)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : path
}

/** Files that were compared once and have not changed since. */
const compared = new Map<string, string>()

/**
 * Whether `file` is the recording: same size, and same blocks. A record may name any path, so the name alone proves nothing. What was
 * compared is remembered until the file changes.
 */
export async function isRecording(file: string, identity: Recording['identity']): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined)
  if (!stats?.isFile() || stats.size !== identity.sizeBytes) return false
  const key = `${file}\n${stats.size}\n${stats.mtimeMs}`
  const hash = compared.get(key) ?? (await identify(file).catch(() => undefined))?.hash
  if (hash === undefined) return false
  compared.set(key, hash)
  return hash === identity.hash
}

/** Finds a recording's file on this machine: where a person said it is, else where the record says. */
export async function locate(
  recording: Pick<Recording, 'id' | 'path' | 'identity'>,
  { libraryDir, overrides }: LocateOptions,
): Promise<Located> {
  const recorded = recordedPath(recording, libraryDir)
  const places = [overrides?.get(recording.id), recorded].filter(path => path !== undefined)
  for (const file of places) if (await isRecording(file, recording.identity)) return { missing: false, file }
  return { missing: true, file: places[0] ?? recording.path }
}
