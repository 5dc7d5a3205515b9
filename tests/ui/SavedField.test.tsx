import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SavedField } from '../../renderer/ui/SavedField.tsx'
import { renderPart } from './renderPart.tsx'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const needed = (text: string) => (text.trim() === '' ? 'A lesson needs a title.' : undefined)
const type = (text: string) => fireEvent.change(screen.getByLabelText('Title'), { target: { value: text } })

describe('a field that saves itself', () => {
  it('saves once, a moment after the last letter', () => {
    const onSave = vi.fn()
    renderPart(<SavedField label="Title" value="Old" onSave={onSave} />)
    type('N')
    act(() => vi.advanceTimersByTime(300))
    type('New')
    act(() => vi.advanceTimersByTime(599))
    expect(onSave).not.toHaveBeenCalled()
    act(() => vi.advanceTimersByTime(1))
    expect(onSave.mock.calls).toEqual([['New']])
  })

  it('saves at once when it is left, and when its panel closes', () => {
    const onSave = vi.fn()
    const { unmount, show } = renderPart(<SavedField label="Title" value="Old" onSave={onSave} />)
    type('Left')
    fireEvent.blur(screen.getByLabelText('Title'))
    expect(onSave).toHaveBeenLastCalledWith('Left')
    show(<SavedField label="Title" value="Left" onSave={onSave} />)
    type('Closed')
    unmount()
    expect(onSave).toHaveBeenLastCalledWith('Closed')
    expect(onSave).toHaveBeenCalledTimes(2)
  })

  it('does not save what was not changed', () => {
    const onSave = vi.fn()
    renderPart(<SavedField label="Title" value="Same" onSave={onSave} />)
    type('Other')
    type('Same')
    act(() => vi.advanceTimersByTime(2000))
    fireEvent.blur(screen.getByLabelText('Title'))
    expect(onSave).not.toHaveBeenCalled()
  })

  it('keeps what is not right, says why, and saves it not', () => {
    const onSave = vi.fn()
    renderPart(<SavedField label="Title" value="Old" onSave={onSave} problem={needed} />)
    type('  ')
    fireEvent.blur(screen.getByLabelText('Title'))
    expect(screen.getByText('A lesson needs a title.')).toBeTruthy()
    expect(onSave).not.toHaveBeenCalled()
  })
})
