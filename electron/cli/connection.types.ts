import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../contract/api/contract.ts'
import type { PersonId } from '../contract/records/person.ts'

/** All that Debrief can do, typed by the contract; the same whether the core runs in this process or in another. */
export type Api = ContractRouterClient<Contract>

/** A way to a core that holds the library. */
export interface Connection {
  readonly api: Api
  /** From now on, this person speaks and is the only one at the machine. */
  speakAs(id: PersonId): void
  /** Ends what this process began; what another process holds stays. */
  close(): Promise<void>
}
