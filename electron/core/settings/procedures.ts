import { os } from '../rpc.ts'
import type { SettingsStore } from './settingsStore.ts'
import { patchSettings, visibleSettings } from './storedSettings.ts'

export interface SettingsParts {
  readonly settings: SettingsStore
  /** Whether someone speaks in the open library at this machine. */
  isLocal(id: string): boolean
}

export const settingsProcedures = ({ settings, isLocal }: SettingsParts) => ({
  get: os.settings.get.handler(() => visibleSettings(settings.read(), isLocal)),
  set: os.settings.set.handler(async ({ input }) =>
    visibleSettings(await settings.change(now => patchSettings(now, input)), isLocal),
  ),
})
