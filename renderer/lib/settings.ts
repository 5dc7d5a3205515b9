import { useQuery } from '@tanstack/react-query'
import type { Settings, SettingsPatch } from '../../electron/contract/api/settings.ts'
import type { PersonId } from '../../electron/contract/records/person.ts'
import { api } from './api.ts'
import { inTurn } from './inTurn.ts'
import { keys } from './queries.ts'
import { queryClient } from './queryClient.ts'
import { adoptSpeakers } from './speaker.ts'

/** What the host last said. */
let host: Settings | undefined
/** What was asked for and is not answered yet, oldest first. It lies over whatever the host says meanwhile. */
let asked: readonly SettingsPatch[] = []
/** How many savings were answered. */
let answered = 0
let readings = 0
let newestRead = 0

function withPatch(settings: Settings, patch: SettingsPatch): Settings {
  const next: Record<string, unknown> = { ...settings }
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete next[name]
    else if (value !== undefined) next[name] = value
  }
  return next as Settings
}

/** A private note is closed while someone else is here, so a change of who is here reads the comments again. */
function show(): Settings | undefined {
  if (!host) return undefined
  const settings = asked.reduce(withPatch, host)
  queryClient.setQueryData(keys.settings, settings)
  if (adoptSpeakers(settings)) void queryClient.invalidateQueries({ queryKey: keys.allComments })
  return settings
}

/**
 * The settings as the host has them, with what this page asked for since. An answer from before a saving never takes the place of
 * what was saved: words being typed would go to whoever spoke before.
 */
export async function readSettings(): Promise<Settings> {
  readings += 1
  const mine = readings
  let settings: Settings
  let before: number
  do {
    before = answered
    settings = await api.settings.get()
  } while (before !== answered)
  if (mine > newestRead) {
    newestRead = mine
    host = settings
  }
  return show() ?? settings
}

export const useSettings = () => useQuery({ queryKey: keys.settings, queryFn: readSettings })

/** Saves settings, one change after the other; the page shows each at once, and takes it back where the host refuses. */
export async function saveSettings(patch: SettingsPatch): Promise<void> {
  asked = [...asked, patch]
  show()
  try {
    host = await inTurn('settings', () => api.settings.set(patch))
  } finally {
    answered += 1
    asked = asked.filter(each => each !== patch)
    show()
  }
}

/** Hands the word to another of those present. */
export const speakAs = (speaker: PersonId): Promise<void> => saveSettings({ speaker })
export const setPresent = (present: readonly PersonId[]): Promise<void> =>
  saveSettings({ present: [...present] })
