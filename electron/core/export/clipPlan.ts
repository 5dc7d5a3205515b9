import { DebriefError } from '../../contract/errors.ts'
import { probe } from '../media/probe.ts'
import type { PictureStream, SoundStream } from '../media/streams.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { stillSize } from './card/drawStill.ts'
import type {
  ExportClip,
  ExportComment,
  ExportInput,
  ExportRecording,
  ExportStyle,
  Size,
} from './export.types.ts'
import { stillFps } from './filterGraph.ts'
import { commentsIn, type OverlayPlan, planOverlay } from './plan.ts'
import { type CutPlan, cutPlan, type Timing } from './source/cutPlan.ts'
import { readPackets } from './source/readPackets.ts'

export interface ClipOptions {
  readonly style: ExportStyle
  /** Embeds the comments as soft subtitles, and chapters. Default false. */
  readonly subtitles?: boolean
}

/** All that is decided before anything is written; the same for the export, its preview and its estimate. */
export interface ClipPlan {
  readonly clip: ExportClip
  readonly recording: ExportRecording
  /** Without private notes. */
  readonly comments: readonly ExportComment[]
  readonly cut: CutPlan
  /** Size of the exported picture. */
  readonly size: Size
  readonly picture: PictureStream | undefined
  readonly sound: SoundStream | undefined
  /** Absent where nothing is drawn. */
  readonly overlay: OverlayPlan | undefined
  readonly subtitles: boolean
  /** How many comments the clip carries. */
  readonly shown: number
}

/** Letters need some pixels: smaller pictures are enlarged, so that a comment on them can be read. */
const minSide = 144

/** The exported picture's size: as shown, even (H.264 in 4:2:0 has no odd sides). Pure. */
export function exportSize(shown: Size, style: ExportStyle): Size {
  const side = Math.min(shown.width, shown.height)
  const scale = style !== 'none' && side > 0 && side < minSide ? minSide / side : 1
  const even = (n: number) => Math.max(2, 2 * Math.round((n * scale) / 2))
  return { width: even(shown.width), height: even(shown.height) }
}

/**
 * Reads the recording around the clip and decides how it is cut, how large it is and what lies on it.
 * @param timing use this one, because the file's own times proved wrong
 * @param endsOnly do not read all of a long stretch: nothing is going to be encoded
 * @throws DebriefError media.* (the recording is gone or damaged), input.invalid (the clip lies outside of the recording),
 *   tools.missing, cancelled
 */
export async function planClip(
  tools: MediaTools,
  input: ExportInput,
  options: ClipOptions,
  {
    signal,
    timing,
    endsOnly = false,
  }: { readonly signal?: AbortSignal; readonly timing?: Timing; readonly endsOnly?: boolean } = {},
): Promise<ClipPlan> {
  const { recording } = input
  const { clip: wanted } = input
  const probed = await probe(tools, recording.path, { ...(signal && { signal }) })
  const { picture, sound, facts } = probed
  const fromMs = Math.max(0, wanted.fromMs - recording.offsetMs)
  const toMs = wanted.toMs - recording.offsetMs
  const comments = commentsIn(wanted, input.comments)
  const packets = await readPackets(
    tools,
    recording.path,
    { picture: picture?.index, sound: sound?.index, startMs: facts.startMs, fromMs, toMs, endsOnly },
    signal,
  )
  const cut =
    toMs > fromMs
      ? cutPlan(packets, {
          fromMs,
          toMs,
          recordingMs: facts.durationMs,
          fps: picture?.fps,
          changes: options.style !== 'none' && comments.length > 0,
          timing,
        })
      : undefined
  if (!cut)
    throw new DebriefError(
      'input.invalid',
      `“${wanted.title}” lies where its recording has neither picture nor sound, so there is nothing to export. The clip and its comments are safe; move its start or end and try again.`,
      { subject: recording.path },
    )
  const size = picture ? exportSize(picture, options.style) : stillSize
  // What is drawn follows the wish's clock; the cut meets it within a fiftieth of a second.
  const clip: ExportClip = {
    title: wanted.title,
    fromMs: fromMs + recording.offsetMs,
    toMs: fromMs + recording.offsetMs + Math.round(cut.durationMs),
  }
  return {
    clip,
    recording,
    comments,
    cut: picture ? cut : { ...cut, pictureMs: 1000 / stillFps },
    size,
    picture,
    sound,
    overlay:
      options.style === 'overlay' ? planOverlay(clip, comments, size, picture === undefined) : undefined,
    subtitles: options.subtitles === true,
    shown: commentsIn(clip, comments).length,
  }
}
