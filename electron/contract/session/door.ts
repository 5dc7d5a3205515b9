import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from '../api/base.ts'
import { recordingView } from '../api/lessons.ts'
import { participantId, sessionHere, sessionPerson } from '../api/session.ts'
import { frameStretch, stripProgress } from '../api/strips.ts'
import { writerId } from '../records/envelope.ts'
import { lessonId } from '../records/lesson.ts'
import { personColour, personId, personName, role } from '../records/person.ts'
import { recordingId } from '../records/recording.ts'

/** What one machine says to another at the session door. Nothing else of Debrief can be reached there. */
export const DOOR_VERSION = 1
export const DOOR_RPC_PREFIX = '/session/rpc'
/** `/session/media/<recordingId>/<part>`, with the guest's token like everything else. */
export const DOOR_MEDIA_PREFIX = '/session/media'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const base64url = z.string().regex(/^[\w-]{1,200}$/)

/** Who asks to be let in: a person, their writer, and the key with which their machine signs what they write. */
export const doorGuest = z.object({
  personId,
  name: personName,
  role,
  colour: personColour,
  writer: writerId,
  key: base64url,
})
export type DoorGuest = z.infer<typeof doorGuest>

/** A writer's file, byte for byte. */
const file = z.string().max(32 * 2 ** 20)

/** What guests learn, as it happens. */
export const doorEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('waiting') }),
  z.object({ type: z.literal('admitted'), lessonId }),
  z.object({
    type: z.literal('people'),
    /** `you` is false for everyone; clocks are the host's. */
    people: z.array(sessionPerson),
    leaderId: participantId,
  }),
  z.object({
    type: z.literal('news'),
    /** Writers' files of the lesson that the guest does not have as they are now. */
    files: z.array(file),
    /** The lesson, its recordings, people and rubrics; absent where nothing of it changed. */
    catalog: file.optional(),
    /** How the host can play each recording, for guests without a copy of their own; those withheld are missing. */
    recordings: z.array(recordingView),
  }),
  z.object({ type: z.literal('ended'), why: z.enum(['ended', 'refused', 'dismissed']) }),
])
export type DoorEvent = z.infer<typeof doorEvent>

export const door = {
  /** Begins an attempt at the code; each is good for one answer. */
  hello: procedure.input(z.object({ version: z.int() })).output(
    z.object({
      version: z.int(),
      attempt: hex,
      salt: hex,
      nonce: hex,
      /** The public key of the host's installation. */
      installation: base64url,
    }),
  ),
  /** Both sides prove the code, over both nonces and the certificate that the guest saw. */
  prove: procedure
    .input(z.object({ attempt: hex, nonce: hex, guest: doorGuest, proof: hex, signature: base64url }))
    .output(
      z.object({
        proof: hex,
        /** By the host's installation, over the same words. */
        signature: base64url,
        guestId: participantId,
        token: base64url,
        hostName: personName,
      }),
    ),
  /** @param known SHA-256 of the files that the guest has */
  stream: procedure.input(z.object({ known: z.array(hex).max(2000) })).output(eventIterator(doorEvent)),
  /** The guest's own file of the lesson, and the wordings of criteria that its tags need. */
  push: procedure.input(z.object({ file, needed: file.optional() })).output(z.void()),
  here: procedure.input(sessionHere).output(z.void()),
  lead: procedure.input(z.object({ to: participantId })).output(z.void()),
  /** What the host has of a recording's filmstrip and waveform; their bytes come as media. */
  strips: procedure.input(z.object({ id: recordingId })).output(stripProgress),
  frames: procedure.input(frameStretch).output(z.array(z.number())),
  time: procedure.output(z.object({ nowMs: z.number() })),
  leave: procedure.output(z.void()),
}
