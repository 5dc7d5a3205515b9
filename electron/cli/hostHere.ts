import { resolve } from 'node:path'
import { type Core, openCore } from '../core/compose.ts'
import { createHost, type Host } from '../host/createHost.ts'
import { builtResourcesDir, builtUiDir, localHome, programVersion } from '../host/places.ts'
import { openSessionDoor } from '../host/session/openSessionDoor.ts'
import type { Globals } from './globals.ts'

/** A core that holds the library as long as this process runs, and the host that others reach it by. */
export interface HostedHere {
  readonly core: Core
  readonly host: Host
  close(): Promise<void>
}

/**
 * @param port 0 takes any free one @param lookOnly nothing is written into the library's folder
 * @throws HeldByHost where another process holds the library; DebriefError input.invalid (the port), library.*, disk.*
 */
export async function hostHere(globals: Globals, port = 0, lookOnly = false): Promise<HostedHere> {
  const core = await openCore({
    home: resolve(localHome()),
    resourcesDir: builtResourcesDir,
    version: programVersion,
    lock: 'host',
    lookOnly,
    openDoor: openSessionDoor,
    ...(globals.library === undefined ? {} : { libraryDir: resolve(globals.library) }),
  })
  try {
    const host = await createHost({ core, uiDir: builtUiDir, port })
    await core.publish({ url: host.url, token: host.token })
    return {
      core,
      host,
      close: async () => {
        await host.close()
        await core.close()
      },
    }
  } catch (error) {
    await core.close()
    throw error
  }
}

export const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise(done => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done(), { once: true })
  })
