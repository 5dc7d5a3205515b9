import { Tooltip } from '@mantine/core'
import { Clapperboard, Keyboard, Layers, Library, type LucideIcon, Settings } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { openKeySheet } from '../lib/sheets.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import { Logo } from '../ui/Logo.tsx'
import classes from './Rail.module.css'

interface Place {
  readonly to: string
  readonly name: string
  readonly icon: LucideIcon
}
const places: readonly Place[] = [
  { to: '/library', name: 'Library', icon: Library },
  { to: '/clips', name: 'Clips', icon: Clapperboard },
  { to: '/rubrics', name: 'Rubrics', icon: Layers },
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
        place={{ to: '/settings', name: 'Settings', icon: Settings }}
        on={location.startsWith('/settings')}
      />
    </nav>
  )
}

function RailLink({ place: { to, name, icon: Icon }, on }: { readonly place: Place; readonly on: boolean }) {
  return (
    <Link
      href={to}
      className={classes.item ?? ''}
      data-on={on}
      {...(on ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon size={20} strokeWidth={1.9} aria-hidden="true" />
      {name}
    </Link>
  )
}
