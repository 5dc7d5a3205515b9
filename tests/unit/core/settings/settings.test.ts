import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultSettings,
  readSettings,
  storedSettings,
} from '../../../../electron/core/settings/storedSettings.ts'
import { openTestCore, temporaryFolder } from '../../../fixtures/openTestCore.ts'

describe('settings', () => {
  it('stay after a restart; null brings a default back', async () => {
    const first = await openTestCore()
    await first.client.settings.set({ theme: 'dark', jumpMs: 3000, exportDir: 'clips' })
    await first.client.settings.set({ exportDir: null })
    await first.close()
    const { client } = await openTestCore({ home: first.home })
    const now = await client.settings.get()
    expect(now).toMatchObject({ theme: 'dark', jumpMs: 3000, pauseWhileTyping: true })
    expect(now).not.toHaveProperty('exportDir')
  })

  it('lose no change of many at once', async () => {
    const { client } = await openTestCore()
    const names = ['theme', 'jumpMs', 'pauseWhileTyping', 'copyOnImport'] as const
    const values = { theme: 'dark', jumpMs: 700, pauseWhileTyping: false, copyOnImport: true } as const
    await Promise.all(names.map(name => client.settings.set({ [name]: values[name] })))
    expect(await client.settings.get()).toMatchObject(values)
  })

  it('keep what a newer version wrote', async () => {
    const home = await temporaryFolder('home')
    await writeFile(join(home, 'settings.json'), JSON.stringify({ theme: 'dark', shutter: { speed: 9 } }))
    const { client } = await openTestCore({ home })
    await client.settings.set({ jumpMs: 900 })
    expect(JSON.parse(await readFile(join(home, 'settings.json'), 'utf8'))).toMatchObject({
      theme: 'dark',
      jumpMs: 900,
      shutter: { speed: 9 },
    })
  })

  it('that cannot be read are set aside and said so', async () => {
    const home = await temporaryFolder('home')
    await writeFile(join(home, 'settings.json'), '{"theme":"da')
    const { client } = await openTestCore({ home })
    expect((await client.settings.get()).theme).toBe('system')
    const { problems } = (await client.app.info()).library
    expect(problems).toMatchObject([{ kind: 'unreadable', file: 'settings.json' }])
    const [aside] = (await readdir(home)).filter(name => name.endsWith('.unreadable'))
    expect(await readFile(join(home, aside ?? ''), 'utf8')).toBe('{"theme":"da')
    expect(problems[0]?.message).toContain(aside)
  })

  it('take what is right of a file that is partly wrong', async () => {
    const home = await temporaryFolder('home')
    await writeFile(join(home, 'settings.json'), JSON.stringify({ theme: 'purple', jumpMs: 900 }))
    const { client } = await openTestCore({ home })
    expect(await client.settings.get()).toMatchObject({ theme: 'system', jumpMs: 900 })
    expect((await client.app.info()).library.problems[0]?.message).toContain('theme')
  })
})

describe('reading settings', () => {
  it('gives whole settings or none, whatever the file holds', () => {
    const keys = fc.constantFrom(...Object.keys(defaultSettings), 'speaker', 'else', '__proto__')
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), value => {
        const reading = readSettings(JSON.stringify(value))
        expect(storedSettings.safeParse(reading?.value).success).toBe(true)
        for (const name of reading?.dropped ?? []) expect(Object.keys(value)).toContain(name)
      }),
    )
    fc.assert(
      fc.property(fc.string(), text => {
        const reading = readSettings(text)
        if (reading) expect(storedSettings.safeParse(reading.value).success).toBe(true)
      }),
    )
  })
})
