import { mkdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { SidecarKind } from '../../contract/api/clips.ts'
import { DebriefError } from '../../contract/errors.ts'
import { partPathOf } from '../jobs/partFile.ts'
import { IndexUnusable } from '../media/strips/boxes.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { type ClipOptions, type ClipPlan, planClip } from './clipPlan.ts'
import { learnSpeed, sizeOf, tellingMoment } from './estimate.ts'
import type { ExportInput } from './export.types.ts'
import { diskFull, type RenderTargets, renderFull } from './render.ts'
import { placeFile, safeFileName } from './safeName.ts'
import { writeBeside } from './sidecars.ts'
import { NotCopyable } from './smart/h264/units.ts'
import { renderSmart } from './smart/renderSmart.ts'
import { planSmart } from './smart/smartPlan.ts'
import type { Timing } from './source/cutPlan.ts'
import type { Written } from './verify.ts'

export interface ExportOptions extends ClipOptions {
  readonly tools: MediaTools
  /** Absolute; made where it is not there. */
  readonly outDir: string
  /** Encodes every picture, though some could be copied. Default false. */
  readonly exact?: boolean
  /** What is written beside the clip. Default: a `.vtt` where there are subtitles. */
  readonly sidecars?: readonly SidecarKind[] | undefined
  /** A JPEG beside the clip. Default: none. */
  readonly poster?: boolean
  /** Names a file to write to beside the target (a job's `partFor`, so that a crash leaves nothing). Default: a fresh name. */
  readonly partFor?: (out: string) => Promise<string>
  readonly signal?: AbortSignal
  /** 0 to 1, and what is being done, in words. */
  readonly onProgress?: (progress: number, note: string) => void
}

export interface Exported {
  /** Absolute path. */
  readonly file: string
  readonly durationMs: number
  readonly method: 'smart' | 'full' | 'copy'
  /** Why all of it was encoded, as the end of a sentence; absent where it was not. */
  readonly why?: string
  /** How much of it was encoded anew. */
  readonly encodedMs: number
  readonly verified: true
  readonly sizeBytes: number
  /** What stands beside it, absolute paths. */
  readonly beside: readonly string[]
}

/** What stands beside a clip unless someone says otherwise. */
export const sidecarsOf = ({
  sidecars,
  subtitles,
}: Pick<ExportOptions, 'sidecars' | 'subtitles'>): readonly SidecarKind[] =>
  sidecars ?? (subtitles === true ? ['vtt'] : [])

/** Share of the work that is encoding; the rest is putting the clip together. */
const encodingShare = 0.97

export async function checkRoom(dir: string, neededBytes: number): Promise<void> {
  const disk = await statfs(dir).catch(() => undefined)
  // Some network folders do not say; then the disk's own refusal is what tells.
  if (disk && disk.bavail * disk.bsize < neededBytes) throw diskFull(dir)
}

async function render(
  plan: ClipPlan,
  targets: RenderTargets,
  { tools, signal, onProgress }: ExportOptions,
): Promise<Written> {
  const began = performance.now()
  const written = await renderFull(tools, plan, targets, {
    ...(signal && { signal }),
    onProgress: doneMs =>
      onProgress?.(
        encodingShare * Math.min(1, Math.max(0, doneMs / Math.max(1, plan.durationMs))),
        'Encoding',
      ),
  })
  learnSpeed(plan, performance.now() - began)
  return written
}

/** What to try after each timing. Damaged stretches and lying indexes give fewer pictures than they list; repeating the last keeps the time. */
const nextTiming: Record<Timing, Timing | undefined> = { own: 'steady', steady: 'frozen', frozen: undefined }

type Made = Pick<Exported, 'method' | 'encodedMs' | 'durationMs' | 'why'> & { readonly plan: ClipPlan }

/** What another way of making the clip may yet set right. */
const isMendable = (error: unknown): boolean =>
  error instanceof NotCopyable ||
  error instanceof IndexUnusable ||
  (error instanceof DebriefError &&
    ['export.mismatch', 'tools.failed', 'media.truncated'].includes(error.code))

/** Copies what can be copied. @returns the clip, or why it has to be encoded */
async function makeSmart(
  plan: ClipPlan,
  targets: RenderTargets,
  { tools, signal, onProgress, exact = false }: ExportOptions,
): Promise<Made | { readonly why: string }> {
  const choice = await planSmart(plan, { exact })
  if ('why' in choice) return choice
  const { pieces, encodedMs } = choice.plan
  const began = performance.now()
  try {
    const { durationMs } = await renderSmart(tools, plan, choice.plan, targets, {
      ...(signal && { signal }),
      onProgress: share => onProgress?.(encodingShare * share, encodedMs > 0 ? 'Encoding' : 'Copying'),
    })
    learnSpeed(plan, performance.now() - began, encodedMs)
    const method = pieces.every(({ how }) => how === 'copy') ? 'copy' : 'smart'
    return { plan, durationMs, method, encodedMs }
  } catch (error) {
    if (!isMendable(error)) throw error
    const reason = error instanceof Error ? error.message : String(error)
    return { why: `copying it was tried and did not prove right (${reason})` }
  }
}

async function makeStubbornly(
  input: ExportInput,
  targets: RenderTargets,
  options: ExportOptions,
): Promise<Made> {
  const { tools, signal } = options
  let timing: Timing | undefined
  let why: string | undefined
  for (;;) {
    const plan = await planClip(tools, input, options, {
      ...(timing && { timing }),
      ...(signal && { signal }),
    })
    await checkRoom(options.outDir, sizeOf(plan) * 2.2)
    if (why === undefined) {
      const made = await makeSmart(plan, targets, options)
      if ('plan' in made) return made
      why = made.why
    }
    try {
      const { durationMs } = await render(plan, targets, options)
      return { plan, durationMs, method: 'full', encodedMs: durationMs, why }
    } catch (error) {
      const inVain = !(
        error instanceof DebriefError &&
        (error.code === 'export.mismatch' || error.code === 'tools.failed')
      )
      timing = nextTiming[plan.cut.timing]
      if (inVain || timing === undefined || !plan.picture) throw error
    }
  }
}

/**
 * Writes a clip with its comments on the picture, checks the written file, and gives it its name. The file appears when it is
 * whole and right, or never; nothing is overwritten.
 * @throws DebriefError media.*, input.invalid, tools.missing, tools.failed, disk.full, disk.failed, export.mismatch, cancelled
 */
export async function exportClip(input: ExportInput, options: ExportOptions): Promise<Exported> {
  const { outDir, signal, onProgress, partFor = async (out: string) => partPathOf(out) } = options
  await makeFolder(outDir)
  const name = safeFileName(input.clip.title, '.mp4')
  const another = () => partFor(join(outDir, name))
  const part = await another()
  const growing = await another()
  const joined = options.subtitles === true ? await another() : undefined
  try {
    onProgress?.(0, 'Preparing')
    const { plan, ...made } = await makeStubbornly(input, { growing, out: part, joined, another }, options)
    signal?.throwIfAborted()
    const file = await placeFile(part, outDir, name, '.mp4')
    const beside = await writeBeside(
      options.tools,
      {
        file,
        partFor,
        kinds: sidecarsOf(options),
        posterAtMs: options.poster ? tellingMoment(plan) : undefined,
        clips: [{ plan, startMs: 0 }],
        durationMs: plan.durationMs,
      },
      signal,
    )
    onProgress?.(1, 'Done')
    return {
      file,
      ...made,
      verified: true,
      sizeBytes: (await stat(file)).size,
      beside,
    }
  } finally {
    await rm(part, { force: true, maxRetries: 3 })
    await rm(growing, { force: true, maxRetries: 3 })
    if (joined !== undefined) await rm(joined, { force: true, maxRetries: 3 })
  }
}

export async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true })
  } catch (cause) {
    throw new DebriefError(
      'disk.failed',
      `The folder “${dir}” cannot be made, so nothing was exported. Choose another folder and export again.`,
      { subject: dir },
      cause,
    )
  }
}
