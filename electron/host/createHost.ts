import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { DebriefError } from '../contract/errors.ts'
import { sweepParts } from '../core/jobs/partFile.ts'
import { createApp } from './app.ts'
import type { HostedCore } from './hostedCore.ts'

/** Loopback only: whatever else this machine is connected to never reaches the host. */
const ADDRESS = '127.0.0.1'

export interface HostOptions {
  readonly core: HostedCore
  /** The built renderer. */
  readonly uiDir: string
  /** 0 (the default) takes any free one. */
  readonly port?: number
  /** New at every launch unless given. */
  readonly token?: string
}

export interface Host {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly port: number
  readonly token: string
  /** Where a page enters: the token stands behind `#`, so that it is in no request line and no log. */
  readonly entrance: string
  /** Ends every answer under way, and the server. The core stays open: who made it closes it. */
  close(): Promise<void>
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(
        taken
          ? new DebriefError(
              'input.invalid',
              `Port ${port} is not free. Choose another one, or leave --port away.`,
              {
                subject: 'port',
              },
            )
          : error,
      )
    }
    server.once('error', refuse)
    server.listen(port, ADDRESS, () => {
      server.off('error', refuse)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'))
      else resolve(address.port)
    })
  })
}

/** An upload that nobody has written to for so long was cut off: by a crash here, or on another machine of a shared folder. */
const ABANDONED_AFTER_MS = 3600 * 1000

/** Takes away the halves of uploads that a crash left in the library; one that can only be read has none of ours. */
async function sweepUploads(core: HostedCore): Promise<void> {
  try {
    await sweepParts(core.uploadFolder(), { idleMs: ABANDONED_AFTER_MS, nowMs: Date.now() })
  } catch (error) {
    if (!(error instanceof DebriefError && error.code === 'library.readOnly')) throw error
  }
}

/**
 * Serves the core, its media and the built page to this machine.
 * @throws DebriefError input.invalid where the port is taken
 */
export async function createHost({
  core,
  uiDir,
  port: wanted = 0,
  token: given,
}: HostOptions): Promise<Host> {
  await sweepUploads(core)
  const token = given ?? randomBytes(24).toString('base64url')
  let port = wanted
  const door = () => ({ host: `${ADDRESS}:${port}`, origin: `http://${ADDRESS}:${port}` })
  const app = createApp({ core, token, uiDir, door })
  // A large file takes longer to send than Node lets a request take; the headers still have their own limit.
  const serverOptions = { requestTimeout: 0 }
  const server = createAdaptorServer({ fetch: app.fetch, hostname: ADDRESS, serverOptions }) as Server
  port = await listen(server, wanted)
  const url = door().origin
  return {
    url,
    port,
    token,
    entrance: `${url}/#token=${token}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
