import { describe, expect, it } from 'vitest'
import { isSilenced } from '../../../../../renderer/features/review/masks/useSilenced.ts'

const muted = { effect: 'mute', fromMs: 2000, toMs: 3000 } as const

describe('the room where sound is muted for others', () => {
  it('is silent from just before the stretch to its end', () => {
    expect([1900, 1960, 2000, 2999, 3000].map(atMs => isSilenced([muted], atMs))).toEqual([
      ...[false, true, true, true, false],
    ])
  })

  it('is silent where any of several stretches is muted, and not where one is only distorted', () => {
    const distorted = { effect: 'distort', fromMs: 0, toMs: 10_000 } as const
    expect(isSilenced([distorted, muted], 2500)).toBe(true)
    expect(isSilenced([distorted, muted], 5000)).toBe(false)
    expect(isSilenced([], 2500)).toBe(false)
  })
})
