import { fileUrl, inputArgs } from '../media/tools/input.ts'
import { type Graph, pictureClock } from './filterGraph.ts'
import type { CutPlan } from './source/cutPlan.ts'

/** Files beside the recording that an encode reads; absent ones are not needed for it. */
export interface EncodeFiles {
  readonly recording: string
  /** PNG tracks of the layers, Matroska. */
  readonly layers: string | undefined
  /** The one picture of a sound-only recording, PNG. */
  readonly still: string | undefined
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
function timesMode(version: string, mode: 'vfr' | 'passthrough'): string[] {
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? []
  const old = major !== undefined && (Number(major) < 5 || (Number(major) === 5 && Number(minor) < 1))
  return [...(old ? ['-vsync', mode] : ['-fps_mode', mode]), '-enc_time_base', `1:${pictureClock}`]
}

const ownTimes = (version: string) => timesMode(version, 'vfr')
/** Every picture that comes, however close to the last. */
export const keepTimes = (version: string): string[] => timesMode(version, 'passthrough')

/** ffmpeg's numbers of the inputs, in the order in which `encodeArgs` opens them. Pure. */
export function inputNumbers(files: EncodeFiles): { still: number; layers: number } {
  return { still: 1, layers: files.still === undefined ? 1 : 2 }
}

/** Files of our own making: nothing but that very file may be opened, as that very format. */
export const ownInput = (format: string, file: string): string[] => [
  ...['-protocol_whitelist', 'file', '-f', format, '-i', fileUrl(file)],
]

/** Nothing that the source says about itself, and no note of the encoder about itself, goes into what we write. */
const nothingSaid = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact']

/** Pictures and sound alone, in fragments: what is written can be read, and so verified, while the rest is still being made. */
const fragments = [
  ...['-movflags', '+frag_keyframe+empty_moov+default_base_moof+delay_moov', '-frag_duration', '1000000'],
  ...['-video_track_timescale', String(pictureClock), '-f', 'mp4'],
]

/** Sound of a part: lossless, so that it is packed once, without a seam, when the parts are joined. */
const partSoundArgs = ['-c:a', 'flac', '-strict', '-2']

/** What every part says of its picture, so that one description holds for all. */
const partPictureArgs = [
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
  ...['-profile:v', 'high', '-bf', '3', '-refs', '3'],
]

/**
 * The arguments of the encode, without the program. Pure.
 * @param joined what is written becomes a part of one file
 */
export function encodeArgs(
  files: EncodeFiles,
  graph: Graph,
  cut: CutPlan,
  sound: { readonly channels: number } | undefined,
  tool: RenderTool,
  out: string,
  joined = false,
): string[] {
  const stretch = ['-t', ((cut.leadMs + cut.durationMs + readFurtherMs) / 1000).toFixed(6)]
  const inputs = [
    ...inputArgs(files.recording, {
      ...(cut.seekMs !== undefined && { seekMs: cut.seekMs }),
      // A damaged stretch is held over, not given up.
      before: [...stretch, '-max_error_rate', '1'],
    }),
    ...(files.still === undefined ? [] : ownInput('png_pipe', files.still)),
    ...(files.layers === undefined ? [] : ownInput('matroska', files.layers)),
  ]
  return [
    ...inputs,
    ...['-filter_complex', graph.text],
    ...['-map', graph.picture, ...pictureCodecArgs, ...(joined ? partPictureArgs : [])],
    ...ownTimes(tool.version),
    ...(graph.sound && joined ? ['-map', graph.sound, ...partSoundArgs] : []),
    ...(graph.sound && sound && !joined ? ['-map', graph.sound, ...soundCodecArgs(sound.channels)] : []),
    ...(graph.sound ? [] : ['-an']),
    ...['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', ...nothingSaid],
    // x264 writes its settings into the stream (an SEI message); they are nobody's business.
    ...['-bsf:v', 'filter_units=remove_types=6', '-max_muxing_queue_size', '4096'],
    ...[...fragments, '-y', fileUrl(out)],
  ]
}

export interface FinishFiles {
  /** What `encodeArgs` wrote. */
  readonly encoded: string
  /** Title and chapters, in ffmpeg's metadata format. */
  readonly metadata: string
  /** Subtitle tracks, one MP4 each, in their order: what people said of it, what is said in it. */
  readonly subtitles: readonly SubtitleFile[]
}

export interface SubtitleFile {
  readonly file: string
  /** A name of our own. */
  readonly name: 'Comments' | 'Transcript'
}

/** Maps subtitle tracks that are opened as inputs from `first` on. Pure. */
export function subtitleArgs(tracks: readonly SubtitleFile[], first: number): string[] {
  if (tracks.length === 0) return ['-sn']
  return tracks.flatMap(({ name }, i) => [
    ...['-map', `${first + i}:s:0`, `-c:s:${i}`, 'copy'],
    ...[`-metadata:s:s:${i}`, 'language=und', `-metadata:s:s:${i}`, `handler_name=${name}`],
    // Burned in and shown again by the player would be one too many; whoever wants them switches them on.
    ...[`-disposition:s:${i}`, '0'],
  ])
}

/** The arguments that turn fragments into a clip: the same packets with one index in front, title, chapters and subtitles. Pure. */
export function finishArgs(files: FinishFiles, out: string, timescale: number = pictureClock): string[] {
  return [
    // Without it the lead-in of the sound would count as the start, and all would move by it.
    ...['-copyts', ...ownInput('mp4', files.encoded), ...ownInput('ffmetadata', files.metadata)],
    ...files.subtitles.flatMap(({ file }) => ownInput('mp4', file)),
    ...['-map', '0:v', '-map', '0:a?', '-c:v', 'copy', '-c:a', 'copy'],
    ...[...subtitleArgs(files.subtitles, 2), '-dn'],
    ...['-map_metadata', '1', '-map_metadata:s:v', '-1', '-map_metadata:s:a', '-1', '-map_chapters', '1'],
    ...[...nothingSaid, '-video_track_timescale', String(timescale)],
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', fileUrl(out)],
  ]
}
