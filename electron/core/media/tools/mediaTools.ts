/** One program, checked by running it. */
export interface Tool {
  readonly path: string
  /** As the program says it, e.g. `5.1.9-0+deb12u1` or `n7.1`. */
  readonly version: string
}

/** A candidate that was there but did not do; `debrief doctor` shows it. */
export interface RejectedTool {
  readonly path: string
  readonly reason: string
}

export interface MediaTools {
  readonly ffmpeg: Tool
  readonly ffprobe: Tool
  /** Where the pair was found; `mixed` when the two come from different places. */
  readonly source: ToolSource | 'mixed'
  readonly rejected: readonly RejectedTool[]
}

export const toolSources = ['setting', 'environment', 'resources', 'packages', 'path'] as const
export type ToolSource = (typeof toolSources)[number]
