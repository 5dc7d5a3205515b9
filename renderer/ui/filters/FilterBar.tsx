import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DayRange } from '../../lib/days.ts'
import { DayFilter } from './DayFilter.tsx'
import classes from './Filters.module.css'

/** Filters, the days, how many are left, and their order. */
export function FilterBar<Order extends string>({
  children,
  days,
  onDays,
  onClear,
  count,
  order,
  orders,
  orderWords,
  onOrder,
}: {
  /** The menus of its questions. */
  readonly children: ReactNode
  readonly days: DayRange
  readonly onDays: (days: DayRange) => void
  /** Absent where nothing is filtered. */
  readonly onClear: (() => void) | undefined
  /** How many are left, in words. */
  readonly count: ReactNode
  readonly order: Order
  readonly orders: readonly Order[]
  readonly orderWords: (order: Order) => string
  readonly onOrder: (order: Order) => void
}) {
  return (
    <div className={classes.bar} role="toolbar" aria-label="Filters">
      {children}
      <DayFilter days={days} onChange={onDays} />
      {onClear && (
        <Button variant="subtle" size="xs" onClick={onClear}>
          Clear
        </Button>
      )}
      <span className={classes.end}>
        <span className={classes.count} aria-live="polite">
          {count}
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
              onChange={value => {
                const chosen = orders.find(known => known === value)
                if (chosen !== undefined) onOrder(chosen)
              }}
            >
              {orders.map(each => (
                <Menu.RadioItem key={each} value={each} closeMenuOnClick>
                  {orderWords(each)}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Dropdown>
        </Menu>
      </span>
    </div>
  )
}
