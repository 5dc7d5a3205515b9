import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Settings, SettingsPatch } from '../../../../electron/contract/api/settings.ts'
import { personId } from '../../../../electron/contract/records/person.ts'

const ana = 'person:ana'
const marcus = 'person:marcus'

interface Answer {
  readonly promise: Promise<Settings>
  readonly resolve: (value: Settings) => void
  readonly reject: (reason?: unknown) => void
}
/** A host whose answers come when the test says so. */
const calls: { what: 'get' | 'set'; patch?: SettingsPatch; answer: Answer }[] = []
const call = (what: 'get' | 'set', patch?: SettingsPatch): Promise<Settings> => {
  let resolve: (value: Settings) => void = () => undefined
  let reject: (reason?: unknown) => void = () => undefined
  const promise = new Promise<Settings>((yes, no) => {
    resolve = yes
    reject = no
  })
  calls.push({ what, ...(patch ? { patch } : {}), answer: { promise, resolve, reject } })
  return promise
}
vi.mock('../../../../renderer/lib/api.ts', () => ({
  api: { settings: { get: () => call('get'), set: (patch: SettingsPatch) => call('set', patch) } },
}))

const of = (speaker: string): Settings => ({
  theme: 'system',
  present: [marcus, ana],
  speaker: personId.parse(speaker),
  pauseWhileTyping: true,
  jumpMs: 5000,
  preRollMs: 0,
  judgingHints: true,
  starters: {},
  copyOnImport: false,
  cacheLimitGb: 20,
})
const turn = () => new Promise(resolve => setImmediate(resolve))

let settings: typeof import('../../../../renderer/lib/settings.ts')
let speaks: () => string | undefined

beforeEach(async () => {
  calls.length = 0
  vi.resetModules()
  settings = await import('../../../../renderer/lib/settings.ts')
  const { useSpeaker } = await import('../../../../renderer/lib/speaker.ts')
  speaks = () => useSpeaker.getState().speaker
  const reading = settings.readSettings()
  calls.shift()?.answer.resolve(of(marcus))
  await reading
})

describe('the settings of the page', () => {
  it('show a change before the host has saved it', async () => {
    void settings.speakAs(ana)
    expect(speaks()).toBe(ana)
  })

  it('keep who speaks when an answer from before arrives, during the saving and after it', async () => {
    const early = settings.readSettings()
    const late = settings.readSettings()
    const saving = settings.speakAs(ana)
    await turn()
    const [first, second, set] = calls.splice(0)
    first?.answer.resolve(of(marcus))
    expect(await early).toMatchObject({ speaker: ana })
    expect(speaks()).toBe(ana)
    set?.answer.resolve(of(ana))
    await saving
    second?.answer.resolve(of(marcus))
    await turn()
    // It is asked again, for what it said may be from before the saving.
    expect(speaks()).toBe(ana)
    calls.shift()?.answer.resolve(of(ana))
    expect(await late).toMatchObject({ speaker: ana })
  })

  it('are saved in the order they were asked for, and the answer to one does not undo the next', async () => {
    const first = settings.speakAs(ana)
    const second = settings.speakAs(marcus)
    const third = settings.speakAs(ana)
    await turn()
    expect(calls).toHaveLength(1)
    calls.shift()?.answer.resolve(of(ana))
    await first
    expect(speaks()).toBe(ana)
    await turn()
    calls.shift()?.answer.resolve(of(marcus))
    await second
    expect(speaks()).toBe(ana)
    await turn()
    calls.shift()?.answer.resolve(of(ana))
    await third
    expect(speaks()).toBe(ana)
  })

  it('take back what the host refuses, and nothing else', async () => {
    const refused = settings.speakAs(ana)
    const other = settings.saveSettings({ theme: 'dark' })
    await turn()
    calls.shift()?.answer.reject(new Error('No room on the disk.'))
    await expect(refused).rejects.toThrow('No room')
    expect(speaks()).toBe(marcus)
    await turn()
    calls.shift()?.answer.resolve({ ...of(marcus), theme: 'dark' })
    await other
    expect(speaks()).toBe(marcus)
  })

  it('hear what another window changed', async () => {
    const reading = settings.readSettings()
    calls.shift()?.answer.resolve(of(ana))
    await reading
    expect(speaks()).toBe(ana)
  })
})
