import { NativeSelect, SegmentedControl, Switch } from '@mantine/core'
import type { Settings } from '../../../electron/contract/api/settings.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { Row, Section } from './Section.tsx'
import { save } from './save.ts'

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const preRolls = [0, 1000, 2000, 3000, 5000, 10_000]

const jumps = [2000, 3000, 5000, 10_000, 15_000, 30_000]

/** How the app looks and how the review room behaves. */
export function ReviewSection({ settings }: { readonly settings: Settings }) {
  const offered = [...new Set([...jumps, settings.jumpMs])].sort((a, b) => a - b)
  return (
    <Section title="Looks and playback">
      <Row name="Theme">
        <SegmentedControl
          aria-label="Theme"
          data={[...themes]}
          value={settings.theme}
          onChange={value => {
            const theme = themes.find(each => each.value === value)?.value
            if (theme) save({ theme })
          }}
        />
      </Row>
      <Row
        name="Pause while I write a comment"
        hint="Playback stops when you begin to write and stays where you were"
      >
        <Switch
          aria-label="Pause while I write a comment"
          checked={settings.pauseWhileTyping}
          onChange={event => save({ pauseWhileTyping: event.currentTarget.checked })}
        />
      </Row>
      <Row
        name={
          <>
            Jump with <KeyCap combo="arrowleft" /> and <KeyCap combo="arrowright" />
          </>
        }
      >
        <NativeSelect
          size="sm"
          aria-label="Jump with the arrow keys"
          value={String(settings.jumpMs)}
          data={offered.map(ms => ({ value: String(ms), label: `${ms / 1000} s` }))}
          onChange={event => save({ jumpMs: Number(event.currentTarget.value) })}
        />
      </Row>
      <Row
        name="Begin before a comment"
        hint="Going to a comment shows what led to it; the frame itself is at 0 s"
      >
        <NativeSelect
          size="sm"
          aria-label="Begin so long before a comment"
          value={String(settings.preRollMs)}
          data={[...new Set([...preRolls, settings.preRollMs])]
            .sort((a, b) => a - b)
            .map(ms => ({ value: String(ms), label: ms === 0 ? 'At its frame' : `${ms / 1000} s before` }))}
          onChange={event => save({ preRollMs: Number(event.currentTarget.value) })}
        />
      </Row>
    </Section>
  )
}
