import { Popover, TextInput } from '@mantine/core'
import { ChevronDown, X } from 'lucide-react'
import { useState } from 'react'
import { type DayRange, isoDay } from '../../lib/days.ts'
import { dayWords } from '../../lib/words.ts'
import classes from './Filters.module.css'

const daysAgo = (days: number, today: Date): string =>
  isoDay(new Date(today.getFullYear(), today.getMonth(), today.getDate() - days))

/** Stretches of time that schools ask for; a school year is taken to begin in August. */
export function presetsOn(today: Date): readonly { readonly name: string; readonly days: DayRange }[] {
  const year = today.getMonth() >= 7 ? today.getFullYear() : today.getFullYear() - 1
  return [
    { name: 'Last 7 days', days: { from: daysAgo(6, today) } },
    { name: 'Last 30 days', days: { from: daysAgo(29, today) } },
    { name: 'Last 90 days', days: { from: daysAgo(89, today) } },
    { name: 'This school year', days: { from: `${year}-08-01` } },
  ]
}

function wordsFor({ from, to }: DayRange): string {
  const preset = to === undefined && presetsOn(new Date()).find(({ days }) => days.from === from)
  if (preset) return preset.name
  if (from && to) return `${dayWords(from)} – ${dayWords(to)}`
  return from ? `Since ${dayWords(from)}` : to ? `Until ${dayWords(to)}` : 'Date'
}

/** When the lesson was taught: a preset, or two days of one's own. */
export function DayFilter({
  days,
  onChange: set,
}: {
  readonly days: DayRange
  readonly onChange: (days: DayRange) => void
}) {
  const [open, setOpen] = useState(false)
  const on = days.from !== undefined || days.to !== undefined
  return (
    <span className={classes.withClear}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.pill}
            data-on={on}
            onClick={() => setOpen(!open)}
            aria-label={on ? `Date: ${wordsFor(days)}` : 'Date'}
          >
            <span className={classes.pillWords}>{wordsFor(days)}</span>
            {!on && <ChevronDown size={14} strokeWidth={1.9} aria-hidden="true" />}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Date">
          <div className={classes.days}>
            {presetsOn(new Date()).map(preset => (
              <button
                key={preset.name}
                type="button"
                className={classes.preset}
                aria-pressed={days.to === undefined && days.from === preset.days.from}
                onClick={() => {
                  set(preset.days)
                  setOpen(false)
                }}
              >
                {preset.name}
              </button>
            ))}
            <div className={classes.own}>
              <TextInput
                type="date"
                size="sm"
                label="From"
                value={days.from ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  set({ ...(value ? { from: value } : {}), ...(days.to ? { to: days.to } : {}) })
                }
              />
              <TextInput
                type="date"
                size="sm"
                label="To"
                value={days.to ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  set({ ...(days.from ? { from: days.from } : {}), ...(value ? { to: value } : {}) })
                }
              />
            </div>
          </div>
        </Popover.Dropdown>
      </Popover>
      {on && (
        <button
          type="button"
          className={classes.clear}
          aria-label="Clear the filter Date"
          onClick={() => set({})}
        >
          <X size={14} strokeWidth={1.9} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
