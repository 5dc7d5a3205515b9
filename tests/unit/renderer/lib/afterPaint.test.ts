import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { afterPaint } from '../../../../renderer/lib/afterPaint.ts'

let frame: (() => void) | undefined
beforeEach(() => {
  vi.useFakeTimers()
  frame = undefined
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    frame = run
    return 1
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('what waits for the paint', () => {
  it('runs after the frame, once', () => {
    const run = vi.fn()
    afterPaint(run)
    frame?.()
    expect(run).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(run).toHaveBeenCalledOnce()
  })

  it('runs although no frame comes, as in a hidden page', () => {
    const run = vi.fn()
    afterPaint(run)
    vi.runAllTimers()
    expect(run).toHaveBeenCalledOnce()
  })
})
