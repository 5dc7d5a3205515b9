import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { WriterId } from '../../contract/records/envelope.ts'

/** Signs for this installation (Ed25519); the private key stays with whoever made this. */
export interface Signer {
  /** The public key: 32 bytes as base64url. */
  readonly key: string
  /** @returns 64 bytes as base64url */
  sign(statement: Uint8Array): string
  /** Another key of this installation that speaks for this one, where there is one. */
  readonly voucher?: Voucher
}

/** What one key says of another: that both belong to one installation. */
export interface Voucher {
  readonly key: string
  readonly signature: string
}

/** A writer file's signature, as its header has it. */
export interface Seal {
  readonly key: string
  readonly signature: string
  /** Of the list of records, as it was counted from the bytes. */
  readonly sha256: string
  /** Which folder of the library the file was written for, as backups name it. */
  readonly place: string
  readonly writer: WriterId
  readonly voucher?: Voucher | undefined
}

/** What a writer signs: all its records of one place. A file that is carried to another lesson does not fit any more. */
export function statementOf({ place, writer, sha256 }: Pick<Seal, 'place' | 'writer' | 'sha256'>): Buffer {
  return Buffer.from(`debrief-records:1\n${writer}\n${place}\n${sha256}`, 'utf8')
}

/** What one key of an installation signs of another. */
export function vouchingOf(key: string): Buffer {
  return Buffer.from(`debrief-key:1\n${key}`, 'utf8')
}

const verdicts = new WeakMap<Seal, boolean>()

/** Whether the file is as the holder of its key wrote it; says nothing of whose key that is. */
export function isGenuine(seal: Seal): boolean {
  const known = verdicts.get(seal)
  if (known !== undefined) return known
  const verdict = isSigned(seal.key, seal.signature, statementOf(seal))
  verdicts.set(seal, verdict)
  return verdict
}

/** The key that vouches for the seal's own; undefined where none does, or where it did not sign that. */
export function vouchedBy({ key, voucher }: Seal): string | undefined {
  return voucher && isSigned(voucher.key, voucher.signature, vouchingOf(key)) ? voucher.key : undefined
}

/** @param key base64url @param signature base64url */
export function isSigned(key: string, signature: string, statement: Uint8Array): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  const publicKey = publicKeyOf(key)
  return bytes.length === 64 && publicKey !== undefined && verify(null, statement, publicKey, bytes)
}

const publicKeys = new Map<string, KeyObject | undefined>()
const MANY = 10_000

function publicKeyOf(key: string): KeyObject | undefined {
  if (publicKeys.has(key)) return publicKeys.get(key)
  if (publicKeys.size > MANY) publicKeys.clear()
  const made = importKey(key)
  publicKeys.set(key, made)
  return made
}

function importKey(key: string): KeyObject | undefined {
  if (!/^[\w-]{43}$/.test(key)) return undefined
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
  } catch {
    // 32 bytes that are no point of the curve: a key that nobody holds, so nothing is signed with it.
    return undefined
  }
}
