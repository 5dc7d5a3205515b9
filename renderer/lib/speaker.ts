import { create } from 'zustand'
import type { Settings } from '../../electron/contract/api/settings.ts'
import type { PersonId } from '../../electron/contract/records/person.ts'

interface SpeakerState {
  /** The people at this machine, in the order of their lanes. */
  readonly present: readonly PersonId[]
  /** Who speaks now; undefined until someone said who they are. */
  readonly speaker: PersonId | undefined
}

/**
 * Who is here and who speaks. It mirrors the settings, and is its own store so that a request can read it at once and a
 * change of speaker shows before the host has saved it.
 */
export const useSpeaker = create<SpeakerState>()(() => ({ present: [], speaker: undefined }))

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, at) => id === b[at])

/** The settings' word on who is here; the speaker is always one of those present. */
export function speakersFrom(settings: Pick<Settings, 'present' | 'speaker'>): SpeakerState {
  const { present, speaker } = settings
  return { present, speaker: speaker && present.includes(speaker) ? speaker : present[0] }
}

/** @returns whether those present changed, so that what depends on them must be read again */
export function adoptSpeakers(settings: Pick<Settings, 'present' | 'speaker'>): boolean {
  const before = useSpeaker.getState()
  const next = speakersFrom(settings)
  const changed = !same(before.present, next.present)
  if (changed || before.speaker !== next.speaker) useSpeaker.setState(next)
  return changed
}

/** The next of those present, for the key that hands over the word; undefined where nobody is here. */
export function nextSpeaker({ present, speaker }: SpeakerState): PersonId | undefined {
  const at = speaker ? present.indexOf(speaker) : -1
  return present[(at + 1) % Math.max(1, present.length)]
}
