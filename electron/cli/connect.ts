import { resolve } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { createRouterClient } from '@orpc/server'
import { PRESENT_HEADER, RPC_PREFIX, SPEAKER_HEADER } from '../contract/api/doors.ts'
import type { PersonId } from '../contract/records/person.ts'
import { HeldByHost } from '../core/app/openLibraries.ts'
import { type Core, openCore } from '../core/compose.ts'
import { builtResourcesDir, localHome, programVersion } from '../host/places.ts'
import type { Api, Connection } from './connection.types.ts'
import type { Globals } from './globals.ts'

/** Speaks to the host that holds the library in another process of this machine. */
export function attach({ url, token }: HeldByHost['address']): Connection {
  let speaker: PersonId | undefined
  const link = new RPCLink({
    url: `${url}${RPC_PREFIX}`,
    headers: () => ({
      authorization: `Bearer ${token}`,
      ...(speaker ? { [SPEAKER_HEADER]: speaker, [PRESENT_HEADER]: speaker } : {}),
    }),
  })
  const api: Api = createORPCClient(link)
  return {
    api,
    speakAs: id => {
      speaker = id
    },
    close: async () => undefined,
  }
}

async function openHere(globals: Globals): Promise<Connection> {
  const core = await openCore({
    home: resolve(localHome()),
    resourcesDir: builtResourcesDir,
    version: programVersion,
    lock: 'brief',
    ...(globals.library === undefined ? {} : { libraryDir: resolve(globals.library) }),
  })
  return { ...clientOf(core), close: () => core.close() }
}

/** Calls a core in this process. */
export function clientOf(core: Core): Pick<Connection, 'api' | 'speakAs'> {
  let speaker: PersonId | undefined
  const api: Api = createRouterClient(core.router, {
    context: () =>
      core.context({ door: 'local', present: speaker ? [speaker] : [], ...(speaker ? { speaker } : {}) }),
  })
  return {
    api,
    speakAs: id => {
      speaker = id
    },
  }
}

/**
 * The core in this process where the library is free; otherwise the host that has it, reached over its loopback address.
 * @throws DebriefError library.locked and whatever keeps a library from opening
 */
export async function connect(globals: Globals): Promise<Connection> {
  try {
    return await openHere(globals)
  } catch (error) {
    if (error instanceof HeldByHost) return attach(error.address)
    throw error
  }
}
