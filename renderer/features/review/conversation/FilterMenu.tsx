import { Button, Popover } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import { type ComponentPropsWithRef, memo, type ReactNode, useMemo } from 'react'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { commentKinds } from '../../../../electron/contract/records/comment.ts'
import { NOT_OBSERVED } from '../../../../electron/contract/records/rubric.ts'
import { criteriaOf, findCriterion } from '../../../lib/rubricView.ts'
import { kindWord } from '../../../lib/words.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { CodeSquare } from '../../../ui/CriterionBadge.tsx'
import { KindIcon } from '../../../ui/KindIcon.tsx'
import { criterionKey } from '../composer/draft.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './FilterMenu.module.css'
import {
  type Filters,
  facetCounts,
  filterCount,
  noFilters,
  threadStates,
  toggled,
  UNRATED,
} from './filters.ts'
import { useConversation } from './useConversation.ts'

/** Narrows the conversation by person, kind, criterion and level; each choice says how many it would show. */
export const FilterMenu = memo(function FilterMenu({ people, rubrics }: Offered) {
  return (
    <Popover position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Target />
      </Popover.Target>
      <Popover.Dropdown className={classes.menu ?? ''}>
        <Choices people={people} rubrics={rubrics} />
      </Popover.Dropdown>
    </Popover>
  )
})

type Offered = { readonly people: readonly RoomPerson[]; readonly rubrics: readonly RubricView[] }

function Target(props: ComponentPropsWithRef<'button'>) {
  const { all, shown } = useConversation()
  const on = useRoomUi(ui => filterCount(ui.filters) > 0)
  return (
    <button
      {...props}
      type="button"
      className={classes.target}
      data-on={on}
      aria-label={on ? `Filter: ${shown.length} of ${all.length} shown` : 'Filter'}
      title="Filter"
    >
      <ListFilter size={18} strokeWidth={1.9} aria-hidden="true" />
      {on && (
        <span className="tn">
          {shown.length} of {all.length}
        </span>
      )}
    </button>
  )
}

function Choices({ people, rubrics }: Offered) {
  const room = useRoom()
  const { all, shown } = useConversation()
  const counts = useMemo(() => facetCounts(all), [all])
  const filters = useRoomUi(ui => ui.filters)
  const on = filterCount(filters)
  const set = (change: Partial<Filters>) =>
    room.ui.setState(ui => ({ filters: { ...ui.filters, ...change } }))
  const levels = inOrder([...counts.levels.keys()], levelOrder(rubrics))
  const criteria = inOrder([...counts.criteria.keys()], criterionOrder(rubrics))
  return (
    <>
      <Group title="Person">
        {people
          .filter(({ id }) => counts.people.has(id))
          .map(person => (
            <Choice
              key={person.id}
              on={filters.people.includes(person.id)}
              count={counts.people.get(person.id) ?? 0}
              onToggle={() => set({ people: toggled(filters.people, person.id) })}
            >
              <Avatar person={person} size={18} />
              <span className="ell">{person.name}</span>
            </Choice>
          ))}
      </Group>
      <Group title="Kind">
        {commentKinds.map(kind => (
          <Choice
            key={kind}
            on={filters.kinds.includes(kind)}
            count={counts.kinds.get(kind) ?? 0}
            onToggle={() => set({ kinds: toggled(filters.kinds, kind) })}
          >
            <KindIcon kind={kind} />
            {kindWord(kind)}
          </Choice>
        ))}
      </Group>
      {counts.criteria.size > 0 && (
        <Group title="Criterion">
          {criteria.map(key => {
            const at = key.indexOf(' ')
            const code = key.slice(at + 1)
            const found = findCriterion(rubrics, key.slice(0, at), code)
            return (
              <Choice
                key={key}
                on={filters.criteria.includes(key)}
                count={counts.criteria.get(key) ?? 0}
                onToggle={() => set({ criteria: toggled(filters.criteria, key) })}
              >
                <CodeSquare code={code} colour={found?.colour ?? 'dA'} />
                <span className="ell">{found?.criterion.title ?? 'Rubric not in this library'}</span>
              </Choice>
            )
          })}
        </Group>
      )}
      {levels.length > 0 && (
        <Group title="Level">
          {levels.map(level => (
            <Choice
              key={level}
              on={filters.levels.includes(level)}
              count={counts.levels.get(level) ?? 0}
              onToggle={() => set({ levels: toggled(filters.levels, level) })}
            >
              {levelWords(level, rubrics)}
            </Choice>
          ))}
        </Group>
      )}
      {(counts.threads.get('resolved') ?? 0) > 0 && (
        <Group title="Thread">
          {threadStates.map(state => (
            <Choice
              key={state}
              on={filters.threads.includes(state)}
              count={counts.threads.get(state) ?? 0}
              onToggle={() => set({ threads: toggled(filters.threads, state) })}
            >
              {state === 'open' ? 'Open' : 'Resolved'}
            </Choice>
          ))}
        </Group>
      )}
      <div className={classes.foot}>
        <span className="tn">
          {shown.length} of {all.length} shown
        </span>
        <Button
          size="xs"
          variant="default"
          disabled={on === 0}
          onClick={() => room.ui.setState({ filters: noFilters })}
        >
          Clear
        </Button>
      </div>
    </>
  )
}

/** As the rubrics have them; what they do not know comes last. */
function inOrder(keys: readonly string[], order: readonly string[]): readonly string[] {
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  return [...keys].sort((a, b) => place(a) - place(b))
}

const levelOrder = (rubrics: readonly RubricView[]): readonly string[] => [
  ...new Set(rubrics.flatMap(({ levels }) => levels.map(({ code }) => code))),
  NOT_OBSERVED,
  UNRATED,
]

const criterionOrder = (rubrics: readonly RubricView[]): readonly string[] =>
  rubrics.flatMap(rubric =>
    criteriaOf(rubric).map(({ criterion }) => criterionKey(rubric.id, criterion.code)),
  )

function levelWords(level: string, rubrics: readonly RubricView[]): string {
  if (level === NOT_OBSERVED) return 'Not observed'
  if (level === UNRATED) return 'Without a level'
  const labels = new Set(
    rubrics.flatMap(rubric => rubric.levels.filter(({ code }) => code === level).map(({ label }) => label)),
  )
  return labels.size === 1 ? `${level} · ${[...labels][0]}` : `Level ${level}`
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

function Choice({
  on,
  count,
  onToggle,
  children,
}: {
  readonly on: boolean
  readonly count: number
  readonly onToggle: () => void
  readonly children: ReactNode
}) {
  return (
    <label className={classes.choice} data-none={count === 0 && !on}>
      <input type="checkbox" checked={on} onChange={onToggle} />
      {children}
      <span className={classes.count}>{count}</span>
    </label>
  )
}
