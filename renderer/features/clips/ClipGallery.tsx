import { Button } from '@mantine/core'
import { Clapperboard, Download, Library, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { openExport } from '../../lib/exportDialog.ts'
import { type Act, useKeys } from '../../lib/keys.ts'
import { useClips, useLessons, usePeople } from '../../lib/queries.ts'
import { counted } from '../../lib/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { ClipCard } from './ClipCard.tsx'
import classes from './ClipGallery.module.css'
import { ClipInspector } from './ClipInspector.tsx'
import { removeClips } from './clipActs.ts'
import { clipsIn, type Place } from './clipList.ts'
import { openClip, untickAll, useClipsState } from './clipsState.ts'

/** Clips as cards, with the details of one at the side. */
export function ClipGallery({ place }: { readonly place: Place }) {
  const clips = useClips()
  const lessons = useLessons().data
  const people = usePeople().data
  const [, go] = useLocation()
  const { open, ticked } = useClipsState()
  const shown = useMemo(() => clipsIn(clips.data ?? [], place), [clips.data, place])
  const byLesson = useMemo(() => new Map(lessons?.map(lesson => [lesson.id, lesson])), [lessons])
  const chosen = shown.filter(({ id }) => ticked.has(id))
  const opened = shown.find(({ id }) => id === open)
  const subject = chosen.length > 0 ? chosen : opened ? [opened] : []
  const exportThem = () => openExport((subject.length > 0 ? subject : shown).map(({ id }) => id))
  const acts: readonly Act[] = [
    {
      id: 'clips.export',
      title: 'Export clips',
      group: 'Clips',
      keys: ['mod+e'],
      disabled: shown.length === 0,
      run: exportThem,
    },
    {
      id: 'clips.remove',
      title: 'Delete the chosen clips',
      group: 'Clips',
      keys: ['delete'],
      disabled: subject.length === 0,
      run: () => void removeClips(subject),
    },
    {
      id: 'clips.close',
      title: 'Close the details',
      group: 'Clips',
      keys: ['escape'],
      keyOnly: true,
      disabled: open === undefined,
      run: () => openClip(undefined),
    },
  ]
  useKeys(acts)
  const totalMs = shown.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  return (
    <div className={classes.withInspector} data-open={opened !== undefined}>
      <Screen
        title={place.kind === 'collection' ? place.title : 'All clips'}
        sub={
          shown.length > 0 && (
            <>
              {counted(shown.length, 'clip')} · <TimeText ms={totalMs} />
            </>
          )
        }
        head={
          shown.length > 0 && (
            <>
              {chosen.length > 0 && (
                <>
                  <Button size="lg" variant="subtle" onClick={untickAll}>
                    Untick all
                  </Button>
                  <Button
                    size="lg"
                    variant="default"
                    leftSection={<Trash2 size={17} strokeWidth={1.9} aria-hidden="true" />}
                    onClick={() => void removeClips(chosen)}
                  >
                    Delete
                  </Button>
                </>
              )}
              <Button
                size="lg"
                leftSection={<Download size={17} strokeWidth={1.9} aria-hidden="true" />}
                rightSection={<KeyCap combo="mod+e" />}
                onClick={exportThem}
              >
                {chosen.length > 0
                  ? `Export ${counted(chosen.length, 'clip')}`
                  : opened
                    ? 'Export clip'
                    : shown.length === 1
                      ? 'Export'
                      : `Export all ${shown.length}`}
              </Button>
            </>
          )
        }
      >
        <div className={classes.scroller}>
          {clips.error && <ErrorPanel error={clips.error} />}
          {clips.data && shown.length === 0 && (
            <EmptyState
              icon={Clapperboard}
              title="No clips yet"
              act={
                <Button
                  variant="default"
                  leftSection={<Library size={16} strokeWidth={1.9} aria-hidden="true" />}
                  onClick={() => go('/library')}
                >
                  Choose a lesson
                </Button>
              }
            >
              Open a lesson, set where the clip begins and ends with <KeyCap combo="i" /> and{' '}
              <KeyCap combo="o" />, and make it with <KeyCap combo="e" />. It will stand here.
            </EmptyState>
          )}
          <ul className={classes.grid} aria-label="Clips">
            {shown.map(clip => (
              <li key={clip.id} className={classes.cell}>
                <ClipCard
                  clip={clip}
                  lesson={byLesson.get(clip.lessonId)}
                  author={people?.find(({ id }) => id === clip.author.id)}
                  open={clip.id === open}
                  ticked={ticked.has(clip.id)}
                />
              </li>
            ))}
          </ul>
        </div>
      </Screen>
      {opened && (
        <ClipInspector
          key={opened.id}
          clip={opened}
          lesson={byLesson.get(opened.lessonId)}
          place={shown.indexOf(opened)}
          of={shown.length}
        />
      )}
    </div>
  )
}
