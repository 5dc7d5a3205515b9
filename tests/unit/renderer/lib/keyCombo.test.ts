import { describe, expect, it } from 'vitest'
import { ariaKeys, capOf, comboOf } from '../../../../renderer/lib/keyCombo.ts'

const pressed = (
  key: string,
  code: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('comboOf', () => {
  it('takes Ctrl for mod, and Command on a Mac', () => {
    expect(comboOf(pressed('o', 'KeyO', { ctrlKey: true }), false)).toBe('mod+o')
    expect(comboOf(pressed('o', 'KeyO', { metaKey: true }), true)).toBe('mod+o')
    expect(comboOf(pressed('o', 'KeyO', { ctrlKey: true }), true)).toBe('ctrl+o')
  })

  it('reads a digit by its key, whatever Shift or another layout types with it', () => {
    expect(comboOf(pressed('!', 'Digit1', { shiftKey: true }), false)).toBe('shift+1')
    expect(comboOf(pressed('&', 'Digit1'), false)).toBe('1')
    expect(comboOf(pressed('7', 'Numpad7'), false)).toBe('7')
  })

  it('reads a symbol as what was typed: its Shift belongs to it', () => {
    expect(comboOf(pressed('?', 'Slash', { shiftKey: true }), false)).toBe('?')
    expect(comboOf(pressed('?', 'Minus', { shiftKey: true }), false)).toBe('?')
    expect(comboOf(pressed(',', 'Comma'), false)).toBe(',')
  })

  it('names Shift with letters and named keys', () => {
    expect(comboOf(pressed('O', 'KeyO', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+shift+o')
    expect(comboOf(pressed('Tab', 'Tab', { shiftKey: true }), false)).toBe('shift+tab')
    expect(comboOf(pressed(' ', 'Space'), false)).toBe('space')
  })

  it('takes the place of the letter with Alt, which types other letters on a Mac', () => {
    expect(comboOf(pressed('ø', 'KeyO', { altKey: true }), true)).toBe('alt+o')
    expect(comboOf(pressed('ArrowUp', 'ArrowUp', { altKey: true }), false)).toBe('alt+arrowup')
  })
})

describe('capOf', () => {
  it('follows the platform', () => {
    expect(capOf('mod+enter', true)).toBe('⌘↵')
    expect(capOf('mod+enter', false)).toBe('Ctrl ↵')
    expect(capOf('shift+1', false)).toBe('⇧1')
    expect(capOf('alt+arrowup', false)).toBe('Alt ↑')
  })
})

describe('ariaKeys', () => {
  it('speaks the words of aria-keyshortcuts', () => {
    expect(ariaKeys('mod+shift+o', false)).toBe('Control+Shift+O')
    expect(ariaKeys('mod+enter', true)).toBe('Meta+Enter')
  })
})
