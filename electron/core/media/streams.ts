import type { ProbeStream } from './probeJson.ts'

/** A picture stream as the rest of the program sees it. */
export interface PictureStream {
  readonly index: number
  readonly codec: string
  /** As stored: before rotation and pixel aspect. */
  readonly storedWidth: number
  readonly storedHeight: number
  /** As shown. */
  readonly width: number
  readonly height: number
  /** Clockwise degrees: 0, 90, 180 or 270. */
  readonly rotation: 0 | 90 | 180 | 270
  /** Width of a stored pixel over its height; 1 for square pixels. */
  readonly pixelAspect: number
  readonly pixelFormat?: string
  /** The YUV matrix as ffprobe names it; absent where the file does not say. */
  readonly colorSpace?: string
  readonly colorPrimaries?: string
  readonly colorTransfer?: string
  /** Levels 0–255 instead of video's 16–235, whatever the pixel format says. */
  readonly fullRange: boolean
  readonly profile?: string
  readonly fps?: number
  readonly interlaced: boolean
  /** HDR transfer (`smpte2084` or `arib-std-b67`), where there is one. */
  readonly hdrTransfer?: 'smpte2084' | 'arib-std-b67'
  readonly startMs?: number
  readonly durationMs?: number
}

export interface SoundStream {
  readonly index: number
  readonly codec: string
  readonly sampleRate: number
  readonly channels: number
  readonly profile?: string
  readonly startMs?: number
  readonly durationMs?: number
  readonly language?: string
  readonly title?: string
  /** The file says that this track is to be heard. */
  readonly isDefault?: boolean
}

/** Seconds as ffprobe writes them, in whole ms; undefined for N/A. */
export function toMs(seconds: string | undefined): number | undefined {
  const value = seconds === undefined || seconds.trim() === '' ? Number.NaN : Number(seconds)
  return Number.isFinite(value) ? Math.round(value * 1000) : undefined
}

/** `30000/1001`, `4:3`; undefined for 0/0, 1/0 and words. */
export function toRatio(text: string | undefined): number | undefined {
  const match = /^(\d+)[/:](\d+)$/.exec(text ?? '')
  if (!match) return undefined
  const ratio = Number(match[1]) / Number(match[2])
  return Number.isFinite(ratio) && ratio > 0 ? ratio : undefined
}

/** No camera runs faster; above it a rate is a time base in disguise (1000, 57600, 90000). */
const highestFps = 480

/** Pictures per second: the average, because a phone's nominal rate is a wish; else the nominal one, where it is a rate at all. */
export function saneFps(average: string | undefined, nominal: string | undefined): number | undefined {
  for (const text of [average, nominal]) {
    const rate = toRatio(text)
    if (rate !== undefined && rate <= highestFps) return Math.round(rate * 1000) / 1000
  }
  return undefined
}

/** ffprobe gives the display matrix's angle counter-clockwise; old files have a clockwise `rotate` tag. */
export function clockwiseRotation(stream: Pick<ProbeStream, 'side_data_list' | 'tags'>): 0 | 90 | 180 | 270 {
  const matrix = stream.side_data_list?.find(data => data.rotation !== undefined)?.rotation
  const tagged = Number(stream.tags?.rotate)
  const degrees = matrix === undefined ? (Number.isFinite(tagged) ? tagged : 0) : -matrix
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4
  return quarter === 1 ? 90 : quarter === 2 ? 180 : quarter === 3 ? 270 : 0
}

/**
 * The size as players show it: pixel aspect first (the longer side grows, none shrinks), then a quarter turn swaps the sides.
 * Aspects beyond 1:10 are damage, not optics.
 */
export function shownSize(
  storedWidth: number,
  storedHeight: number,
  pixelAspect: number,
  rotation: number,
): { width: number; height: number } {
  const width = Math.round(pixelAspect > 1 ? storedWidth * pixelAspect : storedWidth)
  const height = Math.round(pixelAspect < 1 ? storedHeight / pixelAspect : storedHeight)
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width }
}

function sanePixelAspect(text: string | undefined): number {
  const ratio = toRatio(text) ?? 1
  return ratio > 10 || ratio < 0.1 ? 1 : ratio
}

/** A field that is there only where it has a value. */
const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }

function toPicture(stream: ProbeStream): PictureStream | undefined {
  const { codec_name: codec, width = 0, height = 0 } = stream
  if (!codec || width <= 0 || height <= 0) return undefined
  const rotation = clockwiseRotation(stream)
  const pixelAspect = sanePixelAspect(stream.sample_aspect_ratio)
  const transfer = stream.color_transfer
  return {
    index: stream.index,
    codec,
    storedWidth: width,
    storedHeight: height,
    ...shownSize(width, height, pixelAspect, rotation),
    rotation,
    pixelAspect,
    interlaced: /^(tt|bb|tb|bt)$/.test(stream.field_order ?? ''),
    ...optional('pixelFormat', stream.pix_fmt),
    ...optional('colorSpace', stream.color_space),
    ...optional('colorPrimaries', stream.color_primaries),
    ...optional('colorTransfer', transfer),
    fullRange: stream.color_range === 'pc',
    ...optional('profile', stream.profile),
    ...optional('fps', saneFps(stream.avg_frame_rate, stream.r_frame_rate)),
    ...((transfer === 'smpte2084' || transfer === 'arib-std-b67') && { hdrTransfer: transfer }),
    ...optional('startMs', toMs(stream.start_time)),
    ...optional('durationMs', toMs(stream.duration)),
  }
}

function toSound(stream: ProbeStream): SoundStream | undefined {
  const { codec_name: codec, channels = 0 } = stream
  const sampleRate = Number(stream.sample_rate ?? 0)
  if (!codec || channels <= 0 || !(sampleRate > 0)) return undefined
  return {
    index: stream.index,
    codec,
    sampleRate,
    channels,
    ...optional('profile', stream.profile),
    ...optional('startMs', toMs(stream.start_time)),
    ...optional('durationMs', toMs(stream.duration)),
    ...optional('language', languageOf(stream)),
    ...optional('title', trackTitle(stream)),
    ...(stream.disposition?.default === 1 && { isDefault: true }),
  }
}

/** A language tag, or nothing for `und`, `mul` and what is none. */
function languageOf({ tags }: Pick<ProbeStream, 'tags'>): string | undefined {
  const language = (tags?.language ?? '').trim()
  const says = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/.test(language)
  return says && !/^(?:und|mul|mis|zxx|unk)$/i.test(language) ? language : undefined
}

/** What programs write as a track's name when nobody named it. */
const noTitle = /handle|\bmedia\b|gpac|l-smash|produced by|^(?:sound|audio|gopro aac|mono|stereo)$/i

/** Matroska has titles; MP4 keeps a track's name where others keep what wrote it. */
function trackTitle({ tags }: Pick<ProbeStream, 'tags'>): string | undefined {
  const handler = tags?.handler_name ?? ''
  const title = (tags?.title ?? tags?.name ?? (noTitle.test(handler) ? '' : handler))
    .replaceAll(/\p{C}/gu, ' ')
    .trim()
  return title === '' ? undefined : [...title].slice(0, 80).join('')
}

/** Covers, thumbnails of chapters and stills are pictures of the recording, not its picture. */
function isStill(stream: ProbeStream): boolean {
  const marks = stream.disposition ?? {}
  return marks.attached_pic === 1 || marks.timed_thumbnails === 1 || marks.still_image === 1
}

/** The sound tracks that hold something, in the file's order. */
export function soundStreams(streams: readonly ProbeStream[]): SoundStream[] {
  return streams
    .filter(stream => stream.codec_type === 'audio' && stream.nb_frames !== '0')
    .map(toSound)
    .filter(found => found !== undefined)
}

/**
 * The streams that a person would call the picture and the sound of the recording: the first picture that holds something; the sound track
 * that was chosen, else the one that the file says is to be heard, else its first.
 * @param chosen index of a sound track; where the file has no such track, it is as if none was chosen
 */
export function chooseStreams(
  streams: readonly ProbeStream[],
  chosen?: number,
): {
  picture?: PictureStream
  sound?: SoundStream
} {
  // A track may be declared and yet be empty: then there is no pixel format, or ffprobe counts no frames.
  const rank = (stream: ProbeStream) => (stream.nb_frames === '0' ? 2 : stream.pix_fmt === undefined ? 1 : 0)
  const picture = streams
    .filter(stream => stream.codec_type === 'video' && !isStill(stream))
    .toSorted((a, b) => rank(a) - rank(b) || a.index - b.index)
    .map(toPicture)
    .find(found => found !== undefined)
  const sounds = soundStreams(streams)
  const sound =
    sounds.find(({ index }) => index === chosen) ?? sounds.find(({ isDefault }) => isDefault) ?? sounds[0]
  return { ...(picture && { picture }), ...(sound && { sound }) }
}
