import { userInfo } from 'node:os'
import type { Connection } from './connection.types.ts'
import type { Globals } from './globals.ts'

const fold = (name: string) => name.normalize('NFC').trim().toLowerCase()

/** The name under which the system knows who is logged in; where it knows none, they can still say `--as`. */
function systemName(): string {
  const { username } = userInfo()
  return username.trim() || 'Someone'
}

/**
 * Makes sure that someone speaks, for what needs an author: `--as`, else the settings' person, else the system's user.
 * A new name makes a person of this machine.
 */
export async function becomeSpeaker({ api, speakAs }: Connection, globals: Globals): Promise<void> {
  const role = globals.role === undefined ? {} : { role: globals.role }
  if (globals.as !== undefined) return speakAs((await api.people.join({ name: globals.as, ...role })).id)
  const { speaker, present } = await api.settings.get()
  const known = (await api.people.list()).find(
    person => person.local && person.id === (speaker ?? present[0]),
  )
  if (!known) return speakAs((await api.people.join({ name: systemName(), ...role })).id)
  if (globals.role !== undefined && globals.role !== known.role) {
    await api.people.update({ id: known.id, role: globals.role })
  }
  speakAs(known.id)
}

/**
 * For what only looks: whoever was named sees their own private notes where they are one of this machine's people. Nobody is
 * made, and nothing is written.
 */
export async function becomeReader({ api, speakAs }: Connection, globals: Globals): Promise<void> {
  const people = (await api.people.list()).filter(person => person.local)
  const settings = globals.as === undefined ? await api.settings.get() : undefined
  const wanted = settings ? (settings.speaker ?? settings.present[0]) : undefined
  const me =
    globals.as === undefined
      ? (people.find(person => person.id === wanted) ??
        people.find(person => fold(person.name) === fold(systemName())))
      : people.find(person => fold(person.name) === fold(globals.as ?? ''))
  if (me) speakAs(me.id)
}
