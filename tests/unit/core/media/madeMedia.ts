import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findTools } from '../../../../electron/core/media/tools/findTools.ts'
import type { MediaTools } from '../../../../electron/core/media/tools/mediaTools.ts'

/** The tools of this machine; undefined where it has none, and then the tests that need them are skipped visibly. */
export const tools: MediaTools | undefined = await findTools().catch(() => undefined)

/** The tools, for tests that run only where they are. */
export function theTools(): MediaTools {
  if (!tools) throw new Error('ffmpeg and ffprobe are not on this machine')
  return tools
}

/** A folder for one test file. */
export function scratch(label: string): { dir: string; path(name: string): string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), `debrief-${label}-`))
  return { dir, path: name => join(dir, name), remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/** Makes a file with plain ffmpeg, apart from the code under test. */
export function make(out: string, ...args: string[]): string {
  execFileSync(theTools().ffmpeg.path, ['-nostdin', '-v', 'error', '-y', ...args, out], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return out
}

/** Asks plain ffprobe, apart from the code under test. */
export function ask(file: string, entries: string): string[] {
  const args = ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', file]
  return execFileSync(theTools().ffprobe.path, args, { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(line => line.replace(/,+$/, ''))
}

export const picture = (size: string, seconds: number, rate = 25) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:r=${rate}:d=${seconds}`,
]
export const sound = (seconds: number) => ['-f', 'lavfi', '-i', `sine=f=440:d=${seconds}`]
export const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
