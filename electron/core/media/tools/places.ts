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
  /** The user's own choice: each a program, or a folder that holds it. Who names one means its neighbour as well. */
  readonly setting?: { readonly ffmpegPath?: string | undefined; readonly ffprobePath?: string | undefined }
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

/** Two paths as a person names them: of either program or its folder; the other program is looked for beside it. */
function named(
  source: ToolSource,
  ffmpegPath: string | undefined,
  ffprobePath: string | undefined,
  platform: NodeJS.Platform,
): Place {
  const at = (tool: ToolName, own: string | undefined, neighbour: string | undefined) => {
    const path = own ?? neighbour
    if (!path) return []
    if (isFolder(path))
      return [join(path, fileName(tool, platform)), join(path, 'bin', fileName(tool, platform))]
    return [own ?? join(dirname(path), fileName(tool, platform))]
  }
  return {
    source,
    ffmpeg: at('ffmpeg', ffmpegPath, ffprobePath),
    ffprobe: at('ffprobe', ffprobePath, ffmpegPath),
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
  const listed = (env.PATH ?? env.Path ?? '').split(delimiter).filter(folder => folder !== '')
  if (platform === 'win32') return listed
  return [...new Set([...listed, '/opt/homebrew/bin', '/usr/local/bin', '/usr/bin', '/snap/bin'])]
}

/** Every place to look, in the order of preference. */
export function toolPlaces(options: PlaceOptions = {}): Place[] {
  const env = options.env ?? process.env
  const platform = options.platform ?? process.platform
  return [
    named('setting', options.setting?.ffmpegPath, options.setting?.ffprobePath, platform),
    named('environment', env.FFMPEG_BIN || undefined, env.FFPROBE_BIN || undefined, platform),
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
