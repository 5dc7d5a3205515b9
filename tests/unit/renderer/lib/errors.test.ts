import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../../electron/contract/errors.ts'
import { explain, isCancelled, wordsOf } from '../../../../renderer/lib/errors.ts'

describe('wordsOf', () => {
  it('has a sentence and a next step for every failure that Debrief foresees', () => {
    for (const code of errorCodes) {
      const { title, next } = wordsOf(code)
      expect(title, code).toMatch(/\.$/)
      expect(next, code).toMatch(/\.$/)
    }
  })
})

describe('explain', () => {
  it('keeps the host’s own sentence', () => {
    const told = explain(
      new ORPCError('media.missing', { status: 404, message: 'The drive is not connected.' }),
    )
    expect(told).toMatchObject({ code: 'media.missing', message: 'The drive is not connected.' })
  })
  it('knows a page without its key', () => {
    expect(explain(new ORPCError('UNAUTHORIZED', { status: 401 })).code).toBe('door')
  })
  it('does not take the refusal to change others’ words for a missing key', () => {
    expect(explain(new ORPCError('notYours', { status: 403 })).code).toBe('notYours')
  })
  it('takes a fetch that found nobody for a lost connection', () => {
    expect(explain(new TypeError('Failed to fetch')).code).toBe('connection')
  })
  it('takes anything else for unforeseen, and keeps its words', () => {
    expect(explain(new Error('odd'))).toMatchObject({ code: 'internal', message: 'odd' })
    expect(explain('odd').code).toBe('internal')
  })
})

describe('isCancelled', () => {
  it('knows a cancelled job and an aborted request', () => {
    expect(isCancelled(new ORPCError('cancelled', { status: 499 }))).toBe(true)
    expect(isCancelled(new DOMException('stop', 'AbortError'))).toBe(true)
    expect(isCancelled(new Error('no'))).toBe(false)
  })
})
