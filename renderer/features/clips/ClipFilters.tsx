import { useMemo } from 'react'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { assertNever } from '../../../electron/contract/errors.ts'
import { type CommentKind, commentKinds } from '../../../electron/contract/records/comment.ts'
import { NOT_OBSERVED } from '../../../electron/contract/records/rubric.ts'
import { splitCriterion } from '../../lib/criterionValue.ts'
import { counted, kindWord } from '../../lib/words.ts'
import { FilterBar } from '../../ui/filters/FilterBar.tsx'
import { FilterMenu } from '../../ui/filters/FilterMenu.tsx'
import {
  byCount,
  byLabel,
  type ShownValue,
  shownCriterion,
  shownPerson,
} from '../../ui/filters/filterValues.tsx'
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
): ShownValue {
  if (facet === 'person') return shownPerson(value, people)
  if (facet === 'criterion') return shownCriterion(value, rubrics)
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
    <FilterBar
      days={filter.days}
      onDays={days => setClipFilter({ days })}
      onClear={on ? clearClipFilter : undefined}
      count={
        on ? `${shownCount.toLocaleString()} of ${counted(all.length, 'clip')}` : counted(all.length, 'clip')
      }
      order={order}
      orders={clipOrders}
      orderWords={orderWords}
      onOrder={setClipOrder}
    >
      {clipFacets.map(facet => (
        <Facet key={facet} facet={facet} all={all} {...around} />
      ))}
    </FilterBar>
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
    // Levels have an order of their own.
    return listed.sort(facet === 'level' ? byLabel : byCount)
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
