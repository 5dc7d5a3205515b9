import { describe, expect, it } from 'vitest'
import { collectionAddress, placeFrom } from '../../../../renderer/features/clips/clipList.ts'

describe('a place of the clips screen', () => {
  it('keeps its name in the address, whatever letters it has', () => {
    for (const title of [
      'Show, then wait',
      '100 % “quiet” / calm',
      'a?b#c&d',
      'الانتظار',
      '..',
      'queue',
      'examples',
      'Q%26A',
    ])
      expect(placeFrom(decodeURI(collectionAddress(title).slice('/clips/'.length)))).toEqual({
        kind: 'collection',
        title,
      })
  })

  it('is all clips where the address names nothing that is known', () => {
    expect(placeFrom(undefined)).toEqual({ kind: 'all' })
    expect(placeFrom('100%')).toEqual({ kind: 'all' })
    expect(placeFrom('queue')).toEqual({ kind: 'queue' })
    expect(placeFrom('examples')).toEqual({ kind: 'examples' })
  })
})
