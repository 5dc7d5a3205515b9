import { create } from 'zustand'

interface SheetState {
  /** The sheet of all keys, or the palette of all acts; one at a time. */
  readonly open: 'keys' | 'palette' | undefined
}
/** Which of the app's own sheets is open; any screen may open one. */
export const useSheets = create<SheetState>()(() => ({ open: undefined }))
export const openKeySheet = (): void => useSheets.setState({ open: 'keys' })
export const openPalette = (): void => useSheets.setState({ open: 'palette' })
export const closeSheet = (): void => useSheets.setState({ open: undefined })
