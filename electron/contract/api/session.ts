import { z } from 'zod'
import { lessonId } from '../records/lesson.ts'
import { personColour, personId, personName, role } from '../records/person.ts'
import { typedCode } from '../session/code.ts'
import { playhead } from '../session/follow.ts'
import { procedure } from './base.ts'

/** `host` for who hosts; guests have an id of their own. */
export const participantId = z.string().min(1).max(64)

/** Someone who takes part in a live session. */
export const sessionPerson = z.object({
  id: participantId,
  personId,
  name: personName,
  role,
  colour: personColour,
  /** The one who joined or hosts from this machine. */
  you: z.boolean(),
  /** Their machine can be reached. */
  here: z.boolean(),
  /** On this machine's clock; absent until their page said where it is. */
  playhead: playhead.optional(),
  typing: z.boolean(),
  /** Their picture goes where the leader's goes. */
  follows: z.boolean(),
})
export type SessionPerson = z.infer<typeof sessionPerson>

/** Someone who proved the code and waits for the host's answer. */
export const waitingGuest = z.object({
  id: participantId,
  name: personName,
  role,
  /** Where they call from. */
  from: z.string(),
  /** From a page in a browser: they have no keys, so nothing but the code speaks for them. */
  browser: z.boolean(),
  /** From a browser: someone else was here under the name that they gave, and nothing says that it is the same person. */
  namesake: z.boolean(),
  /** Debrief knows a person of this id who wrote on another machine (or speaks on this one), so the name alone proves nothing. */
  knownElsewhere: z.boolean(),
})
export type WaitingGuest = z.infer<typeof waitingGuest>

const shared = {
  lessonId,
  people: z.array(sessionPerson),
  leaderId: participantId,
}

/** The live session that this machine takes part in, as its pages see it. */
export const sessionView = z.discriminatedUnion('side', [
  z.object({
    side: z.literal('none'),
    /** How the last one ended, in a sentence; until the next one begins or someone has read it. */
    ended: z.string().optional(),
    /** The lesson of it, where not all that was written here has reached the host. */
    unsent: lessonId.optional(),
    /** A session that was hosted here until the program was cut off; hosting the lesson again goes on with it, leaving forgets it. */
    brokenOff: z
      .object({ lessonId, title: z.string(), hostId: personId, guests: z.array(personName) })
      .optional(),
  }),
  z.object({
    side: z.literal('host'),
    ...shared,
    /** Where guests find this machine, the likeliest first: `192.168.1.7:53211`. */
    addresses: z.array(z.string()),
    port: z.int(),
    /** As it is read aloud: `7Q3M-0ZKD-W5TA`. */
    code: z.string(),
    /** How often wrong codes made it change. */
    codeChanged: z.int().nonnegative(),
    waiting: z.array(waitingGuest),
    /** Recordings that guests without a copy of their own cannot watch, because they have masks. */
    withheld: z.array(z.string()),
    /** Whether guests may join from a page in a browser, without a Debrief of their own; never unless someone says so. */
    browser: z.boolean(),
    /** SHA-256 of the door’s certificate, as browsers show it: `AB:CD:…`. */
    fingerprint: z.string(),
  }),
  z.object({
    side: z.literal('guest'),
    /** `waiting`: for the host's answer; `lost`: the host cannot be reached, and is tried again. */
    state: z.enum(['waiting', 'here', 'lost']),
    hostName: z.string(),
    address: z.string(),
    lessonId: lessonId.optional(),
    people: z.array(sessionPerson),
    leaderId: participantId,
    /** Why something was not taken by the other side, in a sentence. */
    problem: z.string().optional(),
  }),
])
export type SessionView = z.infer<typeof sessionView>

/** Where this machine's participant is, as their page tells it: at each turn, and now and then while playing. */
export const sessionHere = z.object({ playhead, typing: z.boolean(), follows: z.boolean() })
export type SessionHere = z.infer<typeof sessionHere>

/** A session that was heard of on the local network. */
export const foundSession = z.object({ address: z.string(), name: z.string() })
export type FoundSession = z.infer<typeof foundSession>

/** `192.168.1.7:53211`, `ana-laptop.local:53211` or `[fe80::1]:53211`. */
export const sessionAddress = z
  .string()
  .trim()
  .max(300)
  .regex(
    /^(\[[0-9a-fA-F:.%\w]+\]|[\w.-]+):\d{1,5}$/,
    'An address ends in a colon and a number, like 192.168.1.7:53211. Look at it again.',
  )

/**
 * Live review over the local network: one machine hosts a lesson, others join it with address and code. A machine takes part in one session
 * at a time.
 */
export const session = {
  get: procedure.output(sessionView),
  /**
   * Opens the door for a lesson; the speaker is its host and its first leader. Ends a session that was hosted before. Where this host's session
   * of the lesson broke off, it goes on: at the same port if that is free, and with the guests who were in.
   */
  host: procedure
    .input(
      z.object({
        lessonId,
        port: z.int().min(0).max(65_535).default(0),
        announce: z.boolean().default(true),
      }),
    )
    .output(sessionView),
  /** Lets someone who waits in, or does not. */
  answer: procedure.input(z.object({ guestId: participantId, admit: z.boolean() })).output(sessionView),
  /** Lets guests join from a page in a browser, or does not any more: those who are in are taken out then. */
  browser: procedure.input(z.object({ allow: z.boolean() })).output(sessionView),
  /** Takes a guest out; what they wrote stays. */
  dismiss: procedure.input(z.object({ guestId: participantId })).output(sessionView),
  /**
   * Proves the code to a host and asks to be let in, as the speaker. Answers once the code was right; the host's own answer comes as an event.
   * `newCertificate`: the host's certificate is another one than at the first join, and someone said that this is right.
   */
  join: procedure
    .input(z.object({ address: sessionAddress, code: typedCode, newCertificate: z.boolean().default(false) }))
    .output(sessionView),
  /**
   * Ends the session for everyone where this machine hosts it; else leaves it. Where there is none, says that someone has read how the last one
   * ended, or lets one that broke off be over. All that was written stays.
   */
  leave: procedure.output(sessionView),
  here: procedure.input(sessionHere).output(z.void()),
  /** The leader gives the lead to another; the host may take it back at any time. */
  lead: procedure.input(z.object({ to: participantId })).output(sessionView),
  /** Sessions heard of on the local network within about a second. */
  found: procedure.output(z.array(foundSession)),
}
