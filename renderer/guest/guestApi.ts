import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { z } from 'zod'
import { BROWSER_RPC_PREFIX, type browserDoor } from '../../electron/contract/session/browserDoor.ts'

const seat = z.object({
  token: z.string(),
  mediaKey: z.string(),
  hostName: z.string(),
  /** The name that was typed, and by what the host knows it again once it has let them in. */
  name: z.string(),
  proof: z.string(),
})
/** What the host gave this tab when the code was right. */
export type Seat = z.infer<typeof seat>

const STORED = 'debrief.guest'

/** The seat of this tab; it is gone with the tab, as others may use the same machine. */
export function keptSeat(): Seat | undefined {
  const text = sessionStorage.getItem(STORED)
  return text === null ? undefined : seat.safeParse(JSON.parse(text)).data
}
export const keepSeat = (given: Seat): void => sessionStorage.setItem(STORED, JSON.stringify(given))
export const dropSeat = (): void => sessionStorage.removeItem(STORED)

const PROOF = 'debrief.guest.proof.'

/**
 * By what this browser is known again in the same session under the same name, also in another tab. Worth nothing once the host has ended the
 * session.
 */
export const proofOf = (name: string): string | undefined => localStorage.getItem(PROOF + name) ?? undefined
export const keepProof = (name: string, proof: string): void => localStorage.setItem(PROOF + name, proof)
export const dropProofs = (): void => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PROOF)) localStorage.removeItem(key)
}

/** The host behind this page. */
export const api: ContractRouterClient<typeof browserDoor> = createORPCClient(
  new RPCLink({
    url: () => `${window.location.origin}${BROWSER_RPC_PREFIX}`,
    headers: (): Record<string, string> => {
      const token = keptSeat()?.token
      return token === undefined ? {} : { authorization: `Bearer ${token}` }
    },
  }),
)
