import type { SessionHere } from '../../contract/api/session.ts'
import type { PersonColour } from '../../contract/records/person.ts'
import type { DoorGuest } from '../../contract/session/door.ts'

/** What a guest in a browser was given, of which only the hashes are kept. */
export interface BrowserKeys {
  /** SHA-256 of the key to the recordings, which stands in the addresses of the page’s player. */
  readonly mediaHash: string
  /** SHA-256 of what their browser keeps, to be known again by as long as the session lasts. */
  readonly proofHash: string
  /** The name that they typed. */
  readonly typed: string
  /** Someone else was here under that name. */
  readonly namesake: boolean
}

/** Someone who proved the code. */
export interface Guest {
  readonly id: string
  /** In a browser, without a Debrief. */
  readonly browser?: BrowserKeys
  readonly who: DoorGuest
  /** Where they call from. */
  readonly from: string
  readonly sinceMs: number
  /** `elsewhere`: another tab of the same browser has taken their place. */
  state: 'waiting' | 'admitted' | 'refused' | 'dismissed' | 'left' | 'elsewhere'
  /** How many streams of events are open to their machine. */
  streams: number
  /** As the host's library shows them. */
  colour: PersonColour
  here: SessionHere | undefined
  /** SHA-256 of the files that they handed in, and need not hear of. */
  readonly handed: Set<string>
}
