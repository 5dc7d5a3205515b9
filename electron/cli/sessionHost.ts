import { createInterface } from 'node:readline/promises'
import type { SessionView, WaitingGuest } from '../contract/api/session.ts'
import { DebriefError } from '../contract/errors.ts'
import { HeldByHost } from '../core/app/openLibraries.ts'
import { attach, clientOf } from './connect.ts'
import type { Connection } from './connection.types.ts'
import type { Globals } from './globals.ts'
import { hostHere } from './hostHere.ts'
import { createOutput, type Output } from './output.ts'
import { becomeSpeaker } from './speaker.ts'

export interface SessionOptions {
  readonly port?: number
  /** Whoever proves the code under one of these names is let in without asking. */
  readonly admit?: readonly string[]
  /** Guests may join from a page in a browser. */
  readonly allowBrowsers?: boolean
}

/** The core of this process, or of the one that holds the library: there the session goes on in sight of its window. */
async function connectToHost(globals: Globals): Promise<Connection> {
  try {
    const here = await hostHere(globals)
    return { ...clientOf(here.core), close: here.close }
  } catch (error) {
    if (error instanceof HeldByHost) return attach(error.address)
    throw error
  }
}

const fold = (name: string): string => name.normalize('NFC').trim().toLowerCase()

/** Asks at the terminal; where there is none, someone answers in Debrief's window. @returns undefined where nobody can be asked */
async function askAtTerminal(guest: WaitingGuest, signal: AbortSignal): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const warning = [
    guest.browser ? ' They are in a browser: nothing but the code speaks for them.' : '',
    guest.namesake ? ' Someone else was here under that name.' : '',
    guest.knownElsewhere ? ' This name is known here from another machine.' : '',
  ].join('')
  try {
    const answer = await lines.question(
      `${guest.name} (${guest.role}) at ${guest.from} asks to join.${warning} Let them in? [y/N] `,
      { signal },
    )
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}

/** Answers everyone who waits, one after another, and says who comes and goes, until the session ends. */
async function attend(
  { api }: Connection,
  { admit = [] }: SessionOptions,
  { note }: Output,
  signal: AbortSignal,
): Promise<void> {
  const names = new Set(admit.map(fold))
  const asked = new Set<string>()
  const here = new Set<string>()
  const greet = (view: Extract<SessionView, { side: 'host' }>) => {
    for (const { id, name, here: isHere, you } of view.people) {
      if (you || isHere === here.has(id)) continue
      if (isHere) here.add(id)
      else here.delete(id)
      note(isHere ? `${name} is here.` : `${name} cannot be reached just now.`)
    }
  }
  const look = async (view: SessionView): Promise<void> => {
    if (view.side !== 'host') return
    greet(view)
    for (const guest of view.waiting) {
      if (asked.has(guest.id)) continue
      asked.add(guest.id)
      // A name that is typed in a browser proves nothing, so there it is never enough.
      const isExpected = !guest.browser && names.has(fold(guest.name))
      const answer = isExpected || (await askAtTerminal(guest, signal))
      if (answer === undefined) note(`${guest.name} asks to join. Answer in Debrief’s window.`)
      else await api.session.answer({ guestId: guest.id, admit: answer })
    }
  }
  for await (const event of await api.events.stream(undefined, { signal })) {
    const view =
      event.type === 'session.changed'
        ? event.session
        : event.type === 'connected'
          ? await api.session.get()
          : undefined
    if (view === undefined) continue
    if (view.side !== 'host') return
    await look(view)
  }
}

const browserWords = (told: { readonly browserAddress: string; readonly fingerprint: string }): string[] => [
  `In a browser, at ${told.browserAddress}`,
  'The browser will warn of this machine’s certificate. Only a comparison by eye of its SHA-256 fingerprint tells whether it is the right one:',
  told.fingerprint,
  'Whoever skips that may hand the code to a stranger, so let nobody in whom you do not expect.',
]

/**
 * Hosts a live review of a lesson until it is told to stop, or someone ends it in Debrief's window.
 * @returns the exit code
 */
export async function sessionHost(
  globals: Globals,
  lesson: string,
  options: SessionOptions,
  signal: AbortSignal,
): Promise<number> {
  const out = createOutput(globals.json)
  const connection = await connectToHost(globals)
  const { api } = connection
  try {
    await becomeSpeaker(connection, globals)
    const { id: lessonId, title } = await api.lessons.find({ id: lesson })
    let view = await api.session.host({ lessonId, port: options.port ?? 0 })
    if (options.allowBrowsers) view = await api.session.browser({ allow: true })
    if (view.side !== 'host') throw new DebriefError('session.refused', 'The session ended before it began.')
    const { addresses, port, code, fingerprint } = view
    const [address = '127.0.0.1'] = addresses
    const browserAddress = `https://${address}:${port}/`
    const forBrowsers = options.allowBrowsers ? { browserAddress, fingerprint } : undefined
    out.result({ address, port, code, ...forBrowsers }, () =>
      [
        `“${title}” can be joined at ${address}:${port}`,
        `with the code ${code}`,
        ...(forBrowsers ? browserWords(forBrowsers) : []),
        'Press Ctrl-C to end the session.',
      ].join('\n'),
    )
    try {
      await attend(connection, options, out, signal)
    } catch (error) {
      if (!signal.aborted) throw error
    }
    if ((await api.session.get()).side === 'host') await api.session.leave()
  } finally {
    await connection.close()
  }
  return 0
}
