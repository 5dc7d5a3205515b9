import type { Settings } from '../../electron/contract/api/settings.ts'

export type ThemeChoice = Settings['theme']
export type Scheme = 'light' | 'dark'

const STORED = 'debrief.theme'
const isChoice = (value: string | null): value is ThemeChoice =>
  value === 'system' || value === 'light' || value === 'dark'

/** The theme chosen last time on this machine, known before the host answers, so that nothing flashes. */
export function rememberedTheme(): ThemeChoice {
  const stored = localStorage.getItem(STORED)
  return isChoice(stored) ? stored : 'system'
}

export const rememberTheme = (choice: ThemeChoice): void => localStorage.setItem(STORED, choice)

export const schemeOf = (choice: ThemeChoice, systemIsDark: boolean): Scheme =>
  choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice

export const darkQuery = '(prefers-color-scheme: dark)'

export function paintRememberedTheme(): void {
  document.documentElement.dataset.theme = schemeOf(rememberedTheme(), window.matchMedia(darkQuery).matches)
}
