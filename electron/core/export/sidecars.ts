import { rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { SidecarKind } from '../../contract/api/clips.ts'
import { unlessMissing } from '../library/fileSystem.ts'
import { fileUrl } from '../media/tools/input.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { runFfmpeg } from '../media/tools/run.ts'
import type { ClipPlan } from './clipPlan.ts'
import { commentsIn } from './plan.ts'
import { ownInput } from './renderArgs.ts'
import { placeFile } from './safeName.ts'
import { clipCues, srtOf, transcriptCues, vttOf } from './subtitles.ts'
import type { Cue } from './subtitleTrack.ts'

/** A clip with its place in the file that was written. */
export interface Placed {
  readonly plan: ClipPlan
  /** Where the clip begins in the file, ms. */
  readonly startMs: number
}

const isThere = async (path: string): Promise<boolean> => (await unlessMissing(stat(path))) !== undefined

const moved = (cues: readonly Cue[], byMs: number): Cue[] =>
  cues.map(({ fromMs, toMs, text }) => ({ fromMs: fromMs + byMs, toMs: toMs + byMs, text }))

export const commentCues = (clips: readonly Placed[]): Cue[] =>
  clips.flatMap(({ plan, startMs }) => moved(clipCues(plan.clip, plan.comments), startMs))

export const speechCues = (clips: readonly Placed[]): Cue[] =>
  clips.flatMap(({ plan, startMs }) =>
    moved(transcriptCues(plan.transcript, plan.clip.fromMs, plan.retime), startMs),
  )

/** All that is in the file, for programs. Times are whole ms of the file, `lessonMs` of the lesson. Pure. */
export function sidecarData(clips: readonly Placed[], durationMs: number) {
  return {
    format: 'debrief.clip/1',
    durationMs: Math.round(durationMs),
    clips: clips.map(({ plan, startMs }) => {
      const { clip, comments, lesson, retime } = plan
      return {
        title: clip.title,
        atMs: Math.round(startMs),
        durationMs: Math.round(plan.durationMs),
        lesson: lesson?.title,
        lessonFromMs: clip.fromMs,
        lessonToMs: Math.round(clip.fromMs + retime.stretchMs),
        comments: commentsIn(clip, comments).map(comment => ({
          atMs: Math.round(startMs + comment.atMs - clip.fromMs),
          lessonMs: comment.saidAtMs ?? comment.atMs,
          ...(comment.toMs !== undefined && { toMs: Math.round(startMs + comment.toMs - clip.fromMs) }),
          author: { name: comment.author.name, role: comment.author.role },
          kind: comment.kind,
          text: comment.text,
          tags: comment.tags.map(({ code, title, levelLabel, notObserved }) => ({
            code,
            title,
            ...(levelLabel !== undefined && { level: levelLabel }),
            ...(notObserved && { notObserved }),
          })),
        })),
        transcript: moved(transcriptCues(plan.transcript, clip.fromMs, retime), startMs),
      }
    }),
  }
}

/** Name ending and content of every file that stands beside the clip. Pure. */
export function sidecarFiles(
  kinds: readonly SidecarKind[],
  clips: readonly Placed[],
  durationMs: number,
): Array<{ readonly ending: string; readonly content: string }> {
  const speech = speechCues(clips)
  const texts = (kind: 'vtt' | 'srt', write: (cues: readonly Cue[]) => string) => [
    { ending: `.${kind}`, content: write(commentCues(clips)) },
    ...(speech.length > 0 ? [{ ending: `.transcript.${kind}`, content: write(speech) }] : []),
  ]
  const files = {
    vtt: () => texts('vtt', vttOf),
    srt: () => texts('srt', srtOf),
    json: () => [
      { ending: '.json', content: `${JSON.stringify(sidecarData(clips, durationMs), undefined, 2)}\n` },
    ],
  }
  return [...new Set(kinds)].flatMap(kind => files[kind]())
}

export interface SidecarRequest {
  /** The finished file, absolute. */
  readonly file: string
  /** Names a file to write to beside the target, until it is whole. */
  readonly partFor: (out: string) => Promise<string>
  readonly kinds: readonly SidecarKind[]
  /** A JPEG of the file at this moment; none where absent. */
  readonly posterAtMs?: number | undefined
  readonly clips: readonly Placed[]
  readonly durationMs: number
}

/** Gives what `work` writes its name once it is whole; where it fails, nothing stands there. */
async function placed(
  { file, partFor }: Pick<SidecarRequest, 'file' | 'partFor'>,
  ending: string,
  work: (path: string) => Promise<unknown>,
): Promise<string> {
  const dir = dirname(file)
  const name = `${basename(file).replace(/\.mp4$/i, '')}${ending}`
  const part = await partFor(join(dir, name))
  try {
    await work(part)
    return await placeFile(part, dir, name, ending)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/**
 * Writes what stands beside a clip, named like it, unless somebody already has that name.
 * @returns absolute paths
 * @throws DebriefError disk.full, disk.failed, tools.failed, cancelled; what is written then stays
 */
export async function writeBeside(
  tools: MediaTools,
  request: SidecarRequest,
  signal?: AbortSignal,
): Promise<string[]> {
  const { file, kinds, posterAtMs, clips, durationMs } = request
  const written: string[] = []
  for (const { ending, content } of sidecarFiles(kinds, clips, durationMs))
    written.push(await placed(request, ending, path => writeFile(path, content)))
  if (posterAtMs === undefined) return written
  const pictureMs = clips[0]?.plan.cut.pictureMs ?? 0
  const pictureAt = (path: string, atMs: number) =>
    runFfmpeg(
      tools,
      [
        ...['-ss', (atMs / 1000).toFixed(3), ...ownInput('mp4', file)],
        ...['-map', '0:v:0', '-frames:v', '1', '-map_metadata', '-1', '-flags:v', '+bitexact'],
        ...['-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p', '-strict', '-1'],
        ...['-f', 'image2', '-update', '1', '-y', fileUrl(path)],
      ],
      signal ? { signal } : {},
    )
  // After the beginning of the last picture there is none: ffmpeg writes no file then, and calls that a success.
  const poster = async (path: string) => {
    for (const atMs of [posterAtMs, posterAtMs - 1.5 * pictureMs, 0]) {
      await pictureAt(path, Math.max(0, atMs))
      if (await isThere(path)) return
    }
  }
  return [...written, await placed(request, '.jpg', poster)]
}
