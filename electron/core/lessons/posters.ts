import { access } from 'node:fs/promises'
import pLimit from 'p-limit'
import type { Recording } from '../../contract/records/recording.ts'
import type { MediaCache } from '../media/cache.ts'
import { makePoster } from '../media/poster.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'

/** As wide as a card is on a screen of high density. */
const FRAME_WIDTH_PX = 640
const LAST_MS = 100

export interface PosterParts {
  readonly cache: MediaCache
  tools(): Promise<MediaTools>
  /** Where the file is on this machine; undefined where it is missing. */
  fileOf(recording: Recording): Promise<string | undefined>
  /** Aborted when the program ends. */
  readonly signal: AbortSignal
}

/** The pictures on the lessons' cards: made quietly, one after the other, when a recording comes in or when first looked at. */
export interface Posters {
  /** The poster's path; made now where it is not there. @returns undefined where the recording has none or is missing */
  get(recording: Recording): Promise<string | undefined>
  /** Whether there is one, or will be when it is asked for. */
  expected(recording: Recording, missing: boolean): Promise<boolean>
  /**
   * The path of a moment's frame, ms on the recording's own clock; made now where it is not there.
   * @returns undefined where there is no picture, or the recording is missing
   */
  frame(recording: Recording, atMs: number): Promise<string | undefined>
}

export function createPosters({ cache, tools, fileOf, signal }: PosterParts): Posters {
  const oneAtATime = pLimit(1)
  const framesAtOnce = pLimit(2)
  const underWay = new Map<string, Promise<string | undefined>>()
  /** Recordings of which no picture decodes; asking again would only cost time. */
  const without = new Set<string>()

  const isThere = (path: string) =>
    access(path).then(
      () => true,
      // Not there is one of the answers.
      () => false,
    )

  const make = async (recording: Recording, out: string): Promise<string | undefined> => {
    const file = await fileOf(recording)
    if (file === undefined) return undefined
    const made = await makePoster(await tools(), file, recording.facts, out, { signal })
    if (!made) without.add(recording.identity.hash)
    return made ? out : undefined
  }

  const makeFrame = async (recording: Recording, atMs: number, out: string): Promise<string | undefined> => {
    const file = await fileOf(recording)
    if (file === undefined) return undefined
    const options = { atMs, width: FRAME_WIDTH_PX, signal }
    return (await makePoster(await tools(), file, recording.facts, out, options)) ? out : undefined
  }

  return {
    get: async recording => {
      const { hash } = recording.identity
      const out = cache.posterOf(recording.identity)
      if (await isThere(out)) return out
      if (recording.facts.width === 0 || without.has(hash)) return undefined
      const already = underWay.get(hash)
      if (already) return already
      const making = oneAtATime(make, recording, out).finally(() => underWay.delete(hash))
      underWay.set(hash, making)
      return making
    },
    frame: async (recording, atMs) => {
      const { durationMs, width } = recording.facts
      if (width === 0) return undefined
      // Behind the last picture there is none any more.
      const ms = Math.max(0, Math.min(Math.round(atMs), durationMs - LAST_MS))
      const out = cache.frameOf(recording.identity, ms)
      if (await isThere(out)) return out
      const already = underWay.get(out)
      if (already) return already
      const making = framesAtOnce(makeFrame, recording, ms, out).finally(() => underWay.delete(out))
      underWay.set(out, making)
      return making
    },
    expected: async (recording, missing) => {
      const { identity, facts } = recording
      if (facts.width === 0 || without.has(identity.hash)) return false
      return !missing || (await isThere(cache.posterOf(identity)))
    },
  }
}
