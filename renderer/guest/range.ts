import { create } from 'zustand'
import { type Place, rangeOf } from '../lib/place.ts'
import type { Picture } from './Picture.ts'

interface Range {
  readonly inMs: number | undefined
  readonly outMs: number | undefined
}
const none: Range = { inMs: undefined, outMs: undefined }

/** The stretch of the lesson that the next comment is to be about, as far as it is set. */
export const useRange = create<Range>()(() => none)

export const setIn = (picture: Picture): void => useRange.setState({ inMs: picture.atMs })
export const setOut = (picture: Picture): void => useRange.setState({ outMs: picture.atMs })
export const clearRange = (): void => useRange.setState(none)

/** What a comment begun now is about: the range that is set, or where the picture is. */
export const placeNow = (picture: Picture | undefined): Place =>
  rangeOf(useRange.getState()) ?? { atMs: picture?.atMs ?? 0 }
