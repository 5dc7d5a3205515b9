import { placeInWords } from '../drawing/describe.ts'
import { centreOf, type PictureSize } from '../drawing/geometry.ts'
import type { MaskEffect, MaskPlace, MaskShape } from '../records/mask.ts'
import type { SoundEffect } from '../records/soundMask.ts'

export const maskShapeWords: Record<MaskShape, string> = { box: 'Box', ellipse: 'Ellipse' }
export const maskEffectWords: Record<MaskEffect, string> = { blur: 'Blur', solid: 'Solid' }
export const soundEffectWords: Record<SoundEffect, string> = { mute: 'Muted', distort: 'Voices distorted' }

/** What a screen reader says of a mask: “Blurred ellipse, upper right”. */
export function describeMask(
  { shape, effect }: { readonly shape: MaskShape; readonly effect: MaskEffect },
  place: MaskPlace,
  picture: PictureSize,
): string {
  const kind = `${effect === 'blur' ? 'Blurred' : 'Solid'} ${maskShapeWords[shape].toLowerCase()}`
  return `${kind}, ${placeInWords(centreOf(place), picture)}`
}
