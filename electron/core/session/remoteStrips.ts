import type { Strips } from '../media/strips/strips.ts'

/** What a timeline draws of a recording, and when its frames are on. */
export type StripSource = Pick<Strips, 'open' | 'close' | 'frames'>

/** The same of a session's host, for recordings that are not on this machine. */
export interface RemoteStrips {
  open(id: string): ReturnType<Strips['open']>
  frames(stretch: Parameters<Strips['frames']>[0]): Promise<number[]>
}

/** Asks the host of a session for what this machine has no file of. @param remote undefined for all that is here, or nowhere */
export const stripsOf = (
  here: StripSource,
  remote: (recordingId: string) => Promise<RemoteStrips | undefined>,
): StripSource => ({
  open: async id => (await remote(id))?.open(id) ?? here.open(id),
  frames: async stretch => (await remote(stretch.id))?.frames(stretch) ?? here.frames(stretch),
  close: id => here.close(id),
})
