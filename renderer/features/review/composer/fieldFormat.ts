import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { comboOf } from '../../../lib/keyCombo.ts'
import { isMac } from '../../../lib/platform.ts'
import { toggleList, toggleMark, type Written } from './formatting.ts'

/**
 * Puts words into a text field as if they had been typed, so that the field's own undo takes them back; where the browser
 * cannot do that, `onText` is told instead. The field has its words and its caret when this returns: a caret set later
 * would be pulled from under a quick typist.
 */
export function putWritten(
  field: HTMLTextAreaElement,
  { text, from, to }: Written,
  onText: (text: string) => void,
): void {
  if (text !== field.value) {
    field.focus()
    field.setSelectionRange(0, field.value.length)
    // Nothing else keeps what the browser can take back; it is old, and there is no other way.
    const typed = document.execCommand?.('insertText', false, text) ?? false
    if (!typed) flushSync(() => onText(text))
  }
  field.setSelectionRange(from, to)
}

const formats = {
  'mod+b': (written: Written) => toggleMark(written, '**'),
  'mod+i': (written: Written) => toggleMark(written, '*'),
  'mod+shift+8': toggleList,
} as const

/** Bold, italic and list by key. @returns whether the key was one of them */
export function formatByKey(
  event: KeyboardEvent<HTMLTextAreaElement>,
  onText: (text: string) => void,
): boolean {
  const combo = comboOf(event.nativeEvent, isMac)
  if (combo !== 'mod+b' && combo !== 'mod+i' && combo !== 'mod+shift+8') return false
  event.preventDefault()
  event.stopPropagation()
  const field = event.currentTarget
  const { value: text, selectionStart: from, selectionEnd: to } = field
  putWritten(field, formats[combo]({ text, from, to }), onText)
  return true
}
