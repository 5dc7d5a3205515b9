import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import type { ToolSource } from './mediaTools.ts'

export type ToolName = 'ffmpeg' | 'ffprobe'

/** A place where the tools may be: the files to try for each, best first. Nothing says that they are there. */
export interface Place {
  readonly source: ToolSource
  readonly ffmpeg: readonly string[]
  readonly ffprobe: readonly string[]
}

export interface PlaceOptions {
  /** The user's setting: the folder that holds both programs, or the path of ffmpeg itself. */
  readonly setting?: string
  readonly env?: NodeJS.ProcessEnv
  /** The packaged app's resources; the tools lie in its `media-tools` folder. */
  readonly resourcesDir?: string
  readonly platform?: NodeJS.Platform
}

const fileName = (tool: ToolName, platform: NodeJS.Platform) => (platform === 'win32' ? `${tool}.exe` : tool)

function inFolders(source: ToolSource, folders: readonly string[], platform: NodeJS.Platform): Place {
  const all = (tool: ToolName) => folders.map(folder => join(folder, fileName(tool, platform)))
  return { source, ffmpeg: all('ffmpeg'), ffprobe: all('ffprobe') }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function fromSetting(setting: string, platform: NodeJS.Platform): Place {
  if (isFolder(setting)) return inFolders('setting', [setting, join(setting, 'bin')], platform)
  const beside = join(dirname(setting), fileName('ffprobe', platform))
  return { source: 'setting', ffmpeg: [setting], ffprobe: [beside] }
}

function fromEnvironment(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Place {
  const { FFMPEG_BIN, FFPROBE_BIN } = env
  // Whoever names one of the two means its neighbour as well.
  const beside = (path: string | undefined, tool: ToolName) =>
    path ? [join(dirname(path), fileName(tool, platform))] : []
  return {
    source: 'environment',
    ffmpeg: FFMPEG_BIN ? [FFMPEG_BIN] : beside(FFPROBE_BIN, 'ffmpeg'),
    ffprobe: FFPROBE_BIN ? [FFPROBE_BIN] : beside(FFMPEG_BIN, 'ffprobe'),
  }
}

/** What an optional npm package says its program's path is. Absent, broken or half-installed packages name none. */
function packaged(name: string): string[] {
  const require = createRequire(import.meta.url)
  let said: unknown
  try {
    said = require(name)
  } catch {
    // Optional packages are often left out on closed networks, and some throw on platforms they do not serve.
    return []
  }
  const path = typeof said === 'object' && said !== null && 'path' in said ? said.path : said
  // Inside a packaged app programs cannot be started from the archive, only from beside it.
  return typeof path === 'string' ? [path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')] : []
}

/** A desktop app often starts with a bare PATH, so the usual homes of ffmpeg follow it. */
function systemFolders(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const named = (env.PATH ?? env.Path ?? '').split(delimiter).filter(folder => folder !== '')
  if (platform === 'win32') return named
  return [...new Set([...named, '/opt/homebrew/bin', '/usr/local/bin', '/usr/bin', '/snap/bin'])]
}

/** Every place to look, in the order of preference. */
export function toolPlaces(options: PlaceOptions = {}): Place[] {
  const env = options.env ?? process.env
  const platform = options.platform ?? process.platform
  return [
    ...(options.setting ? [fromSetting(options.setting, platform)] : []),
    fromEnvironment(env, platform),
    ...(options.resourcesDir
      ? [inFolders('resources', [join(options.resourcesDir, 'media-tools')], platform)]
      : []),
    {
      source: 'packages',
      ffmpeg: packaged('ffmpeg-static'),
      ffprobe: packaged('@ffprobe-installer/ffprobe'),
    },
    inFolders('path', systemFolders(env, platform), platform),
  ]
}
