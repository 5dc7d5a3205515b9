import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createCacheStore } from '../../../../electron/core/media/cacheStore.ts'
import { scratch } from './madeMedia.ts'

const place = scratch('cache-limit')
afterAll(place.remove)

const nowMs = Date.now()
const hash = (letter: string) => letter.repeat(64)

let made = 0
/** Recordings a, b and c, 100 bytes each, looked at in this order; and a file that is none of ours to remove. */
function cache(limit: number, busy: readonly string[] = []) {
  const dir = place.path(`cache-${made++}`)
  for (const [nth, letter] of ['a', 'b', 'c'].entries()) {
    const folder = join(dir, hash(letter))
    mkdirSync(join(folder, 'cells'), { recursive: true })
    writeFileSync(join(folder, 'proxy.mp4'), 'x'.repeat(60))
    writeFileSync(join(folder, 'cells', '000000.m4s'), 'x'.repeat(40))
    const used = new Date(nowMs - (10 - nth) * 86_400_000)
    utimesSync(folder, used, used)
  }
  writeFileSync(join(dir, 'tools.json'), '{}')
  const store = createCacheStore({
    dir,
    limitBytes: () => limit,
    inUse: () => new Set(busy.map(hash)),
    nowMs: () => nowMs,
  })
  const there = () => ['a', 'b', 'c'].filter(letter => existsSync(join(dir, hash(letter)))).join('')
  return { store, there, dir }
}

describe('the cache', () => {
  it('lets go of what was not looked at for longest until it is within its limit', async () => {
    const { store, there } = cache(250)
    expect(await store.trim()).toEqual({ freedBytes: 100, keptBytes: 200 })
    expect(there()).toBe('bc')
    expect(await store.trim()).toEqual({ freedBytes: 0, keptBytes: 200 })
  })

  it('keeps what is in use, and what someone has just looked at, whatever the limit', async () => {
    const { store, there } = cache(1, ['a'])
    await store.touch(hash('b'))
    expect(await store.info()).toMatchObject({ bytes: 300, inUseBytes: 200, limitBytes: 1 })
    expect(await store.trim()).toEqual({ freedBytes: 100, keptBytes: 200 })
    expect(there()).toBe('ab')
  })

  it('is emptied but for what is in use, and nothing else is removed', async () => {
    const { store, there, dir } = cache(1000, ['c'])
    expect(await Promise.all([store.empty(), store.empty()])).toEqual([
      { freedBytes: 200, keptBytes: 100 },
      { freedBytes: 0, keptBytes: 100 },
    ])
    expect(there()).toBe('c')
    expect(existsSync(join(dir, 'tools.json'))).toBe(true)
  })

  it('that is not there yet holds nothing', async () => {
    const store = createCacheStore({
      dir: place.path('none'),
      limitBytes: () => 1,
      inUse: () => new Set(),
      nowMs: () => nowMs,
    })
    expect(await store.info()).toMatchObject({ bytes: 0 })
    expect(await store.empty()).toEqual({ freedBytes: 0, keptBytes: 0 })
  })
})
