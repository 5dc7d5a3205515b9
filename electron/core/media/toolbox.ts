import { join } from 'node:path'
import { findTools } from './tools/findTools.ts'
import type { MediaTools } from './tools/mediaTools.ts'

export interface ToolboxOptions {
  readonly home: string
  readonly resourcesDir: string
  /** What people chose in the settings, now. */
  chosen(): { readonly ffmpegPath?: string | undefined; readonly ffprobePath?: string | undefined }
}

/** ffmpeg and ffprobe, looked for when first needed and again when the settings name others; a failure is not remembered. */
export function createToolbox({ home, resourcesDir, chosen }: ToolboxOptions): () => Promise<MediaTools> {
  let found: { readonly key: string; readonly tools: Promise<MediaTools> } | undefined
  return () => {
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
    tools.catch(() => {
      if (found === mine) found = undefined
    })
    return tools
  }
}
