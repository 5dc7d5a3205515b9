import { act, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { formatByKey } from '../../../renderer/features/review/composer/fieldFormat.ts'
import { renderPart } from '../renderPart.tsx'

function Field() {
  const [text, setText] = useState('I heard a boring question')
  return (
    <textarea
      aria-label="Comment"
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onKeyDown={event => formatByKey(event, setText)}
    />
  )
}

/** What a browser does that can put words in as if they were typed. */
const insertText = (_: string, __?: boolean, text = '') => {
  const field = document.activeElement as HTMLTextAreaElement
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  return fireEvent.input(field)
}

describe.each([
  ['a browser that types for us', insertText],
  ['a browser that cannot', undefined],
])('a format by key in %s', (_, execCommand) => {
  afterEach(() => {
    vi.restoreAllMocks()
    Reflect.deleteProperty(document, 'execCommand')
  })

  it('has its words and its caret at once, and leaves the caret alone once someone types on', () => {
    if (execCommand) Object.assign(document, { execCommand })
    const frames: FrameRequestCallback[] = []
    vi.spyOn(window, 'requestAnimationFrame').mockImplementation(frame => frames.push(frame))
    renderPart(<Field />)
    const field = screen.getByLabelText<HTMLTextAreaElement>('Comment')
    field.focus()
    field.setSelectionRange(10, 16)
    fireEvent.keyDown(field, { key: 'b', code: 'KeyB', ctrlKey: true })
    expect(field.value).toBe('I heard a **boring** question')
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('boring')
    // The next letter comes before the next frame is drawn.
    field.setRangeText('dull', field.selectionStart, field.selectionEnd, 'end')
    fireEvent.input(field)
    act(() => {
      for (const frame of frames) frame(0)
    })
    expect(field.value).toBe('I heard a **dull** question')
    expect([field.selectionStart, field.selectionEnd]).toEqual([16, 16])
  })
})
