import { isIP } from 'node:net'
import { hostname } from 'node:os'

const firstLabel = (name: string): string => (name.split('.')[0] ?? '').toLowerCase()

/**
 * Whether a Host header names this machine: a bare address, which no name server can bend, or this machine's own name, with whatever domain
 * the local network gives it. A page of another name that was made to lead here does not.
 */
export function isOwnHost(header: string | null, own: string = hostname()): boolean {
  const name = /^(?:\[([0-9a-f:.%\w]+)\]|([\w.-]+))(?::\d{1,5})?$/i.exec(header ?? '')
  const plain = name?.[1]?.replace(/%.*$/, '') ?? name?.[2] ?? ''
  if (plain === '') return false
  return isIP(plain) > 0 || plain.toLowerCase() === 'localhost' || firstLabel(plain) === firstLabel(own)
}
