import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { errorName } from '../library/fileSystem.ts'

/** A subtitle file next to a recording. */
export interface Beside {
  /** Absolute. */
  readonly path: string
  readonly fileName: string
}

const subtitle = /\.(?:vtt|srt)$/i
/** `en`, `pt-BR`, `es_419`, `forced`: what stands between the recording's name and the ending. */
const between = /^(?:\.[\p{L}\d_-]{1,20}){0,2}$/u

/** Whether a subtitle file carries a recording's name: `a.vtt`, `a.mp4.vtt`, `a.en.srt` for `a.mp4`; case does not count. */
export function carriesName(subtitleName: string, recordingName: string): boolean {
  if (!subtitle.test(subtitleName)) return false
  const words = subtitleName.replace(subtitle, '').normalize('NFC').toLowerCase()
  const whole = recordingName.normalize('NFC').toLowerCase()
  const bare = whole.slice(0, whole.length - extname(whole).length)
  return [whole, bare].some(
    name => name !== '' && words.startsWith(name) && between.test(words.slice(name.length)),
  )
}

/**
 * The subtitle files beside a recording, shortest name first. A folder that may not be listed has none to offer.
 * @param recordingFile absolute
 */
export async function subtitlesBeside(recordingFile: string): Promise<Beside[]> {
  const dir = dirname(recordingFile)
  let names: string[]
  try {
    names = await readdir(dir)
  } catch (error) {
    if (errorName(error) !== undefined) return []
    throw error
  }
  return names
    .filter(name => carriesName(name, basename(recordingFile)))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map(fileName => ({ path: join(dir, fileName), fileName }))
}
