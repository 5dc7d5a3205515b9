import { describe, expect, it } from 'vitest'
import { bearerOf, isSameSecret, refuseStranger } from '../../../electron/host/guard.ts'

const door = { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000' }
const refusal = (headers: Record<string, string>) =>
  refuseStranger(door, new Headers({ host: door.host, ...headers }))?.status

describe('refuseStranger', () => {
  it('lets in our own page, a typed address, and what is no page', () => {
    expect(refusal({ origin: door.origin, 'sec-fetch-site': 'same-origin' })).toBeUndefined()
    expect(refusal({ 'sec-fetch-site': 'same-origin' })).toBeUndefined()
    expect(refusal({ 'sec-fetch-site': 'none' })).toBeUndefined()
    expect(refusal({})).toBeUndefined()
  })

  it.each([
    'localhost:4000',
    '127.0.0.1',
    '127.0.0.1:4001',
    'evil.example:4000',
    '127.0.0.1:4000.evil.example',
  ])('refuses the host name %s, whatever address it led to', host => {
    expect(refusal({ host })).toBe(421)
  })

  it.each(['https://evil.example', 'http://127.0.0.1:4001', 'http://localhost:4000', 'null', 'file://'])(
    'refuses a page of %s',
    origin => {
      expect(refusal({ origin })).toBe(403)
    },
  )

  it.each(['cross-site', 'same-site'])(
    'refuses a request that the browser calls %s, with or without an origin',
    site => {
      expect(refusal({ 'sec-fetch-site': site })).toBe(403)
      expect(refusal({ 'sec-fetch-site': site, origin: door.origin })).toBe(403)
    },
  )
})

describe('secrets', () => {
  it('are the same only letter for letter', () => {
    expect(isSameSecret('abc', 'abc')).toBe(true)
    for (const other of ['abd', 'ab', 'abcd', '', undefined]) expect(isSameSecret(other, 'abc')).toBe(false)
  })

  it('never open a door that has none', () => {
    expect(isSameSecret('', '')).toBe(false)
  })

  it('are read from a bearer header of just that form', () => {
    expect(bearerOf(new Headers({ authorization: 'Bearer a-b_1' }))).toBe('a-b_1')
    for (const off of ['bearer abc', 'Basic abc', 'Bearer a b', 'Bearer ', 'Bearer a,b']) {
      expect(bearerOf(new Headers({ authorization: off }))).toBeUndefined()
    }
  })
})
