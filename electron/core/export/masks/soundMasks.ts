import type { SoundEffect } from '../../../contract/records/soundMask.ts'
import type { ExportSoundMask } from '../export.types.ts'
import type { CutPlan } from '../source/cutPlan.ts'
import type { Span } from '../turns.ts'

/** A masked stretch of sound, ms from the cut. */
export interface StretchMask extends Span {
  readonly effect: SoundEffect
}

/** Packets and rounding blur a moment by less than this; a mask comes so much early and goes so much late. */
const slackMs = 12

/** The masks that meet a cut, on the clock that begins with it. Pure. */
export function soundMasksIn(
  masks: readonly ExportSoundMask[],
  { fromMs, durationMs }: Pick<CutPlan, 'fromMs' | 'durationMs'>,
): StretchMask[] {
  return masks
    .map(mask => ({
      effect: mask.effect,
      fromMs: Math.max(0, mask.fromMs - fromMs - slackMs),
      toMs: Math.min(durationMs, mask.toMs - fromMs + slackMs),
    }))
    .filter(mask => mask.fromMs < mask.toMs)
    .sort((a, b) => a.fromMs - b.fromMs)
}

const seconds = (ms: number) => (ms / 1000).toFixed(6)
const during = (masks: readonly StretchMask[]) =>
  masks.map(({ fromMs, toMs }) => `between(t,${seconds(fromMs)},${seconds(toMs)})`).join('+')

/** ffmpeg switches a filter between two buffers of samples only; so short ones come well within the slack. */
const shortBuffers = 'asetnsamples=n=256:p=0'

/** Bins of 1024 samples that become one: 280 Hz at 48 kHz, as broad as tells vowels apart and no more. */
const band = 'floor(b/6)*6'
/** The mouth gets another size. */
const moved = 1.28

/**
 * A voice that is nobody's: all phases are thrown dice for, so that no pitch is left; loudness is kept in broad bands alone, which say the
 * words but not whose throat they come from; and the bands are moved. ffmpeg's words.
 */
const nobody = (() => {
  const bin = (further: number) => {
    const at = `${band}*${moved}+${further}`
    return `hypot(real(${at},ch),imag(${at},ch))`
  }
  const loud = `0.6*(${[0, 2, 4].map(bin).join('+')})`
  const part = (turn: string) => `'${loud}*${turn}(random(0)*6.2832)'`
  return `afftfilt=real=${part('cos')}:imag=${part('sin')}:win_size=1024:overlap=0.75`
})()

const silent = (when: string) => `volume=volume=0:enable='${when}'`

/**
 * Masks the sound of a chain; its beginning and its end stay as they are. Pure.
 * @param cleaned a chain without a label at its end @returns the same, over several chains where voices are distorted
 */
export function maskedSound(cleaned: readonly string[], masks: readonly StretchMask[]): string[] {
  const muted = masks.filter(({ effect }) => effect === 'mute')
  const distorted = masks.filter(({ effect }) => effect === 'distort')
  if (masks.length === 0) return [...cleaned]
  const short = [...cleaned, shortBuffers]
  const mute = muted.length > 0 ? [shortBuffers, silent(during(muted))] : []
  if (distorted.length === 0) return [...cleaned, ...mute]
  const on = during(distorted)
  const [mixing = '', ...rest] = ['amix=inputs=2:duration=first:normalize=0', ...mute]
  return [
    [
      `${short.join(',')},asplit[plain][voice]`,
      `[plain]${silent(on)}[others]`,
      `[voice]${nobody},${shortBuffers},${silent(`not(${on})`)}[nobody]`,
      `[others][nobody]${mixing}`,
    ].join(';'),
    ...rest,
  ]
}
