import { Button, Modal } from '@mantine/core'
import { keepPreviousData, useMutation, useQueries } from '@tanstack/react-query'
import { Download, FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { ExportStyle } from '../../../electron/contract/api/clips.ts'
import { api } from '../../lib/api.ts'
import { closeExport, useExportDialog } from '../../lib/exportDialog.ts'
import { useKeys } from '../../lib/keys.ts'
import { sayDone, sayError } from '../../lib/notices.ts'
import { keys, saveSettings, useClips, useSettings } from '../../lib/queries.ts'
import { chooseFolder } from '../../lib/shell.ts'
import { counted } from '../../lib/words.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { CutBar } from './CutBar.tsx'
import classes from './ExportDialog.module.css'
import { ExportFigures } from './ExportFigures.tsx'
import { Included } from './Included.tsx'
import { LookChoice } from './LookChoice.tsx'
import { Preview } from './Preview.tsx'
import { totalOf } from './totals.ts'

/** What will be written, shown before it is: a true frame, what is in it, how long and how large. For one or several clips. */
export function ExportDialog() {
  const { clipIds } = useExportDialog()
  const all = useClips().data ?? []
  const clips = all.filter(({ id }) => clipIds.includes(id))
  const settings = useSettings().data
  const [style, setStyle] = useState<ExportStyle>('overlay')
  const [subtitles, setSubtitles] = useState(true)
  const [shownId, setShownId] = useState(clipIds[0])
  const [, go] = useLocation()
  const options = { style, subtitles }
  const estimates = useQueries({
    queries: clips.map(({ id }) => ({
      queryKey: keys.estimate(id, options),
      queryFn: () => api.exports.estimate({ clipId: id, ...options }),
      staleTime: 0,
      placeholderData: keepPreviousData,
    })),
  })
  const known = estimates.flatMap(({ data }) => data ?? [])
  const total = known.length === clips.length && clips.length > 0 ? totalOf(known) : undefined
  const failed = estimates.find(({ error }) => error)?.error ?? undefined
  const start = useMutation({
    mutationFn: () => api.exports.start({ clipIds: clips.map(({ id }) => id), ...options }),
    onSuccess: ({ dir }) => {
      closeExport()
      sayDone(`Exporting ${counted(clips.length, 'clip')} to ${dir}`, {
        label: 'Show queue',
        run: () => go('/clips/queue'),
      })
    },
    onError: error => sayError(error, 'The export could not start.'),
  })
  const ready = clips.length > 0 && !start.isPending
  const begin = () => {
    if (ready) start.mutate()
  }
  useKeys(
    [
      {
        id: 'export.start',
        title: 'Export',
        group: 'Export',
        keys: ['mod+enter'],
        run: begin,
        inFields: true,
      },
    ],
    { modal: true },
  )
  const shown = clips.find(({ id }) => id === shownId) ?? clips[0]
  const change = async () => {
    const dir = await chooseFolder('Where should clips be written?', 'Write clips here')
    if (dir !== null) await saveSettings({ exportDir: dir })
  }
  return (
    <Modal
      opened
      onClose={closeExport}
      size={1180}
      padding={0}
      classNames={{ header: classes.header ?? '', title: classes.heading ?? '', body: classes.body ?? '' }}
      title={
        <>
          {clips.length > 1 ? `Export ${clips.length} clips` : 'Export clip'}
          {clips.length === 1 && shown && <span className={classes.clipName}>{shown.title}</span>}
        </>
      }
    >
      <div className={classes.content}>
        <div className={classes.left}>
          {clips.length > 1 && (
            <ul className={classes.clips} aria-label="Clips to export">
              {clips.map(({ id, title }) => (
                <li key={id}>
                  <button
                    type="button"
                    className={classes.clip}
                    aria-pressed={id === shown?.id}
                    onClick={() => setShownId(id)}
                    title={title}
                  >
                    {title}
                  </button>
                </li>
              ))}
            </ul>
          )}
          {shown && <Preview key={shown.id} clip={shown} options={options} />}
          {shown && <CutBar clip={shown} estimate={estimates[clips.indexOf(shown)]?.data} />}
        </div>
        <div className={classes.right}>
          <LookChoice style={style} onChoose={setStyle} />
          <Included style={style} subtitles={subtitles} onSubtitles={setSubtitles} total={total} />
          <ExportFigures total={total} error={failed} several={clips.length > 1} />
        </div>
      </div>
      <footer className={classes.foot}>
        <FolderOpen size={17} strokeWidth={1.9} aria-hidden="true" />
        <span className={classes.folder} title={settings?.exportDir}>
          {settings?.exportDir ?? 'The folder “Debrief clips” in your videos'}
        </span>
        <Button variant="subtle" onClick={() => void change().catch(error => sayError(error))}>
          Change
        </Button>
        <span className="grow" />
        <Button variant="default" rightSection={<KeyCap combo="escape" />} onClick={closeExport}>
          Cancel
        </Button>
        <Button
          leftSection={<Download size={16} strokeWidth={1.9} aria-hidden="true" />}
          rightSection={<KeyCap combo="mod+enter" />}
          loading={start.isPending}
          disabled={clips.length === 0}
          onClick={begin}
          data-autofocus
        >
          Export
        </Button>
      </footer>
    </Modal>
  )
}
