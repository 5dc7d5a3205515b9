import { Button, TextInput } from '@mantine/core'
import { Radio, Search, Upload, X } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { importByFile } from '../../lib/importing.ts'
import { type Act, useKeys } from '../../lib/keys.ts'
import { useLessons, usePeople, useRubrics } from '../../lib/queries.ts'
import { openJoining } from '../../lib/session.ts'
import { useSummaries } from '../../lib/summaries.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { EmptyLibrary } from './EmptyLibrary.tsx'
import { FolderState } from './FolderState.tsx'
import { LessonFilters } from './LessonFilters.tsx'
import { LessonGrid } from './LessonGrid.tsx'
import { LessonInspector } from './LessonInspector.tsx'
import classes from './LibraryScreen.module.css'
import { removeLesson } from './lessonActs.ts'
import { asksConversations, filtered, indexed, sorted } from './lessonFilter.ts'
import { inspect, setFilter, useLibrary } from './libraryState.ts'
import { NothingFits } from './NothingFits.tsx'

/** The lesson whose card holds the focus, for the keys that act on it. */
function focusedLesson(): string | undefined {
  const card = document.activeElement?.closest('[data-lesson]')
  return card instanceof HTMLElement ? card.dataset.lesson : undefined
}

/** Every lesson of the library, and how to find one. */
export function LibraryScreen() {
  const lessons = useLessons()
  const people = usePeople().data
  const rubrics = useRubrics().data
  const { filter, order, inspected } = useLibrary()
  const searchBox = useRef<HTMLInputElement>(null)
  const { known, failed, unread, error, tryAgain } = useSummaries(lessons.data)
  const all = useMemo(
    () => indexed(lessons.data ?? [], known, { people: people ?? [], rubrics: rubrics ?? [] }),
    [lessons.data, known, people, rubrics],
  )
  // Cards do not change places with each lesson that is read: they are put in order once all are.
  const orderNow = order === 'comments' && unread > 0 ? 'newest' : order
  const shown = useMemo(() => sorted(filtered(all, filter), orderNow), [all, filter, orderNow])
  const asked = asksConversations(filter, order)
  const focused = () => lessons.data?.find(({ id }) => id === focusedLesson())
  const acts: readonly Act[] = [
    {
      id: 'library.search',
      title: 'Search the library',
      group: 'Library',
      keys: ['/'],
      run: () => searchBox.current?.focus(),
    },
    {
      id: 'library.details',
      title: 'Details of the lesson in focus',
      group: 'Library',
      keys: ['i'],
      keyOnly: true,
      run: () => inspect(focused()?.id),
    },
    {
      id: 'library.remove',
      title: 'Delete the lesson in focus',
      group: 'Library',
      keys: ['delete'],
      keyOnly: true,
      run: () => {
        const lesson = focused()
        if (lesson) void removeLesson(lesson)
      },
    },
  ]
  useKeys(acts)
  const open = lessons.data?.find(({ id }) => id === inspected)
  const headButtons = (
    <>
      <IconButton icon={Radio} label="Join a live review" size={40} onClick={openJoining} />
      <Button
        size="lg"
        leftSection={<Upload size={17} strokeWidth={1.9} aria-hidden="true" />}
        rightSection={<KeyCap combo="mod+o" />}
        onClick={() => void importByFile()}
      >
        Import
      </Button>
    </>
  )
  if (lessons.data?.length === 0)
    return (
      <Screen title="Library" head={headButtons}>
        <EmptyLibrary />
      </Screen>
    )
  return (
    <Screen
      title="Library"
      head={headButtons}
      middle={
        <TextInput
          ref={searchBox}
          className={classes.search ?? ''}
          size="md"
          type="search"
          aria-label="Search lessons"
          placeholder="Search lessons, people, criteria"
          value={filter.text}
          onChange={event => setFilter({ text: event.currentTarget.value })}
          onKeyDown={event => {
            if (event.key === 'Escape') setFilter({ text: '' })
          }}
          leftSection={<Search size={17} strokeWidth={1.9} aria-hidden="true" />}
          rightSection={
            filter.text ? (
              <IconButton
                icon={X}
                label="Clear the search"
                size={24}
                iconSize={15}
                onClick={() => setFilter({ text: '' })}
              />
            ) : (
              <KeyCap combo="/" />
            )
          }
        />
      }
    >
      {lessons.error && (
        <div className={classes.error}>
          <ErrorPanel
            error={lessons.error}
            act={
              <Button variant="default" onClick={() => void lessons.refetch()}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      {error !== undefined && unread > 0 && !lessons.error && (
        <div className={classes.error}>
          <ErrorPanel
            error={error}
            act={
              <Button variant="default" onClick={tryAgain}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      {lessons.data && (
        <>
          <FolderState />
          <LessonFilters
            all={all}
            shown={shown.length}
            unread={unread}
            people={people ?? []}
            rubrics={rubrics ?? []}
          />
          <LessonGrid lessons={shown} failed={failed}>
            <NothingFits
              unread={asked ? unread : 0}
              total={all.length}
              unreadable={
                asked ? all.filter(({ lesson, summary }) => !summary && failed.has(lesson.id)).length : 0
              }
            />
          </LessonGrid>
          {open && (
            <LessonInspector key={open.id} lesson={open} lessons={lessons.data} rubrics={rubrics ?? []} />
          )}
        </>
      )}
    </Screen>
  )
}
