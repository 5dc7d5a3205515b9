import { DebriefError } from '../../contract/errors.ts'
import { DOOR_VERSION, type DoorGuest } from '../../contract/session/door.ts'
import { answeredWith } from './answered.ts'
import { type DoorClient, openDoorClient, sawOtherCertificate } from './doorClient.ts'
import type { PinnedHosts } from './pins.ts'
import { codeKey, isSameHex, isSignedBy, proofOf, randomHex, statementFor, type Transcript } from './proof.ts'

export interface KnockParts {
  readonly pins: PinnedHosts
  sign(statement: Uint8Array): string
}

export interface Knock {
  readonly address: string
  /** Folded. */
  readonly code: string
  readonly guest: DoorGuest
  /** Someone said that the host's new certificate is right. */
  readonly newCertificate: boolean
}

/** A host who knows the code, and now knows that we do. */
export interface OpenDoorTo {
  readonly client: DoorClient
  readonly guestId: string
  readonly hostName: string
  /** What the client shows from now on. */
  readonly token: string
}

const unreachable = (address: string, cause: unknown) =>
  new DebriefError(
    'session.refused',
    `Nobody answers at ${address}. Check the address, that both machines are in the same network, and that the host’s session is open.`,
    { subject: 'address' },
    cause,
  )

const inBetween = (cause?: unknown) =>
  new DebriefError(
    'session.refused',
    'Whoever answers at this address does not know the code, or stands between you and the host. Nothing of yours was sent. Check address and code with the host.',
    { subject: 'address' },
    cause,
  )

/**
 * A wrong code, or the right one over a certificate that is not the host's: only where the certificate is known from before can it not be the
 * second, so at a first meeting the guest is told of both.
 */
const wrongOrBetween = (refused: DebriefError): DebriefError =>
  new DebriefError(
    refused.code,
    `${refused.message} If the code was right, someone may stand between you and the host: compare the address with the one on their screen.`,
    refused.data,
    refused,
  )

const otherCertificate = (name: string) =>
  new DebriefError(
    'session.refused',
    `${name}’s Debrief shows another certificate than when you first joined it. Either it was set up anew, or someone stands in between. Nothing of yours was sent. Ask ${name}; if it was set up anew, join once more and say so.`,
    { subject: 'certificate' },
  )

/**
 * Proves the code to a host and has the host prove it too, over the certificate that was seen; the certificate is pinned at the first time.
 * @throws DebriefError session.refused (subject `code`, `address`, `certificate` or `person`), disk.full, disk.failed
 */
export async function knock(
  { address, code, guest, newCertificate }: Knock,
  parts: KnockParts,
): Promise<OpenDoorTo> {
  const client = openDoorClient(address)
  let isKnown = false
  try {
    const greeting = await client.api.hello({ version: DOOR_VERSION })
    if (greeting.version !== DOOR_VERSION)
      throw new DebriefError(
        'session.refused',
        'The host has another version of Debrief that holds sessions in another way. Update Debrief on both machines.',
      )
    const { installation } = greeting
    const certificate = client.certificate()
    const pinned = await parts.pins.of(installation)
    if (pinned && pinned.certificate !== certificate && !newCertificate) throw otherCertificate(pinned.name)

    isKnown = pinned?.certificate === certificate
    const guestNonce = randomHex()
    const talk: Transcript = {
      attempt: greeting.attempt,
      hostNonce: greeting.nonce,
      guestNonce,
      certificate,
      guest,
      installation,
    }
    const key = await codeKey(code, greeting.salt)
    const answer = await client.api.prove({
      attempt: greeting.attempt,
      nonce: guestNonce,
      guest,
      proof: proofOf('guest', key, talk),
      signature: parts.sign(statementFor('guest', talk)),
    })
    const isHost = isSameHex(answer.proof, proofOf('host', key, talk))
    if (!isHost || !isSignedBy('host', talk, { key: installation, signature: answer.signature }))
      throw inBetween()
    if (!isKnown) await parts.pins.pin(installation, certificate, answer.hostName)
    client.showToken(answer.token)
    return { client, guestId: answer.guestId, hostName: answer.hostName, token: answer.token }
  } catch (error) {
    await client.close()
    if (sawOtherCertificate(error)) throw inBetween(error)
    const told = answeredWith(error)
    if (told?.data.subject === 'code' && !isKnown) throw wrongOrBetween(told)
    throw told ?? unreachable(address, error)
  }
}
