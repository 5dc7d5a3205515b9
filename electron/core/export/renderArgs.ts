import { fileUrl, inputArgs } from '../media/tools/input.ts'
import { type Graph, pictureClock } from './filterGraph.ts'
import type { CutPlan } from './source/cutPlan.ts'

/** Files beside the recording that a render reads; absent ones are not needed for it. */
export interface RenderFiles {
  readonly recording: string
  /** PNG tracks of the layers, Matroska. */
  readonly layers: string | undefined
  /** The one picture of a sound-only recording, PNG. */
  readonly still: string | undefined
  /** Title and chapters, in ffmpeg's metadata format. */
  readonly metadata: string
  /** Soft subtitles, WebVTT. */
  readonly subtitles: string | undefined
}

export interface RenderTool {
  /** As ffmpeg says it. */
  readonly version: string
}

/** The encoder's settings; the bench compares with a bare encode of the same. */
export const pictureCodecArgs: readonly string[] = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'],
]
export const soundCodecArgs = (channels: number): readonly string[] => [
  ...['-c:a', 'aac', '-b:a', channels === 1 ? '96k' : '160k'],
]

/** A stretch is read a little further than it is long: pictures are stored in another order than they are shown. */
const readFurtherMs = 500

/** Keeps each picture's own time. The option got its name in 5.1 and lost the old one later; builds without a number are newer. */
function ownTimes(version: string): string[] {
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? []
  const old = major !== undefined && (Number(major) < 5 || (Number(major) === 5 && Number(minor) < 1))
  return [...(old ? ['-vsync', 'vfr'] : ['-fps_mode', 'vfr']), '-enc_time_base', `1:${pictureClock}`]
}

/** ffmpeg's numbers of the inputs, in the order in which `renderArgs` opens them. Pure. */
export function inputNumbers(files: RenderFiles): {
  still: number
  layers: number
  metadata: number
  subtitles: number
} {
  const still = 1
  const layers = still + (files.still === undefined ? 0 : 1)
  const metadata = layers + (files.layers === undefined ? 0 : 1)
  return { still, layers, metadata, subtitles: metadata + 1 }
}

/** Files of our own making: nothing but that very file may be opened, as that very format. */
const ownInput = (format: string, file: string) => [
  '-protocol_whitelist',
  'file',
  '-f',
  format,
  '-i',
  fileUrl(file),
]

/**
 * The arguments of a full encode, without the program. Everything of the source that could say where, when or with what it was
 * recorded is left behind; title and chapters come from our own file. Pure.
 */
export function renderArgs(
  files: RenderFiles,
  graph: Graph,
  cut: CutPlan,
  sound: { readonly channels: number } | undefined,
  tool: RenderTool,
  out: string,
): string[] {
  const numbers = inputNumbers(files)
  const stretch = ['-t', ((cut.leadMs + cut.durationMs + readFurtherMs) / 1000).toFixed(6)]
  const inputs = [
    ...inputArgs(files.recording, {
      ...(cut.seekMs !== undefined && { seekMs: cut.seekMs }),
      // A damaged stretch is held over, not given up.
      before: [...stretch, '-max_error_rate', '1'],
    }),
    ...(files.still === undefined ? [] : ownInput('png_pipe', files.still)),
    ...(files.layers === undefined ? [] : ownInput('matroska', files.layers)),
    ...ownInput('ffmetadata', files.metadata),
    ...(files.subtitles === undefined ? [] : ownInput('webvtt', files.subtitles)),
  ]
  const soundArgs = graph.sound && sound ? ['-map', graph.sound, ...soundCodecArgs(sound.channels)] : ['-an']
  const subtitleArgs =
    files.subtitles === undefined
      ? ['-sn']
      : [
          ...['-map', `${numbers.subtitles}:s:0`, '-c:s', 'mov_text', '-metadata:s:s:0', 'language=und'],
          // Burned in and shown again by the player would be one too many; whoever wants them switches them on.
          ...['-disposition:s:0', '0'],
        ]
  return [
    ...inputs,
    ...['-filter_complex', graph.text],
    ...['-map', graph.picture, ...pictureCodecArgs, ...ownTimes(tool.version)],
    ...soundArgs,
    ...subtitleArgs,
    '-dn',
    ...['-map_metadata', String(numbers.metadata), '-map_metadata:s:v', '-1', '-map_metadata:s:a', '-1'],
    ...['-map_chapters', String(numbers.metadata)],
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
    // The encoder's own note about itself and its settings (an SEI message) is nobody's business.
    ...['-bsf:v', 'filter_units=remove_types=6'],
    ...['-max_muxing_queue_size', '4096', '-video_track_timescale', String(pictureClock)],
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', fileUrl(out)],
  ]
}
