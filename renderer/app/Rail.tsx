import { Tooltip } from '@mantine/core'
import {
  ChartNoAxesColumn,
  Clapperboard,
  Keyboard,
  Layers,
  Library,
  type LucideIcon,
  Settings,
} from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { ariaKeys, type KeyCombo } from '../lib/keyCombo.ts'
import { isMac } from '../lib/platform.ts'
import { openKeySheet } from '../lib/sheets.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import { Logo } from '../ui/Logo.tsx'
import classes from './Rail.module.css'

interface Place {
  readonly to: string
  readonly name: string
  readonly icon: LucideIcon
  /** Its key, as GlobalActs has it. */
  readonly combo: KeyCombo
}
const places: readonly Place[] = [
  { to: '/library', name: 'Library', icon: Library, combo: 'alt+1' },
  { to: '/clips', name: 'Clips', icon: Clapperboard, combo: 'alt+2' },
  { to: '/rubrics', name: 'Rubrics', icon: Layers, combo: 'alt+3' },
  { to: '/insights', name: 'Insights', icon: ChartNoAxesColumn, combo: 'alt+5' },
]

/** The way between the screens. */
export function Rail() {
  const [location] = useLocation()
  return (
    <nav className={classes.rail} aria-label="Screens">
      <span className={classes.mark}>
        <Logo />
      </span>
      {places.map(place => (
        <RailLink key={place.to} place={place} on={location.startsWith(place.to)} />
      ))}
      <span className={classes.gap} />
      <Tooltip
        label={
          <>
            All keys <KeyCap combo="?" />
          </>
        }
        position="right"
      >
        <button type="button" className={classes.item} onClick={openKeySheet}>
          <Keyboard size={20} strokeWidth={1.9} aria-hidden="true" />
          Keys
        </button>
      </Tooltip>
      <RailLink
        place={{ to: '/settings', name: 'Settings', icon: Settings, combo: 'mod+,' }}
        on={location.startsWith('/settings')}
      />
    </nav>
  )
}

function RailLink({
  place: { to, name, icon: Icon, combo },
  on,
}: {
  readonly place: Place
  readonly on: boolean
}) {
  return (
    <Tooltip
      position="right"
      label={
        <>
          {name} <KeyCap combo={combo} />
        </>
      }
    >
      <Link
        href={to}
        className={classes.item ?? ''}
        data-on={on}
        aria-keyshortcuts={ariaKeys(combo, isMac)}
        {...(on ? { 'aria-current': 'page' as const } : {})}
      >
        <Icon size={20} strokeWidth={1.9} aria-hidden="true" />
        {name}
      </Link>
    </Tooltip>
  )
}
