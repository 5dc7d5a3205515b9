import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useMemo } from 'react'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { assertNever } from '../../../electron/contract/errors.ts'
import { splitCriterion } from '../../lib/criterionValue.ts'
import { findCriterion } from '../../lib/rubricView.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { CodeSquare } from '../../ui/CriterionBadge.tsx'
import { DayFilter } from '../../ui/filters/DayFilter.tsx'
import { FilterMenu, type FilterValue } from '../../ui/filters/FilterMenu.tsx'
import classes from '../../ui/filters/Filters.module.css'
import {
  countsOf,
  type Facet,
  facets,
  type IndexedLesson,
  isFiltering,
  type SortOrder,
  sortOrders,
} from './lessonFilter.ts'
import { clearFilter, setChosen, setFilter, setOrder, useLibrary } from './libraryState.ts'

interface Surroundings {
  readonly people: readonly PersonView[]
  readonly rubrics: readonly RubricView[]
}

function nameOf(facet: Facet): string {
  switch (facet) {
    case 'teacher':
      return 'Teacher'
    case 'subject':
      return 'Subject'
    case 'grade':
      return 'Grade'
    case 'criterion':
      return 'Criterion'
    case 'person':
      return 'Person'
    default:
      return assertNever(facet)
  }
}

function orderWords(order: SortOrder): string {
  switch (order) {
    case 'newest':
      return 'Newest first'
    case 'oldest':
      return 'Oldest first'
    case 'added':
      return 'Last imported'
    case 'title':
      return 'By title'
    case 'comments':
      return 'Most comments'
    default:
      return assertNever(order)
  }
}

/** How a value of a question looks in its menu. */
function shownValue(
  facet: Facet,
  value: string,
  { people, rubrics }: Surroundings,
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
  return { label: value }
}

/** Filters with their counts, the day, the order, and how many lessons are left. */
export function FilterBar({
  all,
  shown,
  ...around
}: { readonly all: readonly IndexedLesson[]; readonly shown: number } & Surroundings) {
  const { filter, order } = useLibrary()
  const total = all.length
  return (
    <div className={classes.bar} role="toolbar" aria-label="Filters">
      {facets.map(facet => (
        <FacetMenu key={facet} facet={facet} all={all} {...around} />
      ))}
      <DayFilter days={filter.days} onChange={days => setFilter({ days })} />
      {isFiltering(filter) && (
        <Button variant="subtle" size="xs" onClick={clearFilter}>
          Clear
        </Button>
      )}
      <span className={classes.count} aria-live="polite">
        {isFiltering(filter)
          ? `${shown} of ${total} lessons`
          : `${total} ${total === 1 ? 'lesson' : 'lessons'}`}
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
            onChange={value => setOrder(sortOrders.find(known => known === value) ?? 'newest')}
          >
            {sortOrders.map(each => (
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

function FacetMenu({
  facet,
  all,
  people,
  rubrics,
}: { readonly facet: Facet; readonly all: readonly IndexedLesson[] } & Surroundings) {
  const filter = useLibrary(state => state.filter)
  const values = useMemo(
    () =>
      [...countsOf(all, filter, facet)]
        .map(([value, count]) => ({ value, count, ...shownValue(facet, value, { people, rubrics }) }))
        .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, undefined, { numeric: true })),
    [all, filter, facet, people, rubrics],
  )
  return (
    <FilterMenu
      name={nameOf(facet)}
      values={values}
      chosen={filter.chosen[facet]}
      onChoose={chosen => setChosen(facet, chosen)}
    />
  )
}
