import type { Router } from '@orpc/server'
import type { Contract } from '../contract/api/contract.ts'
import type { MediaPart } from '../contract/api/doors.ts'
import type { Caller } from '../core/call.ts'
import type { CallContext } from '../core/rpc.ts'

/** Bytes that the host may send: the path never comes from the request, only the recording's id does. */
export interface MediaFile {
  readonly path: string
  /** Where the same bytes lie once it is whole: it may be renamed between two looks at it. */
  readonly movesTo?: string
}

/** A recording in cells that are made when they are asked for. */
export interface LiveMedia {
  readonly cells: number
  /** Whether nobody has to wait for its making. */
  isThere(cell: number): boolean
  head(signal: AbortSignal): Promise<Buffer>
  cell(cell: number, signal: AbortSignal): AsyncGenerator<Buffer>
}

/** What the host needs of the core that it serves (core/compose.ts makes it). */
export interface HostedCore {
  readonly router: Router<Contract, CallContext>
  context(caller: Caller): CallContext
  /** Opens `/media/…` of this launch; it is no token: whoever has it may look, not act. */
  readonly mediaKey: string
  /** Whether the id is one of the people of this machine, who may speak here. */
  isLocalPerson(id: string): boolean
  /** The frame of a moment, ms on the recording's own clock. @throws DebriefError media.*, tools.* */
  frame(recordingId: string, atMs: number): Promise<MediaFile | undefined>
  /** @returns undefined where there is no such recording, or no such part of it */
  mediaFile(recordingId: string, part: MediaPart): Promise<MediaFile | undefined>
  /**
   * How bytes of a recording come from the host of a session that this machine takes part in; undefined for all that is on this machine, or
   * nowhere.
   */
  remoteMedia(
    recordingId: string,
  ): Promise<((part: string, query: URLSearchParams, request: Request) => Promise<Response>) | undefined>
  /** The playable copy while it is made. @returns undefined where there is no such recording */
  liveCopy(recordingId: string): Promise<LiveMedia | undefined>
  /** The open library's folder, for what is dropped on the page. @throws DebriefError library.readOnly */
  uploadFolder(): string
}
