// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MaskView } from '../../../../../electron/contract/api/masks.ts'
import { withKeyframe } from '../../../../../electron/contract/masks/places.ts'
import { changeMask, heldMask, placeMask } from '../../../../../renderer/features/review/masks/maskChanges.ts'
import { beginHistory, stepBack } from '../../../../../renderer/lib/notices.ts'
import { keys } from '../../../../../renderer/lib/queries.ts'
import { queryClient } from '../../../../../renderer/lib/queryClient.ts'
import { useSpeaker } from '../../../../../renderer/lib/speaker.ts'

const place = vi.hoisted(() => vi.fn())
const update = vi.hoisted(() => vi.fn())
vi.mock('../../../../../renderer/lib/api.ts', () => ({ api: { masks: { place, update } } }))

const lessonId = 'lesson:1' as const
const ana = 'person:ana' as const
const mask: MaskView = {
  id: 'mask:1',
  lessonId,
  recordingId: 'recording:1',
  shape: 'box',
  effect: 'solid',
  picture: { width: 640, height: 480 },
  fromMs: 0,
  toMs: 6_000,
  keyframes: [{ atMs: 0, x: 100, y: 100, width: 80, height: 60, byHand: true }],
  author: { id: ana, name: 'Ana', role: 'teacher' },
  local: true,
  createdAtMs: 1,
}

type Asked = { input: Parameters<typeof placeMask>[2] & { atMs: number }; answer: (refused?: Error) => void }
let host: MaskView
let asked: Asked[]
let endHistory: () => void
beforeEach(() => {
  host = mask
  asked = []
  queryClient.setQueryData(keys.masks(lessonId), { picture: [mask], sound: [] })
  useSpeaker.setState({ speaker: ana })
  endHistory = beginHistory()
  place.mockImplementation(
    (input: Asked['input']) =>
      new Promise((resolve, reject) => {
        const answer = (refused?: Error) => {
          if (refused) return reject(refused)
          const { atMs, x, y, width, height } = input
          host = {
            ...host,
            keyframes: withKeyframe(host.keyframes, { atMs, x, y, width, height, byHand: true }),
          }
          resolve(host)
        }
        asked.push({ input, answer })
      }),
  )
  update.mockImplementation(async (patch: Partial<MaskView>) => {
    host = { ...host, ...patch }
    return host
  })
})
afterEach(() => {
  endHistory()
  vi.clearAllMocks()
})

const shown = () => heldMask(mask)?.keyframes.map(({ atMs, x }) => [atMs, x])
const at = (x: number) => ({ x, y: 100, width: 80, height: 60 })

describe('placing a mask by keys', () => {
  it('is shown before the host has answered, and keys faster than the host go on from there', async () => {
    const first = placeMask(mask, 0, at(110))
    expect(shown()).toEqual([[0, 110]])
    const second = placeMask(mask, 400, at(120))
    expect(shown()).toEqual([
      [0, 110],
      [400, 120],
    ])
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.answer()
    await first
    // The first answer does not take the second key back.
    expect(shown()).toEqual([
      [0, 110],
      [400, 120],
    ])
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    asked[1]?.answer()
    await second
    expect(host.keyframes.map(({ atMs, x }) => [atMs, x])).toEqual(shown())
  })

  it('keeps in the picture, as the host will', async () => {
    const placed = placeMask(mask, 0, at(-30))
    expect(shown()).toEqual([[0, 0]])
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.answer(new Error('never mind'))
    await placed
  })

  it('goes back where the host refuses, and leaves nothing to undo', async () => {
    const refused = placeMask(mask, 0, at(110))
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.answer(new Error('full disk'))
    await refused
    expect(shown()).toEqual([[0, 100]])
    await stepBack()
    expect(update).not.toHaveBeenCalled()
  })

  it('is taken back to where it stood before that key', async () => {
    const placed = placeMask(mask, 0, at(110))
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.answer()
    await placed
    await changeMask(mask, { effect: 'blur' }, 'Mask blurs now')
    await stepBack()
    expect(host).toMatchObject({ effect: 'solid', keyframes: [{ x: 110 }] })
    await stepBack()
    expect(shown()).toEqual([[0, 100]])
    expect(host.keyframes.map(({ x }) => x)).toEqual([100])
  })
})
