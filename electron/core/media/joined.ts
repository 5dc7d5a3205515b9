import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaFacts, MediaIdentity } from '../../contract/records/recording.ts'
import { partPathOf } from '../jobs/partFile.ts'
import { fileUrl, trustList } from './tools/input.ts'

/** One file of a recording that a camera wrote in several. */
export interface JoinedPart {
  readonly file: string
  readonly durationMs: number
}

/** What makes a joined recording the same one anywhere: what its parts are, in their order. Pure. */
export function joinedIdentity(parts: readonly MediaIdentity[]): MediaIdentity {
  const hash = createHash('sha256').update(parts.map(part => part.hash).join('\n'))
  return { sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0), hash: hash.digest('hex') }
}

/** What a joined recording is: as its first part, as long as all of them. A page cannot play several files as one, so it gets a copy. Pure. */
export function joinedFacts(parts: readonly [MediaFacts, ...MediaFacts[]]): MediaFacts {
  const [first] = parts
  const durationMs = parts.reduce((sum, part) => sum + part.durationMs, 0)
  return {
    ...first,
    ...{ durationMs, startMs: 0, container: 'concat', playable: false },
    ...(first.soundTracks && { soundTracks: first.soundTracks.map(each => ({ ...each, playable: false })) }),
  }
}

/** A file's name as ffmpeg's list takes it: in single quotes, with those in it set apart. Pure. */
const quoted = (file: string) => `'${fileUrl(file).replaceAll("'", "'\\''")}'`

export const listText = (parts: readonly JoinedPart[]): string =>
  [
    'ffconcat version 1.0',
    ...parts.flatMap(({ file, durationMs }) => [
      `file ${quoted(file)}`,
      `duration ${(durationMs / 1000).toFixed(3)}`,
    ]),
    '',
  ].join('\n')

/**
 * Writes the list by which ffmpeg reads the parts as one, where it is not there or says something else. Only lists from here are opened as
 * lists; their parts are known by identity, so none of them can be a list itself.
 * @returns its path
 */
export async function writeJoinedList(folder: string, parts: readonly JoinedPart[]): Promise<string> {
  const path = join(folder, 'joined.ffconcat')
  const text = listText(parts)
  // Not there is one of the answers.
  if ((await readFile(path, 'utf8').catch(() => undefined)) !== text) {
    await mkdir(folder, { recursive: true })
    const part = partPathOf(path)
    await writeFile(part, text)
    await rename(part, path)
  }
  trustList(path)
  return path
}
