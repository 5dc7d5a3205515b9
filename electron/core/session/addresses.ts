import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

/** Networks that only lead to programs on this machine. */
const inside = /^(docker|br-|veth|virbr|vbox|vmnet|vEthernet|utun|tun|tap|wsl)/i

/**
 * Where other machines of the local network may find this one, the likeliest first: real networks before those inside the machine. Without
 * any network, the machine itself.
 */
export function localAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): readonly string[] {
  const all = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(
        ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
      )
      .map(({ address }) => ({ address, far: inside.test(name) ? 1 : 0 })),
  )
  const sorted = all.sort((a, b) => a.far - b.far).map(({ address }) => address)
  return sorted.length > 0 ? [...new Set(sorted)] : ['127.0.0.1']
}
