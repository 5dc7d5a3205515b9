import { renderHook } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { useClosedWithScreen } from '../../renderer/lib/useClosedWithScreen.ts'

const shown = (isOpen: boolean, location: string) => {
  const close = vi.fn()
  const { rerender } = renderHook(
    (at: { isOpen: boolean; location: string }) => useClosedWithScreen(at.isOpen, at.location, close),
    { initialProps: { isOpen, location } },
  )
  return { close, show: (open: boolean, at: string) => rerender({ isOpen: open, location: at }) }
}

it('closes a dialog when its screen is left', () => {
  const { close, show } = shown(false, '/clips')
  show(true, '/clips')
  expect(close).not.toHaveBeenCalled()
  show(true, '/insights')
  expect(close).toHaveBeenCalledOnce()
})

it('keeps one that opens with the screen, also after another was closed elsewhere', () => {
  const { close, show } = shown(true, '/clips')
  show(false, '/clips')
  show(true, '/lesson/1')
  show(true, '/lesson/1')
  expect(close).not.toHaveBeenCalled()
})
