import { describe, expect, it } from 'vitest'
import type { DrawingBody } from '../../../../../electron/contract/records/drawing.ts'
import {
  draftReducer,
  emptyDraft,
  saysSomething,
} from '../../../../../renderer/features/review/composer/draft.ts'
import { keepDraft, keptDraft } from '../../../../../renderer/features/review/composer/draftStore.ts'

const drawing: DrawingBody = {
  recordingId: 'recording:r',
  picture: { width: 640, height: 360 },
  shapes: [{ kind: 'arrow', from: { x: 1, y: 2 }, to: { x: 300, y: 40 } }],
}

/** What a browser keeps, in memory. */
function memoryStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    key: at => [...kept.keys()][at] ?? null,
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
  }
}

describe('a drawing of words that are not said yet', () => {
  it('goes to the moment at which it was begun, and stays there', () => {
    const drawn = draftReducer(emptyDraft, { do: 'drawing', drawing, here: { atMs: 700 } })
    expect(drawn.place).toEqual({ atMs: 700 })
    expect(draftReducer(drawn, { do: 'drawing', drawing, here: { atMs: 900 } }).place).toEqual({ atMs: 700 })
    expect(saysSomething(drawn)).toBe(true)
  })

  it('is there again after the page was left, and gone once it was taken away', () => {
    const storage = memoryStorage()
    const drawn = draftReducer(emptyDraft, { do: 'drawing', drawing, here: { atMs: 700 } })
    keepDraft(storage, 'lesson:l', 'person:p', drawn)
    expect(keptDraft(storage, 'lesson:l', 'person:p')).toMatchObject({ drawing, place: { atMs: 700 } })
    keepDraft(storage, 'lesson:l', 'person:p', draftReducer(drawn, { do: 'clear' }))
    expect(keptDraft(storage, 'lesson:l', 'person:p').drawing).toBeUndefined()
    expect(storage.length).toBe(0)
  })
})
