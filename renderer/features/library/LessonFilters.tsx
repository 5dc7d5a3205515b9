import { useMemo } from 'react'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { assertNever } from '../../../electron/contract/errors.ts'
import { counted } from '../../lib/words.ts'
import { FilterBar } from '../../ui/filters/FilterBar.tsx'
import { FilterMenu } from '../../ui/filters/FilterMenu.tsx'
import { byCount, type ShownValue, shownCriterion, shownPerson } from '../../ui/filters/filterValues.tsx'
import {
  asksConversations,
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

const names: Readonly<Record<Facet, string>> = {
  teacher: 'Teacher',
  subject: 'Subject',
  grade: 'Grade',
  criterion: 'Criterion',
  person: 'Person',
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

function shownValue(facet: Facet, value: string, { people, rubrics }: Surroundings): ShownValue {
  if (facet === 'person') return shownPerson(value, people)
  if (facet === 'criterion') return shownCriterion(value, rubrics)
  return { label: value }
}

/** Filters with their counts, the day, the order, and how many lessons are left. */
export function LessonFilters({
  all,
  shown,
  unread,
  ...around
}: {
  readonly all: readonly IndexedLesson[]
  readonly shown: number
  /** How many lessons were never read yet. */
  readonly unread: number
} & Surroundings) {
  const { filter, order } = useLibrary()
  const total = counted(all.length, 'lesson')
  const on = isFiltering(filter)
  const read = unread > 0 ? `${(all.length - unread).toLocaleString()} of ${total} read so far` : undefined
  const left = on ? `${shown.toLocaleString()} of ${total}` : total
  const isPartial = read !== undefined && asksConversations(filter, order)
  return (
    <FilterBar
      days={filter.days}
      onDays={days => setFilter({ days })}
      onClear={on ? clearFilter : undefined}
      count={isPartial ? <SoFar shown={on ? shown : undefined} read={read} /> : left}
      order={order}
      orders={sortOrders}
      orderWords={orderWords}
      onOrder={setOrder}
    >
      {facets.map(facet => (
        <FacetMenu
          key={facet}
          facet={facet}
          all={all}
          note={facet === 'criterion' || facet === 'person' ? read : undefined}
          {...around}
        />
      ))}
    </FilterBar>
  )
}

/** While the library is read: what fits so far. Heard once; the numbers that run are for the eye. */
function SoFar({ shown, read }: { readonly shown: number | undefined; readonly read: string }) {
  return (
    <>
      <span className="spoken">The library is still being read: more may be found.</span>
      <span aria-hidden="true">
        {shown !== undefined && `${shown.toLocaleString()} found · `}
        {read}
      </span>
    </>
  )
}

function FacetMenu({
  facet,
  all,
  note,
  people,
  rubrics,
}: {
  readonly facet: Facet
  readonly all: readonly IndexedLesson[]
  readonly note: string | undefined
} & Surroundings) {
  const filter = useLibrary(state => state.filter)
  const values = useMemo(
    () =>
      [...countsOf(all, filter, facet)]
        .map(([value, count]) => ({ value, count, ...shownValue(facet, value, { people, rubrics }) }))
        .sort(byCount),
    [all, filter, facet, people, rubrics],
  )
  return (
    <FilterMenu
      name={names[facet]}
      values={values}
      note={note}
      chosen={filter.chosen[facet]}
      onChoose={chosen => setChosen(facet, chosen)}
    />
  )
}
