import type { SettingsPatch } from '../../../electron/contract/api/settings.ts'
import { sayError } from '../../lib/notices.ts'
import { saveSettings } from '../../lib/settings.ts'

/** Keeps a changed setting, and says so where that fails. */
export const save = (patch: SettingsPatch): void =>
  void saveSettings(patch).catch(error => sayError(error, 'The setting could not be kept.'))
