import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { splitCriterion } from '../../lib/criterionValue.ts'
import { findCriterion } from '../../lib/rubricView.ts'
import { Avatar } from '../Avatar.tsx'
import { CodeSquare } from '../CriterionBadge.tsx'
import type { FilterValue } from './FilterMenu.tsx'

/** How a value of a question looks in its menu. */
export type ShownValue = Omit<FilterValue, 'count' | 'value'>

export function shownPerson(id: string, people: readonly PersonView[]): ShownValue {
  const person = people.find(each => each.id === id)
  return person ? { label: person.name, mark: <Avatar person={person} size={20} /> } : { label: 'Someone' }
}

export function shownCriterion(value: string, rubrics: readonly RubricView[]): ShownValue {
  const { rubricId, code } = splitCriterion(value)
  const found = findCriterion(rubrics, rubricId, code)
  return {
    label: found?.criterion.title ?? 'Criterion of another library',
    mark: <CodeSquare code={code} colour={found?.colour ?? 'dA'} />,
  }
}

export const byLabel = (a: FilterValue, b: FilterValue): number =>
  a.label.localeCompare(b.label, undefined, { numeric: true })

/** The most frequent is asked for most. */
export const byCount = (a: FilterValue, b: FilterValue): number => b.count - a.count || byLabel(a, b)
