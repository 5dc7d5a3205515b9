/** Names that the host and those who call it share. */

/** `Authorization: Bearer <token>` opens the loopback door; the token is new at every launch. */
export const RPC_PREFIX = '/rpc'
/** Who speaks: the id of one of this machine's people; the host checks that it is. */
export const SPEAKER_HEADER = 'debrief-speaker'
/** Who is at the machine, ids joined by commas: private notes are closed while someone else is here. */
export const PRESENT_HEADER = 'debrief-present'
/** `/media/<recordingId>/<original|proxy|poster|filmstrip|waveform>?key=<mediaKey>` */
export const MEDIA_PREFIX = '/media'
/** `PUT /upload?name=<file name>` with the bytes as body answers `{ path }`: a dropped file that has no path. */
export const UPLOAD_PATH = '/upload'

/**
 * `/media/<recordingId>/live?cell=<n>&key=…`: two seconds of the playable copy, made now where they are not there yet; `cell=head`: what a
 * player must have before any of them. An answer without bytes lies behind the recording's true end.
 */
export const LIVE_PART = 'live'
/**
 * As `live`, at a low rate; only at the session door, and only where the network carries no more. A guest's own host answers a `live` cell with
 * the rate that it chose in `RATE_HEADER`, and gives the head of that rate for `cell=head&rate=<rate>`.
 */
export const LEAN_PART = 'lean'
export const RATE_HEADER = 'debrief-rate'
/** Says nothing to the host, which knows the track that is heard; it makes another address of another track. */
const ofSound = (sound: number | undefined) => (sound === undefined ? '' : `&sound=${sound}`)
/** The length of a cell. */
export const LIVE_CELL_MS = 2000
export const liveAddress = (
  recordingId: string,
  cell: number | 'head',
  mediaKey: string,
  sound?: number,
  rate?: string,
): string =>
  `${MEDIA_PREFIX}/${encodeURIComponent(recordingId)}/${LIVE_PART}?cell=${cell}&key=${encodeURIComponent(mediaKey)}${ofSound(sound)}${rate ? `&rate=${encodeURIComponent(rate)}` : ''}`

/** `/media/<recordingId>/frame?at=<ms>&key=…`: the frame of a moment of the recording, as a small JPEG. */
export const FRAME_PART = 'frame'
export const frameAddress = (recordingId: string, atMs: number, mediaKey: string): string =>
  `${MEDIA_PREFIX}/${encodeURIComponent(recordingId)}/${FRAME_PART}?at=${Math.round(atMs)}&key=${encodeURIComponent(mediaKey)}`

export type MediaPart = 'original' | 'proxy' | 'poster' | 'filmstrip' | 'waveform'

/**
 * The address of a recording's bytes on the host that gave `mediaKey`.
 * @param sound the sound track that is heard, where there are several: an element that plays another one has to load anew
 */
export const mediaAddress = (
  recordingId: string,
  part: MediaPart,
  mediaKey: string,
  sound?: number,
): string =>
  `${MEDIA_PREFIX}/${encodeURIComponent(recordingId)}/${part}?key=${encodeURIComponent(mediaKey)}${ofSound(sound)}`
