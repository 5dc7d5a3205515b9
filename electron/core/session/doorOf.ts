import { browserRouter } from './browserRouter.ts'
import type { DoorCertificate } from './certificate.ts'
import { doorRouter } from './doorRouter.ts'
import { refusedToken } from './guests.ts'
import type { HostedSession } from './hosted.ts'
import type { DoorParts } from './openDoor.types.ts'
import type { StripSource } from './remoteStrips.ts'

interface Sources extends Pick<DoorParts, 'mediaFile' | 'logUnforeseen'> {
  liveCopy(id: string, options?: { readonly lean: boolean }): ReturnType<DoorParts['liveCopy']>
  readonly strips: StripSource
  nowMs(): number
}

/** What the door of a session is opened with: that session's guests, and recordings of its lesson alone. */
export function doorOf(
  session: HostedSession,
  certificate: DoorCertificate,
  { mediaFile, liveCopy, strips, nowMs, logUnforeseen }: Sources,
): Omit<DoorParts, 'port'> {
  const watched = async (id: string) => (await session.watchable(id)) !== undefined
  return {
    router: doorRouter({ session, strips, nowMs, logUnforeseen }),
    browserRouter: browserRouter({ browser: session.browser, nowMs, logUnforeseen }),
    browserAllowed: () => session.browser.allowed,
    key: certificate.key,
    cert: certificate.cert,
    admit: token => void session.admitted(token),
    admitToMedia: key => {
      if (!session.browser.mayWatch(key)) throw refusedToken()
    },
    mediaFile: async (id, part) => ((await watched(id)) ? mediaFile(id, part) : undefined),
    liveCopy: async (id, options) => ((await watched(id)) ? liveCopy(id, options) : undefined),
    logUnforeseen,
  }
}
