import type { Encoder } from './encoders.ts'
import { fittedSize, pictureFilters } from './pictureFilters.ts'
import type { Probed } from './probe.ts'
import type { SoundStream } from './streams.ts'

/** What the arguments depend on beside the recording. */
export interface ProxyTool {
  /** As ffmpeg says it. */
  readonly version: string
  readonly filters: ReadonlySet<string>
}

export type ProxySource = Pick<Probed, 'picture' | 'sound'> & { readonly container: string }

/** The playable copy's short side. A laptop's review room shows no more, and it seeks four times as fast as 1080p. */
const shortSide = 720
/** That of the copy at a low rate. */
const leanShortSide = 360
/** A keyframe at least this often, seconds: a seek decodes at most this much. */
const keyframeEverySeconds = 0.5
/** Above it the copy thins out: no screen shows more, and slow-motion cameras write 240. */
const mostFps = 60
const leanMostFps = 30

const mp4Family = new Set(['mp4', 'mov', 'm4a', '3gp'])

/** AAC that every page plays can be taken as it is, where the container keeps exact times. */
export function soundCanBeCopied(container: string, sound: SoundStream): boolean {
  return mp4Family.has(container) && sound.codec === 'aac' && sound.profile === 'LC' && sound.channels <= 2
}

/** Keeps each picture's own time. The option got its name in 5.1 and lost the old one later; builds without a number are newer. */
function timingArgs(version: string): string[] {
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? []
  const old = major !== undefined && (Number(major) < 5 || (Number(major) === 5 && Number(minor) < 1))
  // Without the fine time base pictures would be moved to the grid of a nominal rate, by up to half a picture.
  return [...(old ? ['-vsync', 'vfr'] : ['-fps_mode', 'vfr']), '-enc_time_base', '1:90000']
}

export interface PictureOptions {
  readonly encoder: Encoder
  /** Filters before all others. */
  readonly before?: readonly string[]
  /** At a low rate. */
  readonly lean?: boolean
}

/**
 * The picture of a playable copy. A keyframe stands at the first picture of every half second of the lesson clock, wherever the run began. Pure.
 */
export function pictureArgs(
  picture: ProxySource['picture'],
  { version, filters: available }: ProxyTool,
  { encoder, before = [], lean = false }: PictureOptions,
): string[] {
  if (!picture) return ['-vn']
  const size = fittedSize(picture.width, picture.height, lean ? leanShortSide : shortSide)
  const most = lean ? leanMostFps : mostFps
  const thin = (picture.fps ?? 0) > most + 1 ? [`fps=${most}`] : []
  const shown = pictureFilters(picture, { ...size, available })
  const filters = [...before, ...thin, ...shown, ...(encoder.upload ?? [])]
  const step = keyframeEverySeconds
  const keys = `expr:if(isnan(prev_forced_t),1,gte(t,${step}*floor(prev_forced_t/${step})+${step}))`
  return [
    ...['-map', `0:${picture.index}`, '-vf', filters.join(','), '-c:v', encoder.name, ...encoder.options],
    ...['-force_key_frames', keys, ...timingArgs(version)],
    ...['-g', '600', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
  ]
}

/** Before the input of the finishing run: without it the lead-in of the sound would count as the start. */
export const finishInputArgs: readonly string[] = ['-copyts']

/** From the finished fragments to a file with one index in front, by which a page seeks anywhere at once. Pure. */
export const finishArgs: readonly string[] = [
  ...[
    '-map',
    '0',
    '-c',
    'copy',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-movflags',
    '+faststart',
    '-y',
  ],
]
