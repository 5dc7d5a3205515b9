import { warmUpCards } from '../lib/warmUp.ts'

/** The code of each screen, fetched when it is first wanted. */
export const loadLibrary = () => import('../features/library/LibraryScreen.tsx')
export const loadClips = () => import('../features/clips/ClipsScreen.tsx')
export const loadRubrics = () => import('../features/rubrics/RubricsScreen.tsx')
export const loadInsights = () => import('../features/insights/InsightsScreen.tsx')
export const loadSettings = () => import('../features/settings/SettingsScreen.tsx')
export const loadReviewRoom = () => import('../features/review/ReviewRoom.tsx')

const screens: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['#/lesson/', loadReviewRoom],
  ['#/clips', loadClips],
  ['#/rubrics', loadRubrics],
  ['#/insights', loadInsights],
  ['#/settings', loadSettings],
]

/** Fetches the code of the screen that the address names, and what the library's cards show, before anything else is known. A failure shows when the screen is drawn. */
export function warmUpScreen(): void {
  const { hash } = window.location
  const load = screens.find(([start]) => hash.startsWith(start))?.[1] ?? loadLibrary
  load().catch(() => undefined)
  if (load === loadLibrary) void warmUpCards()
}
