import type { MediaPart } from '../../contract/api/doors.ts'
import type { LiveCopy } from '../media/live/liveCopy.ts'
import type { BrowserRouter } from './browserRouter.ts'
import type { DoorRouter } from './doorRouter.ts'

/** What a session door is opened with; the host opens it, as it does every listener. */
export interface DoorParts {
  readonly router: DoorRouter
  /** PEM */
  readonly key: string
  readonly cert: string
  /** 0 takes any free one. */
  readonly port: number
  readonly browserRouter: BrowserRouter
  /** Whether guests may join from a page in a browser; without it nothing of that is at the door. */
  browserAllowed(): boolean
  /** Refuses every key but that of a guest in a browser who was let in. @throws DebriefError session.refused */
  admitToMedia(key: string): void
  /** Refuses whoever was not let in. @throws DebriefError session.refused */
  admit(token: string | undefined): void
  /** What the player of a guest may have of a recording of the lesson; undefined for everything else. @throws DebriefError media.missing */
  mediaFile(
    recordingId: string,
    part: MediaPart,
  ): Promise<{ readonly path: string; readonly movesTo?: string } | undefined>
  /** Its playable copy while it is made, or one at a low rate. @throws DebriefError media.*, tools.* */
  liveCopy(recordingId: string, options: { readonly lean: boolean }): Promise<LiveCopy | undefined>
  logUnforeseen(error: unknown): string
}

export interface OpenedDoor {
  readonly port: number
  /** Ends every answer under way. */
  close(): Promise<void>
}

/** @throws DebriefError input.invalid where the port is taken */
export type OpenDoor = (parts: DoorParts) => Promise<OpenedDoor>
