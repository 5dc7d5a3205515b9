import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { offerUndo, sayDone, sayError, UNDO_MS, undoNewest, useNotices } from '../../renderer/lib/notices.ts'
import { Notices } from '../../renderer/ui/Notices.tsx'
import { renderPart } from './renderPart.tsx'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  useNotices.setState({ notices: [] })
  vi.useRealTimers()
})

describe('an act that can be undone', () => {
  it('is offered for ten seconds and no longer', () => {
    renderPart(<Notices />)
    act(() => void offerUndo('Clip deleted', async () => undefined))
    act(() => vi.advanceTimersByTime(UNDO_MS - 1))
    expect(screen.getByText('Clip deleted')).toBeTruthy()
    act(() => vi.advanceTimersByTime(1))
    expect(screen.queryByText('Clip deleted')).toBeNull()
    expect(undoNewest()).toBe(false)
  })

  it('stays while someone is on it', () => {
    renderPart(<Notices />)
    act(() => void offerUndo('Clip deleted', async () => undefined))
    const button = screen.getByRole('button', { name: /Undo/ })
    fireEvent.focus(button)
    act(() => vi.advanceTimersByTime(UNDO_MS * 3))
    expect(screen.getByText('Clip deleted')).toBeTruthy()
    fireEvent.blur(button)
    act(() => vi.advanceTimersByTime(UNDO_MS))
    expect(screen.queryByText('Clip deleted')).toBeNull()
  })

  it('is taken back by its button, once', async () => {
    const undo = vi.fn(async () => undefined)
    renderPart(<Notices />)
    act(() => void offerUndo('Clip deleted', undo))
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /Undo/ })))
    expect(undo).toHaveBeenCalledOnce()
    expect(undoNewest()).toBe(false)
  })

  it('is taken back newest first by the key', () => {
    const older = vi.fn(async () => undefined)
    const newer = vi.fn(async () => undefined)
    offerUndo('first', older)
    offerUndo('second', newer)
    sayDone('Saved')
    expect(undoNewest()).toBe(true)
    expect(newer).toHaveBeenCalledOnce()
    expect(older).not.toHaveBeenCalled()
  })

  it('is shown with the act before it, and older ones still go back by the key', () => {
    renderPart(<Notices />)
    const oldest = vi.fn(async () => undefined)
    act(() => {
      offerUndo('first', oldest)
      sayError(new Error('The disk is gone.'))
      offerUndo('second', async () => undefined)
      offerUndo('third', async () => undefined)
    })
    expect(['first', 'second', 'third'].filter(words => screen.queryByText(words))).toEqual([
      'second',
      'third',
    ])
    expect(screen.getByRole('alert').textContent).toContain('The disk is gone.')
    act(() => [undoNewest(), undoNewest(), undoNewest()])
    expect(oldest).toHaveBeenCalledOnce()
  })

  it('says so where it cannot be taken back', async () => {
    renderPart(<Notices />)
    act(() => void offerUndo('Clip deleted', () => Promise.reject(new Error('The disk is gone.'))))
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /Undo/ })))
    expect(screen.getByRole('alert').textContent).toContain('The disk is gone.')
  })
})

describe('a failure', () => {
  it('stays until it is closed', () => {
    renderPart(<Notices />)
    act(() => void sayError(new TypeError('Failed to fetch')))
    act(() => vi.advanceTimersByTime(UNDO_MS * 10))
    expect(screen.getByRole('alert').textContent).toContain('Debrief does not answer.')
    fireEvent.click(screen.getByRole('button', { name: 'Close message' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
