import { join } from 'node:path'
import { Low } from 'lowdb'
import { z } from 'zod'
import { type Codec, DurableAdapter } from '../library/durableAdapter.ts'
import { ensureFolder } from '../library/durableWrite.ts'
import { errorName, nodeFileSystem } from '../library/fileSystem.ts'
import { setAside } from '../library/rescue.ts'

const pins = z.object({
  format: z.literal('debrief-pins'),
  version: z.literal(1),
  /** By the public key of the host's installation. */
  hosts: z.record(z.string(), z.object({ certificate: z.string(), name: z.string(), atMs: z.int() })),
})
type Pins = z.infer<typeof pins>

const codec: Codec<Pins> = {
  encode: value => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8'),
  decode: bytes => pins.parse(JSON.parse(bytes.toString('utf8'))),
}

/** Hosts this machine has joined, each with the certificate it had then: `<home>/keys/hosts.json`. */
export interface PinnedHosts {
  /** @returns undefined for a host that was never joined */
  of(installation: string): Promise<{ readonly certificate: string; readonly name: string } | undefined>
  /** @throws DebriefError disk.full, disk.failed */
  pin(installation: string, certificate: string, name: string): Promise<void>
}

export function createPins(home: string, now: () => number): PinnedHosts {
  const folder = join(home, 'keys')
  const adapter = new DurableAdapter(nodeFileSystem, join(folder, 'hosts.json'), codec, { mode: 0o600 })
  const read = async (): Promise<Low<Pins>> => {
    const low = new Low<Pins>(adapter, { format: 'debrief-pins', version: 1, hosts: {} })
    try {
      await low.read()
    } catch (error) {
      if (errorName(error) !== undefined) throw error
      await setAside(nodeFileSystem, join(home, 'quarantine'), adapter.path, now())
    }
    return low
  }
  return {
    of: async installation => {
      const { hosts } = (await read()).data
      return Object.hasOwn(hosts, installation) ? hosts[installation] : undefined
    },
    pin: async (installation, certificate, name) => {
      const low = await read()
      await ensureFolder(nodeFileSystem, folder, 0o700)
      low.data.hosts = { ...low.data.hosts, [installation]: { certificate, name, atMs: now() } }
      await low.write()
    },
  }
}
