import '@mantine/spotlight/styles.layer.css'
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useLocation } from 'wouter'
import type { LessonEntry } from '../../electron/contract/api/lessons.ts'
import { type Act, useActs, useKeys } from '../lib/keys.ts'
import { useLessons } from '../lib/queries.ts'
import { closeSheet, lookFor, useSheets } from '../lib/sheets.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import classes from './Palette.module.css'

const [store, spotlight] = createSpotlight()

const lessonLine = ({ teacher, subject, grade }: LessonEntry): string =>
  [teacher, subject, grade].filter(Boolean).join(' · ')

const actItems = (acts: readonly Act[]): SpotlightActionGroupData => ({
  group: 'Acts',
  actions: acts
    .filter(({ keyOnly, disabled }) => !keyOnly && !disabled)
    .map(({ id, title, group, keys, run }) => ({
      id,
      label: title,
      keywords: [group],
      onClick: run,
      rightSection: (
        <span className={classes.caps}>
          {keys?.map(combo => (
            <KeyCap key={combo} combo={combo} />
          ))}
        </span>
      ),
    })),
})

/** What was typed before the field was there has chosen nothing yet: the first that fits is meant. */
function pressFirst(field: Element): void {
  const found = field.closest('[data-palette]')
  if (!found?.querySelector('[data-selected]')) found?.querySelector<HTMLElement>('[data-action]')?.click()
}

/** Finds any act of this screen and any lesson by a few letters. */
export function Palette() {
  const acts = useActs()
  const lessons = useLessons().data
  const query = useSheets(({ query }) => query)
  const [, go] = useLocation()
  useKeys([], { modal: true })
  useEffect(() => {
    spotlight.open()
    return () => spotlight.close()
  }, [])
  const actions = useMemo(
    () => [
      actItems(acts),
      {
        group: 'Lessons',
        actions: (lessons ?? []).map(lesson => ({
          id: lesson.id,
          label: lesson.title,
          description: lessonLine(lesson),
          onClick: () => go(`/lesson/${encodeURIComponent(lesson.id)}`),
        })),
      },
    ],
    [acts, lessons, go],
  )
  return (
    <Spotlight
      store={store}
      actions={actions}
      query={query}
      onQueryChange={lookFor}
      shortcut={null}
      onSpotlightClose={closeSheet}
      nothingFound="Nothing by that name."
      limit={30}
      scrollable
      lockScroll={false}
      centered={false}
      yOffset="14vh"
      overlayProps={{ blur: 0, color: 'transparent', backgroundOpacity: 0 }}
      maxHeight={440}
      radius="xl"
      size={620}
      attributes={{ content: { 'aria-label': 'Find any act or lesson', 'data-palette': true } }}
      searchProps={{
        leftSection: <Search size={18} strokeWidth={1.9} aria-hidden="true" />,
        placeholder: 'Find any act or lesson',
        'aria-label': 'Find any act or lesson',
        onKeyDown: ({ key, currentTarget }) => {
          if (key === 'Enter' && query.trim()) pressFirst(currentTarget)
        },
      }}
      classNames={{
        content: classes.content ?? '',
        overlay: classes.overlay ?? '',
        search: classes.search ?? '',
        action: classes.action ?? '',
        actionsGroup: classes.group ?? '',
        empty: classes.empty ?? '',
      }}
    />
  )
}
