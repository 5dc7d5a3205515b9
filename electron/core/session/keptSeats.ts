import type { DoorGuest } from '../../contract/session/door.ts'
import type { KeptSeats } from './brokenOff.ts'
import type { BrowserKeys, Guest } from './guest.types.ts'

/** Who is in, as it is kept for the case that the host's program is cut off. */
export function seatsOf(byToken: ReadonlyMap<string, Guest>, proofs: KeptSeats['proofs']): KeptSeats {
  const admitted = [...byToken].filter(([, { state }]) => state === 'admitted')
  return {
    guests: admitted.flatMap(([tokenHash, { id, who, colour, browser }]) =>
      browser ? [] : [{ id, tokenHash, who, colour }],
    ),
    browsers: admitted.flatMap(([tokenHash, { id, who, colour, browser }]) =>
      browser ? [{ id, tokenHash, who: { ...who, writer: '', key: '' }, colour, browser }] : [],
    ),
    proofs,
  }
}

/** Someone in a browser was let in, and can prove from now on that they are who they were. */
export const withProof = (
  proofs: KeptSeats['proofs'],
  { personId, name }: DoorGuest,
  { typed, proofHash }: BrowserKeys,
): KeptSeats['proofs'] => [
  ...proofs.filter(known => known.personId !== personId),
  { personId, name, typed, proofHash },
]
