import { describe, expect, it } from 'vitest'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'

describe('joining', () => {
  it('takes the same name in other letters for the same person', async () => {
    const { client } = await openTestCore()
    const first = await client.people.join({ name: 'José Núñez', role: 'coach' })
    const again = await client.people.join({ name: '  jose\u0301 nu\u0301n\u0303ez ' })
    expect(again).toEqual(first)
    expect(await client.people.list()).toEqual([first])
  })

  it('makes one person of many calls at once', async () => {
    const { client } = await openTestCore()
    const all = await Promise.all(Array.from({ length: 8 }, () => client.people.join({ name: 'Ana' })))
    expect(new Set(all.map(person => person.id)).size).toBe(1)
  })

  it('changes the role of who is here already', async () => {
    const { client } = await openTestCore()
    const before = await client.people.join({ name: 'Ana' })
    expect(before.role).toBe('teacher')
    expect(await client.people.join({ name: 'Ana', role: 'coach' })).toEqual({ ...before, role: 'coach' })
  })

  it('is the person the library knows, on a further machine', async () => {
    const libraryDir = await temporaryFolder('library')
    const school = await openTestCore({ libraryDir })
    const ana = await school.client.people.join({ name: 'Ana', role: 'coach' })
    await school.close()
    const laptop = await openTestCore({ libraryDir })
    expect(await laptop.client.people.list()).toEqual([{ ...ana, local: false }])
    expect(await laptop.client.people.join({ name: 'ana' })).toEqual(ana)
  })

  it('is someone else where the library knows two of that name, or one of another role', async () => {
    const libraryDir = await temporaryFolder('library')
    const school = await openTestCore({ libraryDir })
    const ana = await school.client.people.join({ name: 'Ana', role: 'coach' })
    await school.close()
    const laptop = await openTestCore({ libraryDir })
    const other = await laptop.client.people.join({ name: 'Ana', role: 'teacher' })
    expect(other.id).not.toBe(ana.id)
    expect(other.colour).not.toBe(ana.colour)
    await laptop.close()
    const third = await openTestCore({ libraryDir })
    const one = await third.client.people.join({ name: 'Ana' })
    expect([ana.id, other.id]).not.toContain(one.id)
  })

  it('gives each the first colour that is free', async () => {
    const { client } = await openTestCore()
    const colours: string[] = []
    for (const name of ['A', 'B', 'C', 'D', 'E']) colours.push((await client.people.join({ name })).colour)
    expect(colours).toEqual(['p1', 'p2', 'p3', 'p4', 'p1'])
  })
})

describe('people of this machine', () => {
  it('are the same after a restart', async () => {
    const first = await openTestCore()
    const ana = await first.client.people.join({ name: 'Ana' })
    await first.close()
    const second = await openTestCore({ home: first.home })
    expect(await second.client.people.list()).toEqual([ana])
  })

  it('leave and stay known', async () => {
    const { client } = await openTestCore()
    const ana = await client.people.join({ name: 'Ana' })
    await client.settings.set({ present: [ana.id], speaker: ana.id })
    await client.people.leave({ id: ana.id })
    expect(await client.people.list()).toEqual([{ ...ana, local: false }])
    expect(await client.settings.get()).toMatchObject({ present: [] })
    expect((await client.settings.get()).speaker).toBeUndefined()
    await expect(client.people.update({ id: ana.id, name: 'Eva' })).rejects.toMatchObject({
      code: 'notYours',
    })
  })

  it('come along into another library, and are asked for nothing', async () => {
    const { client } = await openTestCore()
    const ana = await client.people.join({ name: 'Ana', role: 'coach' })
    await client.settings.set({ present: [ana.id], speaker: ana.id })
    const dir = await temporaryFolder('other')
    const info = await client.app.openLibrary({ dir })
    expect(info.library.dir).toBe(dir)
    expect(await client.people.list()).toEqual([ana])
    expect(await client.settings.get()).toMatchObject({ present: [ana.id], speaker: ana.id, libraryDir: dir })
  })

  it('cannot take a name that another one here has', async () => {
    const { client } = await openTestCore()
    await client.people.join({ name: 'Ana' })
    const ben = await client.people.join({ name: 'Ben' })
    await expect(client.people.update({ id: ben.id, name: 'ANA' })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    expect(await client.people.update({ id: ben.id, name: 'Bo', colour: 'p4' })).toMatchObject({
      name: 'Bo',
      colour: 'p4',
    })
  })
})
