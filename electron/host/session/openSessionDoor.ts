import { createServer, type Server } from 'node:https'
import { createAdaptorServer } from '@hono/node-server'
import { DebriefError } from '../../contract/errors.ts'
import type { OpenDoor } from '../../core/session/openDoor.types.ts'
import { builtGuestPageDir } from '../places.ts'
import { createSessionApp } from './sessionApp.ts'

/** Cut off after this long without an answer to a greeting; what was greeted may take as long as it takes. */
const HEADERS_MS = 10_000

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      const sentence = `Port ${port} is not free, so no session was opened. Choose another one, or leave the port open.`
      reject(taken ? new DebriefError('input.invalid', sentence, { subject: 'port' }) : error)
    }
    server.once('error', refuse)
    // On every address of this machine: which of them a guest can reach, nobody here can know.
    server.listen(port, () => {
      server.off('error', refuse)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the session door has no port'))
      else resolve(address.port)
    })
  })
}

/**
 * Opens session doors: a listener of its own, over TLS, that knows nothing but the session.
 * @param pageDir the built page of guests in a browser
 * @throws DebriefError input.invalid where the port is taken
 */
export const sessionDoor =
  (pageDir: string): OpenDoor =>
  async parts => {
    const app = createSessionApp(parts, pageDir)
    const server = createAdaptorServer({
      fetch: app.fetch,
      createServer,
      serverOptions: {
        key: parts.key,
        cert: parts.cert,
        minVersion: 'TLSv1.3',
        requestTimeout: 0,
        headersTimeout: HEADERS_MS,
      },
    }) as Server
    // Whoever breaks off a greeting is no failure of ours.
    server.on('tlsClientError', () => undefined)
    const port = await listen(server, parts.port)
    return {
      port,
      close: () =>
        new Promise((resolve, reject) => {
          server.close(error => (error ? reject(error) : resolve()))
          server.closeAllConnections()
        }),
    }
  }

/** With the page as it was built. */
export const openSessionDoor: OpenDoor = sessionDoor(builtGuestPageDir)
