import pLimit from 'p-limit'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import type { ClipPlan } from '../clipPlan.ts'
import { type EncodedPiece, encodePiece } from './encodePieces.ts'
import type { Piece } from './pieces.ts'
import type { SmartPlan } from './smartPlan.ts'

/** One alone leaves a core idle while it starts and while it ends; more would only share the same cores and more memory. */
const atOnce = 2

export interface AheadOptions {
  readonly signal?: AbortSignal
  /** A folder for small files. */
  readonly scratch: string
  /** Another path beside the clip, where there is room for a piece. */
  readonly another: () => Promise<string>
  /** How much of all pieces together is encoded, ms. */
  readonly onProgress: (doneMs: number) => void
}

export interface Ahead {
  /** @returns a piece once it is encoded; whoever takes it closes it */
  take(piece: Piece): Promise<EncodedPiece>
  /** Ends what still runs and lets go of what nobody took. */
  close(): Promise<void>
}

/**
 * Encodes the pieces of a clip in their order, two at a time, while whoever puts the clip together takes one after the other. The first that fails
 * is told when it is taken.
 */
export function encodeAhead(
  tools: MediaTools,
  clip: ClipPlan,
  plan: SmartPlan,
  { signal, scratch, another, onProgress }: AheadOptions,
): Ahead {
  const stop = new AbortController()
  const either = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])])
  const limit = pLimit(atOnce)
  const doneMs = new Map<Piece, number>()
  const encode = async (piece: Piece) => {
    either.throwIfAborted()
    const options = {
      signal: either,
      onProgress: (ms: number) => {
        doneMs.set(piece, ms)
        onProgress([...doneMs.values()].reduce((sum, each) => sum + each, 0))
      },
    }
    return encodePiece(tools, clip, plan, piece, { scratch, file: await another() }, options)
  }
  const waiting = new Map(
    plan.pieces.filter(({ how }) => how === 'encode').map(piece => [piece, limit(() => encode(piece))]),
  )
  // Each is told by taking it; until then its failure is nobody's.
  for (const made of waiting.values()) made.catch(() => undefined)
  return {
    take(piece) {
      const made = waiting.get(piece)
      if (!made) throw new TypeError('this piece is not encoded, or was taken')
      waiting.delete(piece)
      return made
    },
    async close() {
      stop.abort()
      const left = await Promise.allSettled(waiting.values())
      for (const each of left) if (each.status === 'fulfilled') await each.value.close()
    },
  }
}
