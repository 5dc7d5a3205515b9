import { afterAll, describe, expect, it } from 'vitest'
import type { Recording } from '../../../../electron/contract/records/recording.ts'
import { createAngles } from '../../../../electron/core/lessons/angles.ts'
import { createTrackLists } from '../../../../electron/core/lessons/trackLists.ts'
import { probe } from '../../../../electron/core/media/probe.ts'
import { toneTracks } from '../../../fixtures/tones.ts'
import { make, scratch, theTools, tools } from '../media/madeMedia.ts'

const place = scratch('old-tracks')
afterAll(place.remove)

/** As it was imported before Debrief listed sound tracks. */
async function imported(file: string): Promise<Recording> {
  const { soundTracks: _, ...facts } = (await probe(theTools(), file)).facts
  return {
    rev: '1',
    by: 'person:1',
    createdAtMs: 0,
    id: 'recording:1',
    type: 'recording',
    lessonId: 'lesson:1',
    fileName: 'old.mp4',
    path: file,
    identity: { sizeBytes: 1, hash: '0' },
    facts,
    offsetMs: 0,
  }
}

describe.skipIf(!tools)('a recording from before sound tracks were listed', () => {
  it('has its tracks once someone plays it, and keeps them with the choice of one', async () => {
    const file = make(place.path('two.mp4'), ...toneTracks([{ hz: 440, isDefault: true }, { hz: 880 }]))
    const old = await imported(file)
    let looks = 0
    let changed: (lessonId: string) => void = () => undefined
    let logFailure: (error: unknown) => void = () => undefined
    const told = new Promise<string>((done, failed) => {
      changed = done
      logFailure = failed
    })
    const lists = createTrackLists({
      tools: async () => theTools(),
      fileOf: async () => {
        looks += 1
        return file
      },
      changed: lessonId => changed(lessonId),
      logFailure: error => logFailure(error),
    })
    expect(lists.factsOf(old)).not.toHaveProperty('soundTracks')
    lists.lookLater(old)
    lists.lookLater(old)
    expect(await told).toBe('lesson:1')
    expect(looks).toBe(1)
    expect(lists.factsOf(old).soundTracks?.map(({ stream }) => stream)).toEqual([1, 2])

    const written: unknown[] = []
    const angles = createAngles({
      library: () => ({ write: async (_: string, records: unknown[]) => void written.push(...records) }),
      ...{ speakerOf: () => 'person:1', findOrThrow: () => old, view: async () => undefined },
      factsOf: lists.factsOf,
    } as never)
    await angles.update({} as never, { id: old.id, soundStream: 2 })
    expect(written).toMatchObject([
      { put: { soundStream: 2, facts: { soundTracks: [{ stream: 1 }, { stream: 2 }] } } },
    ])
    await expect(angles.update({} as never, { id: old.id, soundStream: 7 })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    // What is not chosen changes nothing of the record: its facts stay as they were imported.
    await angles.update({} as never, { id: old.id, name: 'Window' })
    expect(written[1]).not.toHaveProperty('put.facts.soundTracks')
  })

  it('has none where there is only one', async () => {
    const file = make(place.path('one.mp4'), ...toneTracks([{ hz: 440 }]))
    const old = await imported(file)
    const failures: unknown[] = []
    let changes = 0
    let looked: () => void = () => undefined
    const there = new Promise<void>(resolve => {
      looked = resolve
    })
    const lists = createTrackLists({
      tools: async () => theTools(),
      fileOf: async () => {
        looked()
        return file
      },
      changed: () => {
        changes += 1
      },
      logFailure: error => void failures.push(error),
    })
    lists.lookLater(old)
    await there
    await probe(theTools(), file)
    expect(lists.factsOf(old)).not.toHaveProperty('soundTracks')
    expect([changes, failures]).toEqual([0, []])
  })
})
