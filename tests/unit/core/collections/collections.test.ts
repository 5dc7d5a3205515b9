import { describe, expect, it } from 'vitest'
import type { ClipId } from '../../../../electron/contract/records/clip.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

async function withClips(count: number) {
  const { core, joined } = await openTestCore()
  const { person, client } = await joined('Ana')
  const lessonId = await addLesson(core.library(), person.id)
  const ids: ClipId[] = []
  for (let at = 0; at < count; at++)
    ids.push(
      (await client.clips.add({ lessonId, title: `Clip ${at}`, fromMs: at * 1000, toMs: at * 1000 + 900 }))
        .id,
    )
  return { client, lessonId, ids }
}

describe('a collection of clips', () => {
  it('keeps its clips in order, each once, and its words about them', async () => {
    const { client, ids } = await withClips(3)
    const [a = 'clip:0', b = 'clip:0', c = 'clip:0'] = ids
    const { id } = await client.collections.add({ title: 'PLC autumn', purpose: 'Wait time' })
    await client.collections.addClips({ id, clipIds: [a, b] })
    await client.collections.addClips({ id, clipIds: [b, c] })
    const moved = await client.collections.moveClip({ id, clipId: c, to: 0 })
    expect(moved.clips.map(clip => clip.id)).toEqual([c, a, b])
    const described = await client.collections.describeClip({
      id,
      clipId: a,
      prompt: 'What fills the silence?',
    })
    expect(described.clips[1]).toMatchObject({ title: 'Clip 0', prompt: 'What fills the silence?' })
    expect((await client.collections.removeClips({ id, clipIds: [a] })).clips.map(clip => clip.id)).toEqual([
      c,
      b,
    ])
    expect(await client.clips.list({})).toHaveLength(3)
  })

  it('is one, however its title is written, and is found by title or the beginning of its id', async () => {
    const { client } = await withClips(0)
    const first = await client.collections.add({ title: 'PLC autumn' })
    expect((await client.collections.add({ title: ' plc AUTUMN ' })).id).toBe(first.id)
    expect((await client.collections.find({ name: first.id.slice(0, 20) })).id).toBe(first.id)
    await expect(client.collections.find({ name: 'spring' })).rejects.toMatchObject({
      code: 'notFound',
      message: 'There is no collection “spring”. There are “PLC autumn”.',
    })
  })

  it('is the same that a clip is put into when it is made, which keeps its words', async () => {
    const { client, lessonId } = await withClips(0)
    const { id } = await client.collections.add({ title: 'PLC', purpose: 'Look together' })
    await client.clips.add({ lessonId, title: 'x', fromMs: 0, toMs: 900, collection: 'plc' })
    expect(await client.collections.find({ name: id })).toMatchObject({
      purpose: 'Look together',
      clips: [{ title: 'x' }],
    })
  })

  it('shows a removed clip again when it is restored, and comes back itself', async () => {
    const { client, ids } = await withClips(2)
    const { id } = await client.collections.add({ title: 'PLC' })
    await client.collections.addClips({ id, clipIds: ids })
    await client.clips.remove({ id: ids[0] ?? 'clip:0' })
    expect((await client.collections.find({ name: id })).clips).toHaveLength(1)
    await client.clips.restore({ id: ids[0] ?? 'clip:0' })
    await client.collections.remove({ id })
    expect(await client.collections.list()).toEqual([])
    expect((await client.collections.restore({ id })).clips).toHaveLength(2)
  })

  it('refuses clips that are not there, and changes nothing', async () => {
    const { client } = await withClips(0)
    const { id } = await client.collections.add({ title: 'PLC' })
    await expect(client.collections.addClips({ id, clipIds: ['clip:none'] })).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(client.collections.moveClip({ id, clipId: 'clip:none', to: 0 })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})
