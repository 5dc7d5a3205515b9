import { Button } from '@mantine/core'
import { Clapperboard, Download, Library, SearchX } from 'lucide-react'
import { useId, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { openExport } from '../../lib/exportDialog.ts'
import { lessonAddress } from '../../lib/lessonAddress.ts'
import { useClips, useLessons, usePeople, useRubrics } from '../../lib/queries.ts'
import { counted } from '../../lib/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { BulkActs } from './BulkActs.tsx'
import { ClipFilters } from './ClipFilters.tsx'
import classes from './ClipGallery.module.css'
import { ClipGrid } from './ClipGrid.tsx'
import { ClipInspector } from './ClipInspector.tsx'
import { filteredClips, indexedClips, sortedClips } from './clipFilter.ts'
import { clearClipFilter, playClip, playMoment, useClipsState } from './clipsState.ts'
import { Exemplify } from './Exemplify.tsx'
import { FoundInspector } from './FoundInspector.tsx'
import { groupsOf, type Result } from './results.ts'
import { SearchBox } from './SearchBox.tsx'
import { SearchResults } from './SearchResults.tsx'
import { useClipKeys } from './useClipKeys.ts'
import { useFound } from './useFound.ts'

/** Clips as cards, or what was searched for; the details of one at the side. */
export function ClipGallery() {
  const clips = useClips()
  const lessons = useLessons().data
  const people = usePeople().data
  const rubrics = useRubrics().data ?? []
  const [, go] = useLocation()
  const { open, moment, ticked, filter, order, text, dialog } = useClipsState()
  const box = useRef<HTMLInputElement>(null)
  const listId = useId()
  const [active, setActive] = useState<string>()

  const byLesson = useMemo(() => new Map(lessons?.map(lesson => [lesson.id, lesson])), [lessons])
  const byPerson = useMemo(() => new Map(people?.map(person => [person.id, person])), [people])
  const all = useMemo(() => indexedClips(clips.data ?? [], byLesson), [clips.data, byLesson])
  const entries = useMemo(() => sortedClips(filteredClips(all, filter), order), [all, filter, order])
  const shown = useMemo(() => entries.map(({ clip }) => clip), [entries])

  const found = useFound(text)
  const searching = text.trim() !== ''
  const groups = useMemo(
    () => (searching && found.data ? groupsOf(found.data, filter, all, byLesson) : []),
    [searching, found.data, filter, all, byLesson],
  )
  const results = useMemo(() => groups.flatMap(group => group.results), [groups])
  const activeNow = results.some(({ id }) => id === active) ? active : results[0]?.id
  const play = (result: Result) => {
    setActive(result.id)
    const { clipId, what, lessonId } = result.found
    if (clipId) playClip(clipId)
    else if (what === 'lesson') go(lessonAddress(lessonId))
    else playMoment(result.found)
  }

  const chosen = useMemo(() => shown.filter(({ id }) => ticked.has(id)), [shown, ticked])
  const opened = (clips.data ?? []).find(({ id }) => id === open)
  const momentLesson = moment && byLesson.get(moment.lessonId)
  const subject = chosen.length > 0 ? chosen : opened ? [opened] : []
  const exportThem = () => openExport((subject.length > 0 ? subject : shown).map(({ id }) => id))
  useClipKeys({ subject, shown, exportThem, box })

  const totalMs = shown.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  const aside = opened !== undefined || (moment !== undefined && momentLesson !== undefined)
  return (
    <div className={classes.withInspector} data-open={aside}>
      <Screen
        title="All clips"
        middle={
          <SearchBox
            box={box}
            listId={listId}
            results={results}
            active={activeNow}
            onActive={setActive}
            onPlay={play}
          />
        }
        sub={
          shown.length > 0 && (
            <>
              {counted(shown.length, 'clip')} · <TimeText ms={totalMs} />
            </>
          )
        }
        head={
          shown.length > 0 && (
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
                    : `Export all ${shown.length.toLocaleString()}`}
            </Button>
          )
        }
      >
        {clips.error && <ErrorPanel error={clips.error} />}
        {all.length > 0 && (
          <ClipFilters all={all} shownCount={shown.length} people={people ?? []} rubrics={rubrics} />
        )}
        {chosen.length > 0 && <BulkActs chosen={chosen} shown={shown} />}
        {searching ? (
          found.error ? (
            <ErrorPanel error={found.error} />
          ) : found.data ? (
            <SearchResults id={listId} groups={groups} result={found.data} active={activeNow} onPlay={play} />
          ) : (
            <LoadingLines />
          )
        ) : clips.data && all.length === 0 ? (
          <div className={classes.empty}>
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
          </div>
        ) : clips.data && shown.length === 0 ? (
          <div className={classes.empty}>
            <EmptyState
              icon={SearchX}
              title="No clip fits"
              act={
                <Button variant="default" onClick={clearClipFilter}>
                  Show all clips
                </Button>
              }
            >
              Nothing here has all of that. Take a filter away.
            </EmptyState>
          </div>
        ) : (
          <ClipGrid clips={entries} people={byPerson} rubrics={rubrics} />
        )}
      </Screen>
      {opened ? (
        <ClipInspector
          key={opened.id}
          clip={opened}
          lesson={byLesson.get(opened.lessonId)}
          place={shown.findIndex(({ id }) => id === opened.id)}
          of={shown.length}
        />
      ) : (
        moment && momentLesson && <FoundInspector found={moment} lesson={momentLesson} />
      )}
      {dialog === 'exemplify' && subject.length > 0 && <Exemplify clips={subject} />}
    </div>
  )
}
