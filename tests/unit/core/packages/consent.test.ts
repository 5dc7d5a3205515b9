import { describe, expect, it } from 'vitest'
import { fitting } from '../../../../electron/core/library/brought.ts'
import { storedFrom } from '../../../../electron/core/library/storedRecord.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'
import { addLesson, packageLesson as lessonId, merge, pack } from '../../../fixtures/twoSchools.ts'

/** Ana has a lesson that Cem has from her, of which each may say something. */
async function twoWithOneLesson() {
  const here = await openTestCore()
  const ana = await here.joined('Ana', 'coach')
  await addLesson(here, ana.person.id)
  await ana.client.comments.add({ lessonId, atMs: 1000, text: 'One.' })
  const there = await openTestCore()
  const cem = await there.joined('Cem', 'coach')
  await merge(cem.client, (await pack(ana.client)).file)
  return { ana: ana.client, cem: cem.client, there }
}
const stateAt = async (client: Awaited<ReturnType<typeof twoWithOneLesson>>['cem']) =>
  (await client.consent.get({ lessonId })).state

describe('what a package says of consent', () => {
  it('keeps a lesson in here too, and is shown before', async () => {
    const { ana, cem } = await twoWithOneLesson()
    await cem.consent.set({ lessonId, state: 'given' })
    await ana.consent.set({ lessonId, state: 'restricted', note: 'Kim’s parents said no' })
    const { file } = await pack(ana)
    const { consent } = await cem.packages.preview({ file })
    expect(consent).toEqual({ state: 'restricted', note: 'Kim’s parents said no', by: 'Ana', taken: true })
    expect(await stateAt(cem)).toBe('given')
    await merge(cem, file)
    expect(await stateAt(cem)).toBe('restricted')
    expect((await cem.packages.preview({ file })).consent).toBeUndefined()
  })

  it('never lets out what is restricted here, however new it is, and says so before', async () => {
    const { ana, cem } = await twoWithOneLesson()
    await cem.consent.set({ lessonId, state: 'restricted' })
    await ana.consent.set({ lessonId, state: 'given' })
    const { file } = await pack(ana)
    expect((await cem.packages.preview({ file })).consent).toEqual({
      state: 'given',
      by: 'Ana',
      taken: false,
    })
    await merge(cem, file)
    expect(await stateAt(cem)).toBe('restricted')
    // Whoever sits here may say so themselves.
    await cem.consent.set({ lessonId, state: 'given' })
    expect(await stateAt(cem)).toBe('given')
  })

  it('counts where nobody here has said anything, and was shown', async () => {
    const { ana, cem } = await twoWithOneLesson()
    await ana.consent.set({ lessonId, state: 'given' })
    const { file } = await pack(ana)
    expect((await cem.packages.preview({ file })).consent).toMatchObject({ state: 'given', taken: true })
    expect(await stateAt(cem)).toBe('missing')
    await merge(cem, file)
    expect(await stateAt(cem)).toBe('given')
  })

  it('cannot take it back either, nor take a recording or a clip away from another lesson', async () => {
    const { cem, there } = await twoWithOneLesson()
    await cem.consent.set({ lessonId, state: 'restricted' })
    const library = there.core.library()
    const [consent] = library.all('consent')
    const [recording] = library.all('recording')
    const brought = [
      storedFrom({ ...consent, deleted: true }),
      storedFrom({ ...recording, lessonId: 'lesson:OTHER' }),
    ].flatMap(stored => stored ?? [])
    expect(brought).toHaveLength(2)
    expect(fitting(brought, { library, isLocal: () => false })).toEqual([])
  })
})
