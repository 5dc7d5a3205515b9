import { describe, expect, it } from 'vitest'
import type { ClipView } from '../../../../electron/contract/api/clips.ts'
import {
  clipsIn,
  collectionAddress,
  collectionsOf,
  placeFrom,
} from '../../../../renderer/features/clips/clipList.ts'

const clip = (title: string, createdAtMs: number, collection?: string): ClipView => ({
  id: `clip:${title}`,
  lessonId: 'lesson:a',
  title,
  fromMs: 0,
  toMs: 1000,
  author: { id: 'person:ana', name: 'Ana', role: 'teacher' },
  createdAtMs,
  comments: 0,
  people: [],
  kinds: [],
  criteria: [],
  exemplarOf: [],
  collections: collection ? [collection] : [],
  ...(collection ? { collection } : {}),
})

const clips = [
  clip('a', 1, 'Show, then wait'),
  clip('b', 3),
  clip('c', 2, 'Show, then wait'),
  clip('d', 4, 'Group 2'),
]

describe('the clips screen', () => {
  it('shows the newest clip first', () => {
    expect(clipsIn(clips, { kind: 'all' }).map(({ title }) => title)).toEqual(['d', 'b', 'c', 'a'])
  })
  it('lists collections with their counts', () => {
    expect(collectionsOf(clips)).toEqual([
      { title: 'Group 2', count: 1 },
      { title: 'Show, then wait', count: 2 },
    ])
  })
  it('shows one collection', () => {
    const place = { kind: 'collection', title: 'Show, then wait' } as const
    expect(clipsIn(clips, place).map(({ title }) => title)).toEqual(['c', 'a'])
  })
})

describe('its addresses', () => {
  it.each(['Show, then wait', '50 % more / less', 'Ärger? #1 & 2', 'queue', 'in:in:'])(
    'lead back to the collection %j',
    title => {
      const address = collectionAddress(title)
      expect(address).toMatch(/^\/clips\/[^/]+$/)
      // The router undoes one encoding before the screen sees it.
      const part = decodeURIComponent(address.slice('/clips/'.length))
      expect(placeFrom(part)).toEqual({ kind: 'collection', title })
    },
  )
  it('know the queue, and fall back to all clips', () => {
    expect(placeFrom('queue')).toEqual({ kind: 'queue' })
    expect(placeFrom(undefined)).toEqual({ kind: 'all' })
    expect(placeFrom('something')).toEqual({ kind: 'all' })
  })
})
