import type { PersonId } from '../contract/records/person.ts'

/** Who calls, as the door that they came through knows it. Core trusts this and nothing else about authorship. */
export interface Caller {
  /** `local`: the window, a browser or the command line of this machine, after the guard has seen the token. */
  readonly door: 'local'
  /** Who speaks; one of this machine's people. Acts that need an author fail without one. */
  readonly speaker?: PersonId
  /** Who is at the machine; the speaker is among them. */
  readonly present: readonly PersonId[]
}

/** The system's key store: locks what only this user of this machine may open again. */
export interface Secrets {
  /** @returns undefined where the store cannot be used after all */
  seal(secret: string): Promise<string | undefined>
  /** @returns undefined for what was sealed elsewhere, or cannot be opened any more */
  open(sealed: string): Promise<string | undefined>
}

/** What the shell around the core can do; each is offered to the renderer only where it is there. */
export interface Shell {
  chooseFiles?(): Promise<string[]>
  chooseFolder?(): Promise<string | null>
  reveal?(path: string): Promise<void>
  /** Dropped files have a path in this shell's page. */
  readonly dropPaths?: boolean
  /** Only where the system has a key store. */
  readonly secrets?: Secrets
}
