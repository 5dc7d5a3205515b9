import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { CODE_LENGTH, CODE_LETTERS } from '../../contract/session/code.ts'
import type { DoorGuest } from '../../contract/session/door.ts'
import { isSigned } from '../library/signing.ts'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
)

/** About a tenth of a second: 60 bits cannot be tried out this way in anyone's life. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 }

export const randomHex = (): string => randomBytes(32).toString('hex')

/** A new code: 12 letters of 5 bits each, every one as likely as any other. */
export function newCode(): string {
  return [...randomBytes(CODE_LENGTH)].map(byte => CODE_LETTERS.charAt(byte % CODE_LETTERS.length)).join('')
}

/** What a code becomes under a salt (hex); never sent. */
export const codeKey = (code: string, salt: string): Promise<Buffer> =>
  derive(code, Buffer.from(salt, 'hex'), 32, COST)

/** What both sides know of one attempt. */
export interface Transcript {
  readonly attempt: string
  readonly hostNonce: string
  readonly guestNonce: string
  /** SHA-256 of the certificate: the host's own, and what the guest saw. Whoever stands in between has another one. */
  readonly certificate: string
  readonly guest: DoorGuest
  /** The public key of the host's installation. */
  readonly installation: string
}

const wordsOf = (side: 'host' | 'guest', talk: Transcript): Buffer => {
  const { personId, name, role, colour, writer, key } = talk.guest
  const who = JSON.stringify([personId, name, role, colour, writer, key])
  const parts = [
    side,
    talk.attempt,
    talk.hostNonce,
    talk.guestNonce,
    talk.certificate,
    talk.installation,
    who,
  ]
  return Buffer.from(`debrief-session:1\n${parts.join('\n')}`, 'utf8')
}

/** Proves the code (as `key` from `codeKey`) for one side of one attempt. @returns hex */
export const proofOf = (side: 'host' | 'guest', key: Buffer, talk: Transcript): string =>
  createHmac('sha256', key).update(wordsOf(side, talk)).digest('hex')

/** Says the same as the proof, signed by the side's installation. */
export const statementFor = (side: 'host' | 'guest', talk: Transcript): Buffer => wordsOf(side, talk)

export const isSignedBy = (
  side: 'host' | 'guest',
  talk: Transcript,
  { key, signature }: { readonly key: string; readonly signature: string },
): boolean => isSigned(key, signature, wordsOf(side, talk))

/** Compares two hex strings without telling by the time it takes how much of them was right. */
export function isSameHex(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')]
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b)
}
