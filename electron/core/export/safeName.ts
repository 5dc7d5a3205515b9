import { link, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'

/** Windows takes these for devices, whatever follows the first dot. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])$/i

/** What some file system refuses, or a shell or sync tool stumbles over: control and format characters, `<>:"/\|?*`, lone surrogates. */
const refused =
  /[<>:"/\\|?*]|[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/gu

/** No common file system takes a longer name (ext4 and APFS count bytes, NTFS counts UTF-16 units, which are never more). */
const maxNameBytes = 255
/** Room for ` (999)` and for the temporary name's own ending. */
const spareBytes = 24

const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8')

/** Cuts at a whole character as people see it, so that no emoji or accent is torn. */
function cutToBytes(text: string, limit: number): string {
  if (bytesOf(text) <= limit) return text
  let kept = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    used += bytesOf(segment)
    if (used > limit) break
    kept += segment
  }
  return kept
}

/** Trailing dots and spaces vanish on Windows; a leading dot hides the file, a leading dash looks like an option. */
const trimEnds = (text: string) => text.replace(/^[\s.\-~]+/u, '').replace(/[\s.]+$/u, '')

/**
 * Makes a file name out of any words, so that every operating system takes it.
 * @param extension with its dot, of plain letters
 * @param fallback used where the words have nothing a file name may hold
 */
export function safeFileName(words: string, extension: string, fallback = 'Clip'): string {
  const spoken = words.normalize('NFC').replace(refused, ' ').replace(/\s+/gu, ' ')
  const room = maxNameBytes - spareBytes - bytesOf(extension)
  const name = trimEnds(cutToBytes(trimEnds(spoken), room)) || fallback
  const stem = name.split('.')[0] ?? name
  return `${reserved.test(stem.trim()) ? `${name.slice(0, stem.length)}_${name.slice(stem.length)}` : name}${extension}`
}

const numbered = (name: string, extension: string, n: number) =>
  n === 1 ? name : `${name.slice(0, name.length - extension.length)} (${n})${extension}`

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

const notTaken = (dir: string, error: unknown) => {
  const code = codeOf(error)
  return new DebriefError(
    code === 'ENOSPC' || code === 'EDQUOT' ? 'disk.full' : 'disk.failed',
    `The folder “${dir}” does not take the exported clip. Nothing was changed; choose another folder, or free some space, and export again.`,
    { subject: dir },
    error,
  )
}

/** Tries a name, then ` (2)`, ` (3)` …, until `take` does not find somebody's file there. */
async function firstFree(
  dir: string,
  name: string,
  extension: string,
  take: (path: string) => Promise<void>,
): Promise<string> {
  for (let n = 1; n < 10_000; n++) {
    const path = join(dir, numbered(name, extension, n))
    try {
      await take(path)
      return path
    } catch (error) {
      // A folder of that name answers EISDIR on some systems; the next number is free of it.
      if (codeOf(error) !== 'EEXIST' && codeOf(error) !== 'EISDIR') throw error
    }
  }
  throw new DebriefError(
    'disk.failed',
    `The folder “${dir}” has ten thousand clips of this name. Choose another folder, and export again.`,
    { subject: dir },
  )
}

/** What file systems without a second name for one file answer (exFAT on sticks, some network folders). */
const noLinks = new Set<unknown>(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'UNKNOWN'])

/**
 * Gives a file that is whole a name that nobody has yet in `dir`, in one step: whatever happens, nothing half-made and nothing empty ever has that
 * name, and nothing is overwritten. Where the file system knows no such step, the name is first claimed by an empty file.
 * @param whole in the same file system; it is gone afterwards
 * @returns the absolute path
 * @throws DebriefError disk.failed, disk.full, where the folder takes no file
 */
export async function placeFile(
  whole: string,
  dir: string,
  name: string,
  extension: string,
): Promise<string> {
  try {
    const path = await firstFree(dir, name, extension, target => link(whole, target))
    await rm(whole)
    return path
  } catch (error) {
    if (error instanceof DebriefError) throw error
    if (!noLinks.has(codeOf(error))) throw notTaken(dir, error)
  }
  const path = await claimFile(dir, name, extension)
  try {
    await rename(whole, path)
    return path
  } catch (error) {
    await rm(path, { force: true })
    throw notTaken(dir, error)
  }
}

/**
 * Claims a name that nobody has yet in `dir`: an empty file stands there at once, so two exports at the same time never
 * choose the same one. ` (2)`, ` (3)` … are tried in turn.
 * @returns the absolute path of the empty file
 * @throws DebriefError disk.failed, disk.full, where the folder takes no file
 */
export async function claimFile(dir: string, name: string, extension: string): Promise<string> {
  try {
    return await firstFree(dir, name, extension, async path => (await open(path, 'wx')).close())
  } catch (error) {
    throw error instanceof DebriefError ? error : notTaken(dir, error)
  }
}
