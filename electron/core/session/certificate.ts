import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { ensureFolder, writeDurably } from '../library/durableWrite.ts'
import { nodeFileSystem, unlessMissing } from '../library/fileSystem.ts'

const kept = z.object({
  format: z.literal('debrief-door'),
  version: z.literal(1),
  key: z.string(),
  cert: z.string(),
})

/** What the session door shows of itself: PEM. */
export interface DoorCertificate {
  readonly key: string
  readonly cert: string
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string
}

/** Longer than any machine lasts: it is pinned, so an end would only make guests doubt a host who did nothing. */
const YEARS = 30

/** SHA-256 of a certificate's bytes (DER), as both sides count it. @returns hex */
export const fingerprintOf = (certificate: X509Certificate): string =>
  certificate.fingerprint256.replaceAll(':', '').toLowerCase()

/** A fingerprint as browsers show it: `AB:CD:…`. */
export const shownFingerprint = ({ fingerprint }: DoorCertificate): string =>
  (fingerprint.toUpperCase().match(/../g) ?? []).join(':')

function read(text: string): DoorCertificate | undefined {
  try {
    const { key, cert } = kept.parse(JSON.parse(text))
    return { key, cert, fingerprint: fingerprintOf(new X509Certificate(cert)) }
  } catch {
    // A damaged file is one of the answers: a new certificate is made, and guests are told that it is another one.
    return undefined
  }
}

/**
 * The certificate of this installation's session door, made at the first session and kept in `<home>/keys/door.json` (mode 0600). It names
 * nobody and proves nothing alone: who joins has pinned it, and both sides prove the code over it each time.
 * @throws DebriefError disk.full, disk.failed
 */
export async function doorCertificate(home: string, now: () => number): Promise<DoorCertificate> {
  const folder = join(home, 'keys')
  const path = join(folder, 'door.json')
  const bytes = await unlessMissing(nodeFileSystem.read(path))
  const known = bytes && read(bytes.toString('utf8'))
  if (known) return known
  const { generate } = await import('selfsigned')
  const begin = new Date(now() - 86_400_000)
  const end = new Date(begin)
  end.setFullYear(end.getFullYear() + YEARS)
  const made = await generate([{ name: 'commonName', value: 'Debrief' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: begin,
    notAfterDate: end,
  })
  const key = made.private
  const { cert } = made
  await ensureFolder(nodeFileSystem, folder, 0o700)
  const text = JSON.stringify({ format: 'debrief-door', version: 1, key, cert })
  await writeDurably(nodeFileSystem, path, Buffer.from(`${text}\n`), { mode: 0o600 })
  return { key, cert, fingerprint: fingerprintOf(new X509Certificate(cert)) }
}
