import { ActionIcon, Tooltip } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import { ariaKeys, type KeyCombo } from '../lib/keyCombo.ts'
import { isMac } from '../lib/platform.ts'
import { KeyCap } from './KeyCap.tsx'

/** A button that is only an icon; its name and its key stand on the tooltip. */
export function IconButton({
  icon: Icon,
  label,
  combo,
  onClick,
  disabled = false,
  why,
  pressed,
  size = 32,
  iconSize = 18,
  variant = 'subtle',
  className = '',
}: {
  readonly icon: LucideIcon
  readonly label: string
  readonly combo?: KeyCombo
  readonly onClick: () => void
  readonly disabled?: boolean
  /** Why it is disabled; stands on the tooltip. */
  readonly why?: string
  /** For a button that stays down: whether it is. */
  readonly pressed?: boolean
  readonly size?: number
  readonly iconSize?: number
  readonly variant?: 'subtle' | 'default' | 'filled'
  readonly className?: string
}) {
  return (
    <Tooltip
      label={
        <>
          {disabled && why ? why : label}
          {combo && !disabled && <KeyCap combo={combo} />}
        </>
      }
    >
      <ActionIcon
        variant={variant}
        size={size}
        className={className}
        aria-label={label}
        // A disabled button keeps its tooltip, which says why, and can be reached.
        aria-disabled={disabled}
        {...(disabled ? { 'data-disabled': true } : {})}
        {...(combo ? { 'aria-keyshortcuts': ariaKeys(combo, isMac) } : {})}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        onClick={() => {
          if (!disabled) onClick()
        }}
      >
        <Icon size={iconSize} strokeWidth={1.9} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}
