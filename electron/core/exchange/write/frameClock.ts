/** A rate as editing programs know it. */
export interface FrameRate {
  readonly num: number
  readonly den: number
  /** Frames that timecode counts in a second. */
  readonly base: number
  /** Timecode leaves out numbers so that it follows the clock (29.97 and 59.94). */
  readonly dropFrame: boolean
}

const rate = (base: number, ntsc = false): FrameRate => ({
  num: ntsc ? base * 1000 : base,
  den: ntsc ? 1001 : 1,
  base,
  dropFrame: ntsc && base % 30 === 0,
})

const known: readonly FrameRate[] = [
  rate(24, true),
  rate(24),
  rate(25),
  rate(30, true),
  rate(30),
  rate(50),
  rate(60, true),
  rate(60),
]

const perSecond = ({ num, den }: FrameRate): number => num / den

/** The rate of editing programs that is nearest to a recording's; 25 where it has no picture. */
export function nearestRate(fps: number | undefined): FrameRate {
  const wanted = fps ?? 25
  return known.reduce((best, each) =>
    Math.abs(perSecond(each) - wanted) < Math.abs(perSecond(best) - wanted) ? each : best,
  )
}

/** The frame that is on the screen at a time of the lesson clock, counted from 0. */
export const frameAt = (ms: number, { num, den }: FrameRate): number => Math.floor((ms * num) / (den * 1000))

/**
 * `HH:MM:SS:FF`, or `HH:MM:SS;FF` in drop-frame, whose numbers leave out the first two (four at 59.94) of each minute but
 * every tenth.
 */
export function timecodeOf(frame: number, { base, dropFrame }: FrameRate): string {
  let number = frame
  if (dropFrame) {
    const left = base / 15
    const perMinute = base * 60 - left
    const perTen = base * 600 - left * 9
    const [tens, rest] = [Math.floor(frame / perTen), frame % perTen]
    number +=
      left * 9 * tens + (rest < base * 60 ? 0 : left * (1 + Math.floor((rest - base * 60) / perMinute)))
  }
  const two = (n: number) => String(n).padStart(2, '0')
  const seconds = Math.floor(number / base)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${clock}${dropFrame ? ';' : ':'}${two(number % base)}`
}
