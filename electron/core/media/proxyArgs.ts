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
/** A keyframe at least this often, seconds: a seek decodes at most this much. */
const keyframeEverySeconds = 0.5
/** Above it the copy thins out: no screen shows more, and slow-motion cameras write 240. */
const mostFps = 60

const mp4Family = new Set(['mp4', 'mov', 'm4a', '3gp'])

/** AAC that every page plays can be taken as it is, where the container keeps exact times. */
function soundCanBeCopied(container: string, sound: SoundStream): boolean {
  return mp4Family.has(container) && sound.codec === 'aac' && sound.profile === 'LC' && sound.channels <= 2
}

function soundArgs(container: string, sound: SoundStream | undefined): string[] {
  if (!sound) return ['-an']
  const map = ['-map', `0:${sound.index}`]
  if (soundCanBeCopied(container, sound)) return [...map, '-c:a', 'copy']
  // Holes in a damaged or streamed recording become silence; else the sound would run ahead of the picture from there on.
  const filter = 'aresample=async=1000:first_pts=0'
  return [
    ...map,
    '-af',
    filter,
    '-c:a',
    'aac',
    '-b:a',
    sound.channels > 1 ? '160k' : '96k',
    '-ac',
    String(Math.min(2, sound.channels)),
  ]
}

/** Keeps each picture's own time. The option got its name in 5.1 and lost the old one later; builds without a number are newer. */
function timingArgs(version: string): string[] {
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? []
  const old = major !== undefined && (Number(major) < 5 || (Number(major) === 5 && Number(minor) < 1))
  // Without the fine time base pictures would be moved to the grid of a nominal rate, by up to half a picture.
  return [...(old ? ['-vsync', 'vfr'] : ['-fps_mode', 'vfr']), '-enc_time_base', '1:90000']
}

function pictureArgs(picture: ProxySource['picture'], { version, filters: available }: ProxyTool): string[] {
  if (!picture) return ['-vn']
  const size = fittedSize(picture.width, picture.height, shortSide)
  const thin = (picture.fps ?? 0) > mostFps + 1 ? [`fps=${mostFps}`] : []
  const filters = [...thin, ...pictureFilters(picture, { ...size, available })]
  return [
    '-map',
    `0:${picture.index}`,
    '-vf',
    filters.join(','),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-crf', '23', '-bf', '0'],
    ...['-force_key_frames', `expr:if(isnan(prev_forced_t),1,gte(t,prev_forced_t+${keyframeEverySeconds}))`],
    ...timingArgs(version),
    ...['-g', '600', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
  ]
}

/**
 * The output options of the playable copy while it is being made: fragments, so that it can be played from the first second on.
 * Times begin at the container's start, which is 0 of the lesson clock; `delay_moov` lets the encoder's lead-in of the sound be written
 * as an edit, instead of moving everything by its 21 ms. Pure.
 */
export function proxyArgs(source: ProxySource, tool: ProxyTool): string[] {
  return [
    ...pictureArgs(source.picture, tool),
    ...soundArgs(source.container, source.sound),
    ...[
      '-sn',
      '-dn',
      '-map_metadata',
      '-1',
      '-map_chapters',
      '-1',
      '-fflags',
      '+bitexact',
      '-max_muxing_queue_size',
      '4096',
    ],
    ...[
      '-movflags',
      '+frag_keyframe+empty_moov+default_base_moof+delay_moov',
      '-frag_duration',
      '500000',
      '-y',
    ],
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
