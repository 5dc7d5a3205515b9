import type { Connection } from './connection.types.ts'
import type { Globals } from './globals.ts'
import type { Output } from './output.ts'

/** What a command has to work with. */
export interface Work extends Connection {
  readonly globals: Globals
  readonly out: Output
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** @returns the exit code where it is not 0: 1 when part of it failed */
export type Action = (work: Work) => Promise<number | undefined>
