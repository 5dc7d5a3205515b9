import { lazy, Suspense } from 'react'
import { useLocation } from 'wouter'
import { DropTarget } from '../features/dropping/DropTarget.tsx'
import { Tray } from '../features/tray/Tray.tsx'
import { useExportDialog } from '../lib/exportDialog.ts'
import { importByFile, importByFolder } from '../lib/importing.ts'
import { type Act, useKeyListener, useKeys } from '../lib/keys.ts'
import { useNotesDialog } from '../lib/notesDialog.ts'
import { stepBack, stepOn } from '../lib/notices.ts'
import { usePicker } from '../lib/picker.ts'
import { findInFolder } from '../lib/relink.ts'
import { openKeySheet, openPalette, useSheets } from '../lib/sheets.ts'
import { JobNews } from './JobNews.tsx'

const KeySheet = lazy(async () => ({ default: (await import('./KeySheet.tsx')).KeySheet }))
const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const FilePicker = lazy(async () => ({
  default: (await import('../features/picker/FilePicker.tsx')).FilePicker,
}))
const ExportDialog = lazy(async () => ({
  default: (await import('../features/export/ExportDialog.tsx')).ExportDialog,
}))

const NotesDialog = lazy(async () => ({
  default: (await import('../features/exchange/NotesDialog.tsx')).NotesDialog,
}))

/** What can be done on every screen, and the sheets that any screen may open. */
export function GlobalActs() {
  const [location, go] = useLocation()
  const inRoom = location.startsWith('/lesson/')
  useKeyListener()
  const acts: readonly Act[] = [
    {
      id: 'palette',
      title: 'Find any act or lesson',
      group: 'Everywhere',
      keys: ['mod+k'],
      run: openPalette,
      keyOnly: true,
    },
    { id: 'keys', title: 'Show all keys', group: 'Everywhere', keys: ['?'], run: openKeySheet },
    {
      id: 'undo',
      title: 'Undo',
      group: 'Everywhere',
      keys: ['mod+z'],
      notInFields: true,
      run: () => void stepBack(),
    },
    {
      id: 'redo',
      title: 'Redo',
      group: 'Everywhere',
      keys: ['mod+shift+z', 'mod+y'],
      notInFields: true,
      run: () => void stepOn(),
    },
    {
      id: 'import.files',
      title: 'Import recordings',
      group: 'Everywhere',
      keys: ['mod+o'],
      run: () => void importByFile(),
    },
    {
      id: 'import.folder',
      title: 'Import a folder',
      group: 'Everywhere',
      keys: ['mod+shift+o'],
      run: () => void importByFolder(),
    },
    {
      id: 'relink.folder',
      title: 'Look for missing recordings in a folder',
      group: 'Everywhere',
      run: () => void findInFolder(),
    },
    {
      id: 'go.library',
      title: 'Go to the library',
      group: 'Everywhere',
      keys: ['alt+1'],
      run: () => go('/library'),
    },
    {
      id: 'go.clips',
      title: 'Go to the clips',
      group: 'Everywhere',
      keys: ['alt+2'],
      run: () => go('/clips'),
    },
    {
      id: 'go.rubrics',
      title: 'Go to the rubrics',
      group: 'Everywhere',
      keys: ['alt+3'],
      run: () => go('/rubrics'),
    },
    {
      id: 'go.settings',
      title: 'Go to the settings',
      group: 'Everywhere',
      keys: ['mod+,'],
      run: () => go('/settings'),
    },
  ]
  useKeys(acts)
  const sheet = useSheets(({ open }) => open)
  const exporting = useExportDialog(({ clipIds }) => clipIds.length > 0)
  const exchanging = useNotesDialog(({ request }) => request)
  const picking = usePicker(({ request }) => request !== undefined)
  return (
    <Suspense>
      {sheet === 'keys' && <KeySheet />}
      {sheet === 'palette' && <Palette />}
      {exporting && <ExportDialog />}
      {exchanging && <NotesDialog key={exchanging.lessonId} request={exchanging} />}
      {picking && <FilePicker />}
      <DropTarget />
      {!inRoom && <Tray withoutExports={location.startsWith('/clips/queue')} />}
      <JobNews inRoom={inRoom} />
    </Suspense>
  )
}
