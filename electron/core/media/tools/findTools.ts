import { DebriefError } from '../../../contract/errors.ts'
import type { MediaTools, RejectedTool, Tool, ToolSource } from './mediaTools.ts'
import { type Place, type PlaceOptions, type ToolName, toolPlaces } from './places.ts'
import { openVersionCache, type VersionCache } from './versionCache.ts'

export interface FindToolsOptions extends PlaceOptions {
  /** Remembers versions by path, size and time of change, so that a second start asks nobody. Optional. */
  readonly cacheFile?: string
}

/** What was found in one place; either may be absent. */
interface Found {
  readonly source: ToolSource
  readonly ffmpeg?: Tool
  readonly ffprobe?: Tool
}

/**
 * Chooses among what was found, in the order of the places.
 * A setting or an environment variable is a person's word and is followed for each program by itself. Below these, a place that
 * has both comes before an earlier place that has one: ffprobe and ffmpeg of different versions disagree on rotation, on
 * formats and on what is damaged, so what one admits the other may not open. A mix is the last resort.
 */
export function choosePair(
  found: readonly Found[],
): Pick<MediaTools, 'ffmpeg' | 'ffprobe' | 'source'> | undefined {
  const named = found.filter(place => place.source === 'setting' || place.source === 'environment')
  const unnamed = found.filter(place => !named.includes(place))
  const pairs = unnamed.filter(place => place.ffmpeg && place.ffprobe)
  const ranked = [...named, ...pairs, ...unnamed]
  const first = (tool: ToolName) => ranked.find(place => place[tool])
  const ffmpegPlace = first('ffmpeg')
  const ffprobePlace = first('ffprobe')
  if (!ffmpegPlace?.ffmpeg || !ffprobePlace?.ffprobe) return undefined
  const source = ffmpegPlace === ffprobePlace ? ffmpegPlace.source : 'mixed'
  return { ffmpeg: ffmpegPlace.ffmpeg, ffprobe: ffprobePlace.ffprobe, source }
}

async function firstThatRuns(
  tool: ToolName,
  paths: readonly string[],
  cache: VersionCache,
  rejected: RejectedTool[],
): Promise<Tool | undefined> {
  for (const path of paths) {
    const answer = await cache.check(tool, path)
    if (answer.state === 'runs') return { path, version: answer.version }
    if (answer.state === 'fails') rejected.push({ path, reason: answer.reason })
  }
  return undefined
}

async function lookIn(place: Place, cache: VersionCache, rejected: RejectedTool[]): Promise<Found> {
  const [ffmpeg, ffprobe] = await Promise.all([
    firstThatRuns('ffmpeg', place.ffmpeg, cache, rejected),
    firstThatRuns('ffprobe', place.ffprobe, cache, rejected),
  ])
  return { source: place.source, ...(ffmpeg && { ffmpeg }), ...(ffprobe && { ffprobe }) }
}

const howToInstall: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'Install it with “winget install Gyan.FFmpeg”, or name its folder in the settings',
  darwin: 'Install it with “brew install ffmpeg”, or name its folder in the settings',
  linux:
    'Install your system’s ffmpeg package (for example “sudo apt install ffmpeg”), or name its folder in the settings',
}

/** @returns the error for a machine without ffmpeg or ffprobe, with what to do on this operating system */
export function toolsMissing(
  lacking: readonly ToolName[],
  platform: NodeJS.Platform = process.platform,
): DebriefError {
  const what = lacking.join(' and ')
  const how = howToInstall[platform] ?? 'Install ffmpeg for your system, or name its folder in the settings'
  return new DebriefError(
    'tools.missing',
    `Debrief needs ${what} to read recordings, and found none that runs on this machine. Your library is safe. ${how}, then try again.`,
  )
}

/**
 * Finds ffmpeg and ffprobe: the user's setting, FFMPEG_BIN/FFPROBE_BIN, the packaged app, npm packages, PATH; each is checked by running it.
 * @throws DebriefError tools.missing, with what to install here
 */
export async function findTools(options: FindToolsOptions = {}): Promise<MediaTools> {
  const cache = await openVersionCache(options.cacheFile)
  const rejected: RejectedTool[] = []
  const found: Found[] = []
  for (const place of toolPlaces(options)) {
    found.push(await lookIn(place, cache, rejected))
    const last = found.at(-1)
    // A pair in this place cannot be beaten by a later one.
    if (last?.ffmpeg && last.ffprobe) break
  }
  await cache.save()
  const pair = choosePair(found)
  if (pair) return { ...pair, rejected }
  const lacking = (['ffmpeg', 'ffprobe'] as const).filter(tool => !found.some(place => place[tool]))
  throw toolsMissing(lacking, options.platform)
}
