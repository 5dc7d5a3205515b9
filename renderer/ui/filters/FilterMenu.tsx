import { Menu } from '@mantine/core'
import { ChevronDown, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import classes from './Filters.module.css'

export interface FilterValue {
  readonly value: string
  readonly label: string
  readonly mark?: ReactNode
  /** How many things choosing it would show. */
  readonly count: number
}

/** More values than this get a box to find one by typing. */
const SEARCH_FROM = 9

/** One question with its values and counts; while any is chosen the pill has an ink ring and a way out. */
export function FilterMenu({
  name,
  values,
  note,
  chosen,
  onChoose,
}: {
  readonly name: string
  readonly values: readonly FilterValue[]
  /** Where more values may come. */
  readonly note?: string | undefined
  readonly chosen: readonly string[]
  readonly onChoose: (values: readonly string[]) => void
}) {
  const [search, setSearch] = useState('')
  const on = chosen.length > 0
  const [first] = chosen
  const firstLabel = values.find(({ value }) => value === first)?.label
  const words = on ? `${firstLabel ?? name}${chosen.length > 1 ? ` +${chosen.length - 1}` : ''}` : name
  const fitting = values.filter(({ label }) =>
    label.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()),
  )
  return (
    <span className={classes.withClear}>
      <Menu position="bottom-start" closeOnItemClick={false} onClose={() => setSearch('')}>
        <Menu.Target>
          <button
            type="button"
            className={classes.pill}
            data-on={on}
            aria-label={on ? `${name}: ${words}` : name}
            disabled={values.length === 0}
          >
            <span className={classes.pillWords}>{words}</span>
            {!on && <ChevronDown size={14} strokeWidth={1.9} aria-hidden="true" />}
          </button>
        </Menu.Target>
        <Menu.Dropdown className={classes.values ?? ''}>
          {values.length >= SEARCH_FROM && (
            <Menu.Search
              placeholder={`Find a ${name.toLocaleLowerCase()}`}
              aria-label={`Find a ${name.toLocaleLowerCase()}`}
              value={search}
              onChange={event => setSearch(event.currentTarget.value)}
            />
          )}
          <Menu.CheckboxGroup value={[...chosen]} onChange={onChoose}>
            {fitting.map(({ value, label, mark, count }) => (
              <Menu.CheckboxItem
                key={value}
                value={value}
                rightSection={<span className={classes.number}>{count}</span>}
              >
                <span className={classes.value}>
                  {mark}
                  <span className={classes.valueWords}>{label}</span>
                </span>
              </Menu.CheckboxItem>
            ))}
          </Menu.CheckboxGroup>
          {fitting.length === 0 && <p className={classes.none}>None by that name.</p>}
          {note !== undefined && <p className={classes.none}>{note}</p>}
        </Menu.Dropdown>
      </Menu>
      {on && (
        <button
          type="button"
          className={classes.clear}
          aria-label={`Clear the filter ${name}`}
          onClick={() => onChoose([])}
        >
          <X size={14} strokeWidth={1.9} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
