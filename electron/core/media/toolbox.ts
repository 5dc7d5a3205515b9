import { join } from 'node:path'
import { findTools } from './tools/findTools.ts'
import type { MediaTools } from './tools/mediaTools.ts'

export interface ToolboxOptions {
  readonly home: string
  readonly resourcesDir: string
  /** What people chose in the settings, now. */
  chosen(): { readonly ffmpegPath?: string | undefined; readonly ffprobePath?: string | undefined }
}

export interface Toolbox {
  (): Promise<MediaTools>
  /** Waits until nothing is looked for any more: what was learnt of the programs is kept in `home`. */
  settled(): Promise<void>
}

/** ffmpeg and ffprobe, looked for when first needed and again when the settings name others; a failure is not remembered. */
export function createToolbox({ home, resourcesDir, chosen }: ToolboxOptions): Toolbox {
  let found: { readonly key: string; readonly tools: Promise<MediaTools> } | undefined
  const looking = new Set<Promise<unknown>>()
  const find = () => {
    const { ffmpegPath, ffprobePath } = chosen()
    const key = JSON.stringify([ffmpegPath, ffprobePath])
    if (found?.key === key) return found.tools
    const tools = findTools({
      resourcesDir,
      cacheFile: join(home, 'cache', 'tools.json'),
      setting: { ffmpegPath, ffprobePath },
    })
    const mine = { key, tools }
    found = mine
    const over = tools
      .catch(() => {
        if (found === mine) found = undefined
      })
      .finally(() => looking.delete(over))
    looking.add(over)
    return tools
  }
  const settled = async () => {
    await Promise.all(looking)
  }
  return Object.assign(find, { settled })
}
