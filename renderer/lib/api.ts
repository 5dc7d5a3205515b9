import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../electron/contract/api/contract.ts'
import { PRESENT_HEADER, RPC_PREFIX, SPEAKER_HEADER } from '../../electron/contract/api/doors.ts'
import type { PersonId } from '../../electron/contract/records/person.ts'
import { useSpeaker } from './speaker.ts'
import { launchToken } from './token.ts'
import { onItsWay } from './underWay.ts'

/** Who a call is made for, where that is not whoever speaks now: words stay with the person who wrote them. */
export interface CallContext {
  readonly speaker?: PersonId
}

/** What every request says of who is here; the host checks each word of it. */
export function callHeaders(context: CallContext = {}): Record<string, string> {
  const { present, ...now } = useSpeaker.getState()
  const speaker = context.speaker ?? now.speaker
  const token = launchToken()
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(speaker ? { [SPEAKER_HEADER]: speaker } : {}),
    ...(present.length > 0 ? { [PRESENT_HEADER]: present.join(',') } : {}),
  }
}

/** Verbs of the short acts that can be taken back. A step back waits for these, and for no import or export. */
const acts = /^(?:add|update|remove|restore|share|tag|put|pin|unpin|react|resolve|move|describe|begin|set)/

/** The host behind this page, as the contract states it. */
export const api: ContractRouterClient<Contract, CallContext> = createORPCClient(
  new RPCLink<CallContext>({
    url: () => `${window.location.origin}${RPC_PREFIX}`,
    headers: ({ context }) => callHeaders(context),
    // A setting that was just changed is kept, also where the page is left in the same moment; what is written in a lesson has its draft.
    fetch: (request, init, _options, path) =>
      fetch(request, path[0] === 'settings' && path[1] === 'set' ? { ...init, keepalive: true } : init),
    interceptors: [({ path, next }) => (acts.test(path.at(-1) ?? '') ? onItsWay(next()) : next())],
  }),
)
