import type { PictureStream, SoundStream } from './streams.ts'

/** What a page needs to know about a file to say whether Chromium shows and sounds it. */
export interface PlayInput {
  /** Our container name, see container.ts. */
  readonly container: string
  readonly picture?: Pick<PictureStream, 'codec' | 'pixelFormat' | 'profile'>
  readonly sound?: Pick<SoundStream, 'codec' | 'channels' | 'sampleRate'> & { readonly index?: number }
  /** All sound tracks of the file, in its order. */
  readonly sounds?: readonly Pick<SoundStream, 'index' | 'codec' | 'isDefault'>[]
}

export type Playability =
  | { readonly playable: true }
  | { readonly playable: false; readonly why: 'container' | 'picture' | 'pixelFormat' | 'sound' | 'track' }

/**
 * Containers that Chromium opens, whatever the file is called, and the codecs it takes in each. Measured by
 * scripts/corpusTable.mjs on every file of the corpus, not taken from `canPlayType`, which says "" to mov and plays it.
 */
const isoPictures = ['h264', 'vp9', 'av1']
const isoSounds = ['aac', 'mp3', 'opus', 'flac', 'vorbis']
const plainPcm = ['pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_alaw', 'pcm_mulaw']
const bigEndianPcm = ['pcm_s16be', 'pcm_s24be']
const containers = new Map<string, { pictures: readonly string[]; sounds: readonly string[] }>(
  Object.entries({
    mp4: { pictures: isoPictures, sounds: isoSounds },
    mov: { pictures: isoPictures, sounds: [...isoSounds, ...plainPcm, ...bigEndianPcm] },
    m4a: { pictures: isoPictures, sounds: isoSounds },
    '3gp': { pictures: isoPictures, sounds: isoSounds },
    matroska: { pictures: ['vp8', ...isoPictures], sounds: [...isoSounds, ...plainPcm, ...bigEndianPcm] },
    ogg: { pictures: [], sounds: ['opus', 'vorbis', 'flac'] },
    mp3: { pictures: [], sounds: ['mp3'] },
    aac: { pictures: [], sounds: ['aac'] },
    flac: { pictures: [], sounds: ['flac'] },
    wav: { pictures: [], sounds: ['pcm_u8', 'mp3', ...plainPcm] },
  }),
)

/** Pixel formats that the software decoders draw. What is not here (4:4:0, 4:1:0, RGB with alpha …) is sound with no picture. */
const pixelFormats = new Set([
  ...['yuv420p', 'yuvj420p', 'yuv422p', 'yuvj422p', 'yuv444p', 'yuvj444p', 'yuva420p', 'gray', 'gbrp'],
  ...['yuv420p10le', 'yuv422p10le', 'yuv444p10le', 'yuv420p12le', 'yuv422p12le', 'yuv444p12le'],
])

/**
 * The one sound track that Chromium sounds of a file, measured on files with tones: of an MP4 the first that is switched on, whatever its codec (and
 * silence where it does not know that); of a Matroska the first whose codec it knows, whatever the file says of them. Pure.
 */
function soundedTrack(
  container: string,
  sounds: NonNullable<PlayInput['sounds']>,
  known: readonly string[],
): number | undefined {
  const first =
    container === 'matroska'
      ? sounds.find(({ codec }) => known.includes(codec))
      : sounds.find(({ isDefault }) => isDefault)
  return (first ?? sounds[0])?.index
}

/** Chromium shows the picture and sounds the sound of the file itself; else why not. Pure. */
export function playability({ container, picture, sound, sounds = [] }: PlayInput): Playability {
  const known = containers.get(container)
  if (!known) return { playable: false, why: 'container' }
  if (picture) {
    if (!known.pictures.includes(picture.codec)) return { playable: false, why: 'picture' }
    if (picture.pixelFormat !== undefined && !pixelFormats.has(picture.pixelFormat))
      return { playable: false, why: 'pixelFormat' }
  }
  if (sound && !known.sounds.includes(sound.codec)) return { playable: false, why: 'sound' }
  if (sound && sounds.length > 1 && soundedTrack(container, sounds, known.sounds) !== sound.index)
    return { playable: false, why: 'track' }
  return { playable: true }
}
