import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { Contract } from '../contract/api/contract.ts'
import { RPC_PREFIX } from '../contract/api/doors.ts'
import type { JobView } from '../contract/api/jobs.ts'
import type { Settings } from '../contract/api/settings.ts'
import { HeldByHost } from '../core/app/openLibraries.ts'
import type { Shell } from '../core/call.ts'
import { openCore } from '../core/compose.ts'
import { createHost } from '../host/createHost.ts'
import { openSessionDoor } from '../host/session/openSessionDoor.ts'

interface ServiceOptions {
  readonly home: string
  readonly resourcesDir: string
  readonly uiDir: string
  readonly version: string
  readonly shell: Shell
  readonly libraryDir?: string
}

/** What the window looks at: our own host, or the one of another process that has the library already. */
export interface Service {
  /** The address of the page, with its token in the fragment. */
  readonly entrance: string
  readonly libraryDir: () => string | undefined
  /** Long work that ends when this process does. */
  jobs(): Promise<readonly JobView[]>
  /** Takes in recordings that the system opened the app with. */
  importFiles(files: readonly string[]): Promise<void>
  /** Shows packages that the system opened the app with. */
  openPackages(files: readonly string[]): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the core and serves it; where another Debrief of this machine has the library, its address is used instead.
 * @throws DebriefError library.locked, library.unreadable, disk.full, disk.failed
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  try {
    return await serveHere(options)
  } catch (error) {
    if (error instanceof HeldByHost) return attachTo(error.address)
    throw error
  }
}

async function serveHere({ uiDir, ...options }: ServiceOptions): Promise<Service> {
  const core = await openCore({ ...options, lock: 'host', openDoor: openSessionDoor })
  try {
    const host = await createHost({ core, uiDir })
    await core.publish({ url: host.url, token: host.token })
    let speaker: Settings['speaker']
    const api = createRouterClient(core.router, {
      context: () =>
        core.context({ door: 'local', present: speaker ? [speaker] : [], ...(speaker && { speaker }) }),
    })
    return {
      entrance: host.entrance,
      libraryDir: () => core.library().dir,
      jobs: () => api.jobs.list(),
      importFiles: async files => {
        // Whoever speaks at this machine is the one who opens a file with Debrief.
        const settings = await api.settings.get()
        speaker = settings.speaker ?? settings.present[0]
        await api.recordings.import({ files: [...files] })
      },
      openPackages: async files => {
        for (const file of files) await api.packages.announce({ file })
      },
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

function attachTo({ url, token }: HeldByHost['address']): Service {
  const headers = { authorization: `Bearer ${token}` }
  const api: ContractRouterClient<Contract> = createORPCClient(
    new RPCLink({ url: `${url}${RPC_PREFIX}`, headers }),
  )
  return {
    entrance: `${url}/#token=${token}`,
    libraryDir: () => undefined,
    jobs: async () => [],
    importFiles: async () => undefined,
    openPackages: async files => {
      for (const file of files) await api.packages.announce({ file })
    },
    close: async () => undefined,
  }
}
