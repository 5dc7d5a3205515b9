import type { RecordingId } from '../../contract/records/recording.ts'
import type { SettingsStore } from './settingsStore.ts'

/** The part of the settings that says where recordings are on this machine, other than where their records say. */
export function recordingPlaces(settings: Pick<SettingsStore, 'read' | 'change'>) {
  return {
    all: (): readonly (readonly [string, string])[] => Object.entries(settings.read().recordingPlaces),
    remember: async (id: RecordingId, file: string): Promise<void> => {
      const place = { [id]: file }
      await settings.change(now => ({ ...now, recordingPlaces: { ...now.recordingPlaces, ...place } }))
    },
  }
}
