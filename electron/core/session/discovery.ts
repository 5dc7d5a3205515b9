import { isIPv4 } from 'node:net'
import type { FoundSession } from '../../contract/api/session.ts'

/** The name of the service in the local network's list (RFC 6763): `_debrief._tcp`. */
const TYPE = 'debrief'
const LISTEN_MS = 1200

/** Tells and hears of sessions on the local network, with nothing installed and no server: by multicast DNS. */
export interface Discovery {
  /** Tells who hosts and where, never of what. @returns the way to stop */
  announce(session: { readonly name: string; readonly port: number }): Promise<() => Promise<void>>
  /** Sessions of other machines, and of this one. */
  listen(): Promise<FoundSession[]>
}

export interface DiscoveryOptions {
  /** Told where the network has no multicast, or the system refuses it: sessions are then joined by their address. */
  failed(error: unknown): void
}

export function localDiscovery({ failed }: DiscoveryOptions): Discovery {
  const open = async () => {
    const { Bonjour } = await import('bonjour-service')
    return new Bonjour({}, failed)
  }
  return {
    announce: async ({ name, port }) => {
      const network = await open()
      // Names of services are one label of 63 bytes; two hosts may have the same name, so the port tells them apart.
      const label = `${[...name].slice(0, 12).join('')} ${port}`
      network.publish({ name: label, type: TYPE, port, txt: { name, v: '1' }, probe: false })
      return () =>
        new Promise(resolve => {
          network.unpublishAll(() => network.destroy(() => resolve()))
        })
    },

    listen: async () => {
      const network = await open()
      const found = new Map<string, FoundSession>()
      const browser = network.find({ type: TYPE }, service => {
        const address = service.referer?.address ?? service.addresses?.find(isIPv4)
        const name = typeof service.txt?.name === 'string' ? service.txt.name.slice(0, 120) : service.name
        if (address === undefined || !isIPv4(address)) return
        const at = `${address}:${service.port}`
        found.set(at, { address: at, name })
      })
      await new Promise(done => setTimeout(done, LISTEN_MS))
      browser.stop()
      await new Promise<void>(done => network.destroy(() => done()))
      return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
    },
  }
}
