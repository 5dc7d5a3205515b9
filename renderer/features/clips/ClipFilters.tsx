import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useMemo } from 'react'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { assertNever } from '../../../electron/contract/errors.ts'
import { type CommentKind, commentKinds } from '../../../electron/contract/records/comment.ts'
import { NOT_OBSERVED } from '../../../electron/contract/records/rubric.ts'
import { splitCriterion } from '../../lib/criterionValue.ts'
import { findCriterion } from '../../lib/rubricView.ts'
import { counted, kindWord } from '../../lib/words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { CodeSquare } from '../../ui/CriterionBadge.tsx'
import { DayFilter } from '../../ui/filters/DayFilter.tsx'
import { FilterMenu, type FilterValue } from '../../ui/filters/FilterMenu.tsx'
import classes from '../../ui/filters/Filters.module.css'
import { KindIcon } from '../../ui/KindIcon.tsx'
import {
  type ClipFacet,
  type ClipOrder,
  clipFacets,
  clipOrders,
  countsOfClips,
  type IndexedClip,
  isFilteringClips,
} from './clipFilter.ts'
import { chooseInFacet, clearClipFilter, setClipFilter, setClipOrder, useClipsState } from './clipsState.ts'

interface Surroundings {
  readonly people: readonly PersonView[]
  readonly rubrics: readonly RubricView[]
}

const names: Readonly<Record<ClipFacet, string>> = {
  teacher: 'Teacher',
  subject: 'Subject',
  grade: 'Grade',
  criterion: 'Criterion',
  level: 'Level',
  kind: 'Kind',
  person: 'Person',
  collection: 'Collection',
}

function orderWords(order: ClipOrder): string {
  switch (order) {
    case 'newest':
      return 'Newest first'
    case 'oldest':
      return 'Oldest first'
    case 'title':
      return 'By title'
    case 'length':
      return 'Shortest first'
    case 'comments':
      return 'Most comments'
    default:
      return assertNever(order)
  }
}

const asKind = (value: string): CommentKind | undefined => commentKinds.find(kind => kind === value)

/** A level is one of its rubric; where levels of several rubrics stand together, each says whose it is. */
function levelWords(value: string, rubrics: readonly RubricView[], several: boolean): string {
  const { rubricId, code } = splitCriterion(value)
  const rubric = rubrics.find(({ id }) => id === rubricId)
  const at = rubric?.levels.findIndex(level => level.code === code) ?? -1
  const label =
    code === NOT_OBSERVED
      ? 'Not observed'
      : at < 0
        ? code
        : `${at + 1} · ${rubric?.levels[at]?.label ?? code}`
  return several && rubric ? `${label} (${rubric.title})` : label
}

function shown(
  facet: ClipFacet,
  value: string,
  { people, rubrics }: Surroundings,
  several: boolean,
): Omit<FilterValue, 'count' | 'value'> {
  if (facet === 'person') {
    const person = people.find(({ id }) => id === value)
    return person ? { label: person.name, mark: <Avatar person={person} size={20} /> } : { label: 'Someone' }
  }
  if (facet === 'criterion') {
    const { rubricId, code } = splitCriterion(value)
    const found = findCriterion(rubrics, rubricId, code)
    return {
      label: found?.criterion.title ?? 'Criterion of another library',
      mark: <CodeSquare code={code} colour={found?.colour ?? 'dA'} />,
    }
  }
  if (facet === 'level') return { label: levelWords(value, rubrics, several) }
  const kind = facet === 'kind' ? asKind(value) : undefined
  return kind ? { label: kindWord(kind), mark: <KindIcon kind={kind} /> } : { label: value }
}

/** Filters with their counts, the order, and how many clips are left. */
export function ClipFilters({
  all,
  shownCount,
  ...around
}: {
  readonly all: readonly IndexedClip[]
  readonly shownCount: number
} & Surroundings) {
  const { filter, order } = useClipsState()
  const on = isFilteringClips(filter)
  return (
    <div className={classes.bar} role="toolbar" aria-label="Filters">
      {clipFacets.map(facet => (
        <Facet key={facet} facet={facet} all={all} {...around} />
      ))}
      <DayFilter days={filter.days} onChange={days => setClipFilter({ days })} />
      {on && (
        <Button variant="subtle" size="xs" onClick={clearClipFilter}>
          Clear
        </Button>
      )}
      <span className={classes.count} aria-live="polite">
        {on
          ? `${shownCount.toLocaleString()} of ${counted(all.length, 'clip')}`
          : counted(all.length, 'clip')}
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={classes.pill} aria-label={`Order: ${orderWords(order)}`}>
            {orderWords(order)} <ChevronDown size={14} strokeWidth={1.9} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup
            value={order}
            onChange={value => setClipOrder(clipOrders.find(known => known === value) ?? 'newest')}
          >
            {clipOrders.map(each => (
              <Menu.RadioItem key={each} value={each} closeMenuOnClick>
                {orderWords(each)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function Facet({
  facet,
  all,
  people,
  rubrics,
}: { readonly facet: ClipFacet; readonly all: readonly IndexedClip[] } & Surroundings) {
  const filter = useClipsState(state => state.filter)
  const values = useMemo(() => {
    const counts = [...countsOfClips(all, filter, facet)]
    const several = new Set(counts.map(([value]) => splitCriterion(value).rubricId)).size > 1
    const listed = counts.map(([value, count]) => ({
      value,
      count,
      ...shown(facet, value, { people, rubrics }, several),
    }))
    // Levels have an order of their own; of all else the most frequent is asked for most.
    return facet === 'level'
      ? listed.sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }))
      : listed.sort(
          (a, b) => b.count - a.count || a.label.localeCompare(b.label, undefined, { numeric: true }),
        )
  }, [all, filter, facet, people, rubrics])
  return (
    <FilterMenu
      name={names[facet]}
      values={values}
      chosen={filter.chosen[facet]}
      onChoose={chosen => chooseInFacet(facet, chosen)}
    />
  )
}
