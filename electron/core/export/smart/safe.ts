import type { AvcC } from '../../media/mp4/avcC.ts'
import type { PictureStream } from '../../media/streams.ts'
import type { Size } from '../export.types.ts'
import type { CutPlan } from '../source/cutPlan.ts'
import { readSequenceSet } from './h264/parameterSets.ts'
import { NotCopyable } from './h264/units.ts'

/** The kinds of H.264 that phones and cameras write and that we can write beside: eight bits, 4:2:0. */
const profiles: Readonly<Record<number, 'baseline' | 'main' | 'high'>> = {
  66: 'baseline',
  77: 'main',
  100: 'high',
}

/** @throws NotCopyable where it is another */
export function profileOf({ sps }: Pick<AvcC, 'sps'>): 'baseline' | 'main' | 'high' {
  const profile = profiles[sps[0]?.[1] ?? 0]
  if (!profile) throw new NotCopyable('it uses a rare kind of H.264')
  return profile
}

/**
 * Sees from what is known before the file is opened whether its pictures can be copied.
 * @param size of the exported picture
 * @throws NotCopyable with the first reason against it. Pure.
 */
export function checkPicture(
  picture: PictureStream | undefined,
  size: Size,
  { timing }: CutPlan,
): PictureStream {
  if (!picture) throw new NotCopyable('it has no picture of its own')
  if (picture.codec !== 'h264') throw new NotCopyable('its picture is not H.264')
  if (picture.hdrTransfer) throw new NotCopyable('it is in HDR')
  if (picture.pixelFormat !== 'yuv420p' && picture.pixelFormat !== 'yuvj420p')
    throw new NotCopyable(`its pixels are ${picture.pixelFormat ?? 'of an unknown kind'}`)
  if (picture.interlaced) throw new NotCopyable('its lines are interlaced')
  const turned = picture.rotation % 180 !== 0
  const [width, height] = turned
    ? [picture.storedHeight, picture.storedWidth]
    : [picture.storedWidth, picture.storedHeight]
  if (width !== picture.width || height !== picture.height) throw new NotCopyable('its pixels are not square')
  if (width % 2 !== 0 || height % 2 !== 0) throw new NotCopyable('its sides are odd')
  if (width !== size.width || height !== size.height)
    throw new NotCopyable('its picture is made larger or smaller')
  if (timing !== 'own') throw new NotCopyable('its pictures come at uneven times and are evened')
  return picture
}

/**
 * Sees from its parameters whether its pictures can stand beside ours.
 * @throws NotCopyable. Pure.
 */
export function checkParameters(
  avcC: AvcC,
  picture: Pick<PictureStream, 'storedWidth' | 'storedHeight'>,
): void {
  const [sps] = avcC.sps
  if (!sps || avcC.sps.length !== 1 || avcC.pps.length === 0)
    throw new NotCopyable('it has not one set of parameters')
  const set = readSequenceSet(sps)
  profileOf(avcC)
  if (set.chroma !== 1 || set.bitDepth !== 8) throw new NotCopyable('it uses a rare kind of H.264')
  if (!set.framesOnly) throw new NotCopyable('its lines may be interlaced')
  const blocks = (side: number) => Math.ceil(side / 16)
  if (set.widthBlocks !== blocks(picture.storedWidth) || set.heightBlocks !== blocks(picture.storedHeight))
    throw new NotCopyable('its picture is a part of a larger one')
}

/**
 * Sees whether the track only turns its picture, by as much as ffmpeg says.
 * @throws NotCopyable where it mirrors, shears or scales it. Pure.
 */
export function checkMatrix(matrix: readonly number[], rotation: PictureStream['rotation']): void {
  const one = 0x10000
  const wanted = {
    0: [one, 0, 0, one],
    90: [0, one, -one, 0],
    180: [-one, 0, 0, -one],
    270: [0, -one, one, 0],
  }[rotation]
  const found = [matrix[0], matrix[1], matrix[3], matrix[4]]
  if (wanted.some((value, i) => value !== found[i]))
    throw new NotCopyable('its picture is mirrored or stretched')
}
