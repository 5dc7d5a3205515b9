import { z } from 'zod'
import { type Settings, type SettingsPatch, settings } from '../../contract/api/settings.ts'
import { personColour, personId, personName, role } from '../../contract/records/person.ts'
import { patched } from '../patch.ts'

/** One of the people of this machine, with the libraries in which they speak here. */
export const localPerson = z.object({
  id: personId,
  name: personName,
  role,
  colour: personColour,
  libraries: z.array(z.string()),
})
export type LocalPerson = z.infer<typeof localPerson>

/** What `settings.json` holds: the settings people see, and who the people of this machine are. Unknown keys are kept. */
export const storedSettings = z.looseObject({
  ...settings.shape,
  people: z.array(localPerson),
  /** Where recordings are on this machine, by recording id, where that is elsewhere than their records say. */
  recordingPlaces: z.record(z.string(), z.string()),
})
export type StoredSettings = z.infer<typeof storedSettings>

export const defaultSettings: StoredSettings = {
  theme: 'system',
  present: [],
  pauseWhileTyping: true,
  jumpMs: 5000,
  preRollMs: 0,
  judgingHints: true,
  starters: {},
  copyOnImport: false,
  cacheLimitGb: 20,
  people: [],
  recordingPlaces: {},
}

/** What was read from a file, and the names of settings that could not be taken as they were. */
export interface SettingsReading {
  readonly value: StoredSettings
  readonly dropped: readonly string[]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Takes every setting that is as it should be, and the default for each that is missing or not.
 * @returns undefined where the text holds no settings at all
 */
export function readSettings(text: string): SettingsReading | undefined {
  const parsed = parseJson(text)
  if (!isObject(parsed)) return undefined
  const whole = storedSettings.safeParse({ ...defaultSettings, ...parsed })
  if (whole.success) return { value: whole.data, dropped: [] }
  const dropped = [...new Set(whole.error.issues.map(issue => String(issue.path[0])))]
  const kept = Object.fromEntries(Object.entries(parsed).filter(([key]) => !dropped.includes(key)))
  return { value: storedSettings.parse({ ...defaultSettings, ...kept }), dropped }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is one of the answers: the caller sets the file aside and says so.
    return undefined
  }
}

/** Sets what is given; `null` takes an optional setting back to its default. */
export function patchSettings(now: StoredSettings, patch: SettingsPatch): StoredSettings {
  return storedSettings.parse(patched<Settings>(now, patch))
}

/**
 * The settings as pages see them.
 * @param isLocal whether someone speaks in the open library at this machine; others are left out of `present` and `speaker`
 */
export function visibleSettings(stored: StoredSettings, isLocal: (id: string) => boolean): Settings {
  const { speaker, present, ...rest } = settings.parse(stored)
  const kept = speaker !== undefined && isLocal(speaker) ? { speaker } : {}
  return { ...rest, present: present.filter(isLocal), ...kept }
}
