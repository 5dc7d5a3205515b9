import { create } from 'zustand'

interface SheetState {
  /** The sheet of all keys, or the palette of all acts; one at a time. */
  readonly open: 'keys' | 'palette' | undefined
  /** What is looked for in the palette; what is typed before its field is there counts too. */
  readonly query: string
}
/** Which of the app's own sheets is open; any screen may open one. */
export const useSheets = create<SheetState>()(() => ({ open: undefined, query: '' }))
export const openKeySheet = (): void => useSheets.setState({ open: 'keys' })
export const openPalette = (): void => useSheets.setState({ open: 'palette', query: '' })
export const closeSheet = (): void => useSheets.setState({ open: undefined })
export const lookFor = (query: string): void => useSheets.setState({ query })
