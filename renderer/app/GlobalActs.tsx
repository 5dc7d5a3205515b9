import { lazy, Suspense, useEffect } from 'react'
import { useLocation } from 'wouter'
import { DropTarget } from '../features/dropping/DropTarget.tsx'
import { Tray } from '../features/tray/Tray.tsx'
import { closeExport, useExportDialog } from '../lib/exportDialog.ts'
import { importByFile, importByFolder } from '../lib/importing.ts'
import { useJoinOffer } from '../lib/joinOffer.ts'
import { type Act, useKeyListener, useKeys } from '../lib/keys.ts'
import { closeNotes, useNotesDialog } from '../lib/notesDialog.ts'
import { stepBack, stepOn } from '../lib/notices.ts'
import { openPackageByFile, openPackages, usePackages } from '../lib/packages.ts'
import { usePicker } from '../lib/picker.ts'
import { usePackagesWaiting } from '../lib/queries.ts'
import { findInFolder } from '../lib/relink.ts'
import { closeReport, useReportDialog } from '../lib/reportDialog.ts'
import { openJoining, useSessionDialog, useSessionOn } from '../lib/session.ts'
import { openKeySheet, openPalette, useSheets } from '../lib/sheets.ts'
import { useClosedWithScreen } from '../lib/useClosedWithScreen.ts'
import { JobNews } from './JobNews.tsx'
import { useTypedAhead } from './useTypedAhead.ts'

const KeySheet = lazy(async () => ({ default: (await import('./KeySheet.tsx')).KeySheet }))
const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const FilePicker = lazy(async () => ({
  default: (await import('../features/picker/FilePicker.tsx')).FilePicker,
}))
const JoinSheet = lazy(async () => ({
  default: (await import('../features/joining/JoinSheet.tsx')).JoinSheet,
}))
const SendDialog = lazy(async () => ({
  default: (await import('../features/packages/SendDialog.tsx')).SendDialog,
}))
const PackageSheet = lazy(async () => ({
  default: (await import('../features/packages/PackageSheet.tsx')).PackageSheet,
}))
const ExportDialog = lazy(async () => ({
  default: (await import('../features/export/ExportDialog.tsx')).ExportDialog,
}))

const NotesDialog = lazy(async () => ({
  default: (await import('../features/exchange/NotesDialog.tsx')).NotesDialog,
}))

const SessionSheets = lazy(async () => ({
  default: (await import('../features/session/SessionSheets.tsx')).SessionSheets,
}))

const ReportDialog = lazy(async () => ({
  default: (await import('../features/reports/ReportDialog.tsx')).ReportDialog,
}))

/** What can be done on every screen, and the sheets that any screen may open. */
export function GlobalActs() {
  const [location, go] = useLocation()
  const inRoom = location.startsWith('/lesson/')
  useKeyListener()
  useTypedAhead()
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
      id: 'package.open',
      title: 'Open a package',
      group: 'Everywhere',
      run: () => void openPackageByFile(),
    },
    {
      id: 'session.join',
      title: 'Join a live review on the local network',
      group: 'Everywhere',
      run: openJoining,
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
      id: 'go.insights',
      title: 'Go to the insights',
      group: 'Everywhere',
      keys: ['alt+5'],
      run: () => go('/insights'),
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
  const waiting = usePackagesWaiting().data
  useEffect(() => {
    if (waiting && waiting.length > 0) openPackages(waiting)
  }, [waiting])
  const { sending, opening } = usePackages()
  const sheet = useSheets(({ open }) => open)
  const exporting = useExportDialog(({ clipIds }) => clipIds.length > 0)
  const exchanging = useNotesDialog(({ request }) => request)
  const joining = useJoinOffer(({ rows }) => rows.length > 0)
  const reporting = useReportDialog(({ lessonId }) => lessonId)
  const joiningLive = useSessionDialog(({ open }) => open !== undefined)
  const live = useSessionOn()
  const picking = usePicker(({ request }) => request !== undefined)
  useClosedWithScreen(exporting, location, closeExport)
  useClosedWithScreen(exchanging !== undefined, location, closeNotes)
  useClosedWithScreen(reporting !== undefined, location, closeReport)
  return (
    <Suspense fallback={<OnItsWay />}>
      {sheet === 'keys' && <KeySheet />}
      {sheet === 'palette' && <Palette />}
      {exporting && <ExportDialog />}
      {exchanging && <NotesDialog key={exchanging.lessonId} request={exchanging} />}
      {reporting && <ReportDialog key={reporting} lessonId={reporting} />}
      {(joiningLive || live) && <SessionSheets />}
      {picking && <FilePicker />}
      {joining && <JoinSheet />}
      {sending && <SendDialog key={sending} lessonId={sending} />}
      {!sending && opening[0] !== undefined && <PackageSheet key={opening[0]} file={opening[0]} />}
      <DropTarget />
      <Tray
        screen={location.split('/')[1] ?? ''}
        hidden={inRoom}
        withoutExports={location.startsWith('/clips/queue')}
      />
      <JobNews inRoom={inRoom} />
    </Suspense>
  )
}

/** While a sheet is still being loaded the keys are its own already: none reaches the screen behind it. */
function OnItsWay() {
  useKeys([], { modal: true })
  return null
}
