import { create } from 'zustand'
import type { ClipId } from '../../electron/contract/records/clip.ts'

interface ExportDialogState {
  readonly clipIds: readonly ClipId[]
}
/** Which clips the export dialog is about; it is closed while there are none. */
export const useExportDialog = create<ExportDialogState>()(() => ({ clipIds: [] }))

/** Any screen opens the export dialog with this. */
export const openExport = (clipIds: readonly ClipId[]): void => useExportDialog.setState({ clipIds })
export const closeExport = (): void => useExportDialog.setState({ clipIds: [] })
