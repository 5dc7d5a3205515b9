import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import pLimit from 'p-limit'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '../../lib/api.ts'
import { closeExport, useExportDialog } from '../../lib/exportDialog.ts'
import { useKeys } from '../../lib/keys.ts'
import { sayDone, sayError } from '../../lib/notices.ts'
import { keys, useClips, useLessons } from '../../lib/queries.ts'
import { saveSettings, useSettings } from '../../lib/settings.ts'
import { counted } from '../../lib/words.ts'
import { BlockedClips, blockedLessons } from '../../ui/BlockedClips.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import sheet from '../../ui/Sheet.module.css'
import { FolderChoice, Sheet } from '../../ui/Sheet.tsx'
import { CardChoices } from './CardChoices.tsx'
import { CutBar } from './CutBar.tsx'
import { type Choices, firstChoices, optionsOf } from './choices.ts'
import classes from './ExportDialog.module.css'
import { ExportFigures } from './ExportFigures.tsx'
import { Included } from './Included.tsx'
import { LookChoice } from './LookChoice.tsx'
import { MoreChoices } from './MoreChoices.tsx'
import { Preview } from './Preview.tsx'
import { ReelChoice } from './ReelChoice.tsx'
import { totalOf } from './totals.ts'

/** Of hundreds of clips a few at a time are looked at, so that the frame need not wait for all of them. */
const estimating = pLimit(2)

/** What will be written, shown before it is: a true frame, what is in it, how long and how large. For one or several clips. */
export function ExportDialog() {
  const { clipIds } = useExportDialog()
  const all = useClips().data ?? []
  const clips = all.filter(({ id }) => clipIds.includes(id))
  const lessons = useLessons().data ?? []
  const settings = useSettings().data
  const [choices, setChoices] = useState<Choices>(firstChoices)
  const choose = (part: Partial<Choices>) => setChoices(before => ({ ...before, ...part }))
  const [shownId, setShownId] = useState(clipIds[0])
  const [, go] = useLocation()
  const reel = choices.reel && clips.length > 1
  const chosen = optionsOf(choices)
  // Typed words reach the estimate and the preview when the typing pauses.
  const [options] = useDebouncedValue(chosen, 250)
  const estimates = useQueries({
    queries: clips.map(({ id }) => ({
      queryKey: keys.estimate(id, options),
      queryFn: ({ signal }) =>
        estimating(async () => {
          signal.throwIfAborted()
          return await api.exports.estimate({ clipId: id, ...options }, { signal })
        }),
      staleTime: 0,
      placeholderData: keepPreviousData,
    })),
  })
  const known = estimates.flatMap(({ data }) => data ?? [])
  const total = known.length === clips.length && clips.length > 0 ? totalOf(known) : undefined
  const reelFallback = clips[0]?.collection ?? 'Reel'
  const room = useQuery({
    queryKey: keys.room(settings?.exportDir),
    queryFn: () => api.exports.room({}),
    staleTime: 10_000,
  }).data
  const failed = estimates.find(({ error }) => error)?.error ?? undefined
  const start = useMutation({
    mutationFn: () =>
      api.exports.start({
        clipIds: clips.map(({ id }) => id),
        ...chosen,
        ...(reel && { reel: choices.reelName.trim() || reelFallback }),
      }),
    onSuccess: ({ dir }) => {
      closeExport()
      sayDone(`Exporting ${counted(clips.length, 'clip')} to ${dir}`, {
        label: 'Show queue',
        run: () => go('/clips/queue'),
      })
    },
    onError: error => sayError(error, 'The export could not start.'),
  })
  const held = blockedLessons(clips, lessons).reduce((sum, { count }) => sum + count, 0)
  const ready = clips.length > held && !start.isPending && !(clips.length === 1 && failed)
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
  return (
    <Sheet
      title={clips.length > 1 ? `Export ${clips.length} clips` : 'Export clip'}
      of={clips.length === 1 ? shown?.title : undefined}
      size={1180}
      onClose={closeExport}
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
          {shown && (
            <Preview
              key={shown.id}
              clip={shown}
              options={options}
              estimate={estimates[clips.indexOf(shown)]?.data}
            />
          )}
          {shown && <CutBar clip={shown} estimate={estimates[clips.indexOf(shown)]?.data} />}
        </div>
        <div className={classes.right}>
          <BlockedClips clips={clips} lessons={lessons} />
          <LookChoice style={choices.style} onChoose={style => choose({ style })} />
          {clips.length > 1 && <ReelChoice choices={choices} onChange={choose} fallback={reelFallback} />}
          <Included
            style={choices.style}
            subtitles={choices.subtitles}
            onSubtitles={subtitles => choose({ subtitles })}
            total={total}
          />
          <CardChoices choices={choices} onChange={choose} reel={reel} />
          <MoreChoices choices={choices} onChange={choose} reel={reel} />
          <ExportFigures
            total={total}
            error={failed}
            several={clips.length > 1}
            freeBytes={room?.freeBytes}
          />
        </div>
      </div>
      <footer className={sheet.foot}>
        <FolderChoice
          dir={settings?.exportDir}
          shown={settings?.exportDir ?? '“Debrief clips” in your videos'}
          ask="Where should clips be written?"
          act="Write clips here"
          onChange={dir => saveSettings({ exportDir: dir })}
        />
        <span className="grow" />
        <Button variant="default" rightSection={<KeyCap combo="escape" />} onClick={closeExport}>
          Cancel
        </Button>
        <Button
          leftSection={<Download size={16} strokeWidth={1.9} aria-hidden="true" />}
          rightSection={<KeyCap combo="mod+enter" />}
          loading={start.isPending}
          disabled={!ready && !start.isPending}
          onClick={begin}
          data-autofocus
        >
          Export
        </Button>
      </footer>
    </Sheet>
  )
}
