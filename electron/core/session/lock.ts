import { createHash, timingSafeEqual } from 'node:crypto'
import { DebriefError } from '../../contract/errors.ts'
import type { DoorGuest } from '../../contract/session/door.ts'
import {
  codeKey,
  isSameHex,
  isSignedBy,
  newCode,
  proofOf,
  randomHex,
  statementFor,
  type Transcript,
} from './proof.ts'

/** So many wrong codes, and nobody can go on trying the same one. */
export const MOST_WRONG = 5
/** For so long nobody is greeted after that: guessing is not worth it, and making keys costs us little. */
export const SHUT_MS = 3000
/** An attempt that is not answered by then is gone. */
const ATTEMPT_LASTS_MS = 60_000
/** Of more than these the oldest goes, so that nobody fills the memory by knocking. */
const MOST_ATTEMPTS = 64

export interface LockParts {
  nowMs(): number
  /** SHA-256 of the door's certificate. */
  readonly certificate: string
  /** The public key of this installation, and its hand. */
  readonly installation: string
  sign(statement: Uint8Array): string
  /** Told when too many wrong codes made it change. */
  rotated(): void
  /** How a code becomes a key; costly on purpose. */
  readonly derive?: typeof codeKey
}

interface Attempt {
  readonly nonce: string
  readonly salt: string
  readonly bornMs: number
}

export interface Answer {
  readonly attempt: string
  readonly nonce: string
  readonly guest: DoorGuest
  readonly proof: string
  readonly signature: string
}

export const wrongCode = () =>
  new DebriefError(
    'session.refused',
    'The code is not right. Ask the host to read it to you again; after several wrong ones it changes. Nothing of yours was sent.',
    { subject: 'code' },
  )

const shut = () =>
  new DebriefError(
    'session.refused',
    'Too many wrong codes were tried, so the host has a new one. Ask for it, and try again in a moment.',
    { subject: 'code' },
  )

const staleAttempt = () =>
  new DebriefError('session.refused', 'That took too long, so the host wants to be asked anew. Try again.')

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The code of a session, and who proves it. A new code makes every attempt under the old one void. */
export function createLock(parts: LockParts) {
  const attempts = new Map<string, Attempt>()
  const derive = parts.derive ?? codeKey
  let code = newCode()
  let salt = randomHex()
  let key = derive(code, salt)
  let wrong = 0
  let rotations = 0
  let shutUntilMs = 0

  const rotate = (): void => {
    code = newCode()
    salt = randomHex()
    key = derive(code, salt)
    wrong = 0
    attempts.clear()
  }

  /** Counts a wrong code; after several of them there is another one. */
  const missed = (): DebriefError => {
    wrong += 1
    if (wrong >= MOST_WRONG) {
      rotate()
      rotations += 1
      shutUntilMs = parts.nowMs() + SHUT_MS
      parts.rotated()
    }
    return wrongCode()
  }
  /** @throws DebriefError session.refused for a moment after the code had to change */
  const mustBeOpen = (now: number): void => {
    // A clock that was set back must not shut the door for longer.
    if (now < shutUntilMs && shutUntilMs - now <= SHUT_MS) throw shut()
  }

  return {
    /**
     * Checks a code that was told as it is (folded), as pages do that cannot know the certificate they see.
     * @throws DebriefError session.refused
     */
    told: (given: string): void => {
      mustBeOpen(parts.nowMs())
      if (!timingSafeEqual(digest(given), digest(code))) throw missed()
    },

    code: () => code,
    rotations: () => rotations,
    rotate,

    /** @throws DebriefError session.refused for a moment after the code had to change */
    hello: () => {
      const now = parts.nowMs()
      mustBeOpen(now)
      for (const [id, { bornMs }] of attempts) {
        const isOld = Math.abs(now - bornMs) > ATTEMPT_LASTS_MS
        if (isOld || attempts.size >= MOST_ATTEMPTS) attempts.delete(id)
      }
      const attempt = randomHex()
      const nonce = randomHex()
      attempts.set(attempt, { nonce, salt, bornMs: now })
      return { attempt, salt, nonce, installation: parts.installation }
    },

    /**
     * Checks a guest's proof; each attempt is good for one answer, right or wrong.
     * @returns the host's own proof @throws DebriefError session.refused
     */
    prove: async ({ attempt: id, nonce, guest, proof, signature }: Answer) => {
      const attempt = attempts.get(id)
      attempts.delete(id)
      if (!attempt || Math.abs(parts.nowMs() - attempt.bornMs) > ATTEMPT_LASTS_MS) throw staleAttempt()
      const talk: Transcript = {
        attempt: id,
        hostNonce: attempt.nonce,
        guestNonce: nonce,
        certificate: parts.certificate,
        guest,
        installation: parts.installation,
      }
      const secret = await key
      // While the key was being made the code may have changed under it.
      if (attempt.salt !== salt) throw staleAttempt()
      if (!isSameHex(proof, proofOf('guest', secret, talk))) throw missed()
      if (!isSignedBy('guest', talk, { key: guest.key, signature }))
        throw new DebriefError('session.refused', 'The guest’s machine did not sign as itself. Try again.')
      return {
        proof: proofOf('host', secret, talk),
        signature: parts.sign(statementFor('host', talk)),
      }
    },
  }
}
export type Lock = ReturnType<typeof createLock>
