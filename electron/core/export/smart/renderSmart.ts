import { rm } from 'node:fs/promises'
import { withScratch } from '../../jobs/scratch.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { runFfmpeg } from '../../media/tools/run.ts'
import type { ClipPlan } from '../clipPlan.ts'
import { type RenderTargets, writeFinishFiles } from '../render.ts'
import { finishArgs } from '../renderArgs.ts'
import type { Written } from '../verify.ts'
import { assemble } from './assemble.ts'
import type { SmartPlan } from './smartPlan.ts'
import { firstOnesPlay, isLongCopy, verifySmart } from './verifySmart.ts'

export interface SmartOptions {
  readonly signal?: AbortSignal
  /** 0 to 1. */
  readonly onProgress?: (share: number) => void
}

/**
 * Puts a clip together from the recording's own pictures and those that had to be encoded, and verifies it.
 * @throws DebriefError tools.*, disk.full, export.mismatch, media.truncated, cancelled; NotCopyable; IndexUnusable
 */
export async function renderSmart(
  tools: MediaTools,
  clip: ClipPlan,
  plan: SmartPlan,
  { another, out, joined: unfinished }: RenderTargets,
  { signal, onProgress }: SmartOptions = {},
): Promise<Written> {
  return withScratch(async scratch => {
    const more = unfinished !== undefined && clip.subtitles && (clip.shown > 0 || clip.transcript.length > 0)
    // Subtitles and chapters are put in by ffmpeg, from a file that is whole already.
    const joined = more ? unfinished : out
    const stop = new AbortController()
    const either = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])])
    const firstOnes = isLongCopy(plan) ? firstOnesPlay(tools, clip, plan, either) : undefined
    // Told when the clip is verified; until then its failure is nobody's.
    firstOnes?.catch(() => undefined)
    try {
      const assembled = await assemble(
        tools,
        clip,
        plan,
        { scratch, another, out: joined },
        { ...(signal && { signal }), ...(onProgress && { onProgress }) },
      )
      if (more) {
        const finish = await writeFinishFiles(scratch, clip, joined)
        await runFfmpeg(tools, finishArgs(finish, out, plan.timescale), signal ? { signal } : {})
      }
      return await verifySmart(tools, out, clip, plan, assembled, {
        ...(firstOnes && { firstOnes }),
        ...(signal && { signal }),
      })
    } finally {
      stop.abort()
      await Promise.allSettled([firstOnes])
      if (more) await rm(joined, { force: true, maxRetries: 3 })
    }
  })
}
