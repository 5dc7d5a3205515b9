import { describe, expect, it } from 'vitest'
import { placeText, readPlace } from '../../../../renderer/lib/placeText.ts'

describe('the time chip', () => {
  it('reads what it writes', () => {
    for (const place of [
      { atMs: 724_000 },
      { atMs: 724_000, toMs: 739_500 },
      { atMs: 0 },
      { atMs: 3_725_120 },
    ])
      expect(readPlace(placeText(place, true), 7_200_000)).toEqual({ ok: true, place })
  })

  it('takes a hyphen and “to” for a dash', () => {
    expect(readPlace('12:04-12:19', 7_200_000)).toEqual({ ok: true, place: { atMs: 724_000, toMs: 739_000 } })
    expect(readPlace('12:04 to 12:19', 7_200_000).ok).toBe(true)
  })

  it('offers to swap a range that is backwards', () => {
    expect(readPlace('12:40 – 12:19', 7_200_000)).toEqual({
      ok: false,
      message: 'The end is before the start. Swap them?',
      swapped: { atMs: 739_000, toMs: 760_000 },
    })
  })

  it('makes a range without length a moment', () => {
    expect(readPlace('0:05 – 0:05', 60_000)).toEqual({ ok: true, place: { atMs: 5_000 } })
  })

  it.each(['', 'soon', '12:75', '1 – 2 – 3', '5 –'])('asks for a time at %j', text => {
    expect(readPlace(text, 60_000)).toMatchObject({ ok: false, message: expect.stringContaining('12:04') })
  })

  it('knows where the lesson ends', () => {
    expect(readPlace('2:00', 60_000)).toEqual({ ok: false, message: 'The lesson ends at 1:00.' })
  })
})
