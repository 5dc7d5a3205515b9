/**
 * A key as acts name it: `space`, `k`, `?`, `arrowleft`, `shift+1`, `mod+enter` (`mod` is ⌘ on a Mac, Ctrl elsewhere),
 * `alt+arrowup`. Letters are lower case; digits mean the key with that digit, whatever it types with Shift.
 */
export type KeyCombo = string

interface Pressed {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const DIGIT = /^(?:Digit|Numpad)([0-9])$/
const LETTER = /^Key([A-Z])$/

function plainKey({ key, code, altKey }: Pressed): string {
  const digit = DIGIT.exec(code)?.[1]
  if (digit !== undefined) return digit
  if (key === ' ') return 'space'
  // Alt types other letters on a Mac: there the key's place is meant.
  const letter = altKey ? LETTER.exec(code)?.[1] : undefined
  return (letter ?? key).toLowerCase()
}

/** The combo that a key event is. A symbol (`?`, `,`) already holds its Shift; letters, digits and named keys say it. */
export function comboOf(event: Pressed, mac: boolean): KeyCombo {
  const key = plainKey(event)
  const mod = mac ? event.metaKey : event.ctrlKey
  const named = key.length > 1 || /[\p{L}0-9]/u.test(key)
  return [
    mod ? 'mod' : '',
    (mac ? event.ctrlKey : event.metaKey) ? 'ctrl' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey && named ? 'shift' : '',
    key,
  ]
    .filter(Boolean)
    .join('+')
}

const capNames: Record<string, string> = {
  space: 'Space',
  enter: '↵',
  escape: 'Esc',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  tab: 'Tab',
  delete: 'Del',
  backspace: '⌫',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
}

/** What stands on the cap: `⌘↵` on a Mac, `Ctrl ↵` elsewhere. */
export function capOf(combo: KeyCombo, mac: boolean): string {
  const parts = combo.split('+').map(part => {
    if (part === 'mod') return mac ? '⌘' : 'Ctrl'
    if (part === 'ctrl') return mac ? '⌃' : 'Win'
    if (part === 'alt') return mac ? '⌥' : 'Alt'
    if (part === 'shift') return '⇧'
    return capNames[part] ?? part.toUpperCase()
  })
  return mac ? parts.join('') : parts.join(' ').replace('⇧ ', '⇧')
}

/** The same for `aria-keyshortcuts`. */
export const ariaKeys = (combo: KeyCombo, mac: boolean): string =>
  combo
    .split('+')
    .map(part => {
      if (part === 'mod') return mac ? 'Meta' : 'Control'
      if (part === 'ctrl') return mac ? 'Control' : 'Meta'
      return part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1)
    })
    .join('+')
