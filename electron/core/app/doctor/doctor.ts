import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DoctorReport } from '../../../contract/api/app.ts'
import { DebriefError } from '../../../contract/errors.ts'
import { writeDurably } from '../../library/durableWrite.ts'
import { nodeFileSystem } from '../../library/fileSystem.ts'
import { abilities } from '../../media/tools/abilities.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { findBrowser, findElectron } from './programs.ts'

type Check = DoctorReport['checks'][number]

export interface DoctorParts {
  readonly home: string
  libraryDir(): string
  tools(): Promise<MediaTools>
  /** The signs of a text that no font here can draw. */
  missingGlyphs(text: string): Promise<readonly string[]>
}

/** A sign of each writing that comments are often in, with the writing's name. */
const writings: ReadonlyArray<readonly [string, string]> = [
  ['é', 'Latin'],
  ['ж', 'Cyrillic'],
  ['λ', 'Greek'],
  ['م', 'Arabic'],
  ['ש', 'Hebrew'],
  ['क', 'Devanagari'],
  ['观', 'Chinese'],
  ['の', 'Japanese'],
  ['한', 'Korean'],
  ['🙂', 'emoji'],
]

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function toolChecks(tools: DoctorParts['tools']): Promise<{ needed: Check[]; helpful: Check[] }> {
  let found: MediaTools
  try {
    found = await tools()
  } catch (error) {
    const missing = (name: string): Check => ({ name, ok: false, found: 'not found', hint: messageOf(error) })
    return { needed: [missing('ffmpeg'), missing('ffprobe')], helpful: [] }
  }
  const { filters, encoders } = await abilities(found)
  const has = (name: string, wanted: readonly string[], there: ReadonlySet<string>, hint: string): Check => {
    const lacking = wanted.filter(each => !there.has(each))
    const ok = lacking.length === 0
    return {
      name,
      ok,
      found: ok ? wanted.join(', ') : `missing: ${lacking.join(', ')}`,
      ...(!ok && { hint }),
    }
  }
  const full = 'Install a full build of ffmpeg; this one was made without it.'
  return {
    needed: [
      { name: 'ffmpeg', ok: true, found: found.ffmpeg.path, version: found.ffmpeg.version },
      { name: 'ffprobe', ok: true, found: found.ffprobe.path, version: found.ffprobe.version },
      has('encoders', ['libx264', 'aac'], encoders, full),
      has('filters', ['overlay', 'scale', 'yadif'], filters, full),
    ],
    helpful: [
      has('HDR filters', ['zscale', 'tonemap'], filters, `Recordings in HDR look pale without them. ${full}`),
    ],
  }
}

/** Writes a file as the library does, and takes it away again. */
async function folderCheck(name: string, dir: string): Promise<Check> {
  const probe = join(dir, `.debrief-check-${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(dir, { recursive: true })
    await writeDurably(
      nodeFileSystem,
      probe,
      Buffer.from('Debrief checks that this folder can be written to.\n'),
    )
    await rm(probe, { force: true })
    return { name, ok: true, found: dir }
  } catch (error) {
    const what = error instanceof DebriefError ? error.message : messageOf(error)
    return { name, ok: false, found: dir, hint: `The folder cannot be written to. ${what}` }
  }
}

function windowChecks(): Check[] {
  const browser = findBrowser()
  const electron = findElectron()
  return [
    browser
      ? { name: 'browser', ok: true, found: browser }
      : {
          name: 'browser',
          ok: false,
          found: 'not found',
          hint: 'Install Chromium, Chrome, Edge or Firefox.',
        },
    electron
      ? { name: 'Electron', ok: true, found: electron.path, version: electron.version }
      : {
          name: 'Electron',
          ok: false,
          found: 'not found',
          hint: 'Debrief opens in the browser instead. “npx install-electron” downloads the desktop window, where the network allows it.',
        },
  ]
}

async function fontCheck({ missingGlyphs }: DoctorParts): Promise<Check> {
  const missing = await missingGlyphs(writings.map(([sign]) => sign).join(' '))
  const names = (wanted: boolean) =>
    writings.filter(([sign]) => missing.includes(sign) !== wanted).map(([, writing]) => writing)
  if (missing.length === 0) return { name: 'fonts', ok: true, found: names(true).join(', ') }
  return {
    name: 'fonts',
    ok: false,
    found: names(true).join(', ') || 'none',
    hint: `Words in ${names(false).join(', ')} would be boxes in exported clips. Install the Noto fonts for them.`,
  }
}

/**
 * Checks what Debrief needs of this machine. `ok` of the whole says that the main job can be done; a missing desktop window,
 * HDR filters or fonts are named with what to do, and stop nothing.
 */
export async function examine(parts: DoctorParts): Promise<DoctorReport> {
  const { needed, helpful } = await toolChecks(parts.tools)
  const folders = [
    await folderCheck('data folder', parts.home),
    await folderCheck('library folder', parts.libraryDir()),
  ]
  const required = [...needed, ...folders]
  const checks = [...required, ...helpful, ...windowChecks(), await fontCheck(parts)]
  return { ok: required.every(check => check.ok), checks }
}
