import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import {
  identifyThisProcess,
  isRunning,
  ofLiving,
} from '../../../../electron/core/library/processIdentity.ts'

describe('who holds a lock', () => {
  it('is running while it runs, and is another where its number was given away', async () => {
    const me = await identifyThisProcess()
    expect(await isRunning(me)).toBe(true)
    expect(await isRunning({ ...me, machine: 'another' })).toBe(false)
    if (me.startTicks !== undefined) expect(await isRunning({ ...me, startTicks: '1' })).toBe(false)
  })

  it.skipIf(process.platform !== 'linux')(
    'is read as gone where it ends between the opening and the reading of its state',
    async () => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
      await once(child, 'spawn')
      const state = await open(`/proc/${child.pid}/stat`, 'r')
      try {
        child.kill('SIGKILL')
        await once(child, 'exit')
        await expect(state.readFile('utf8')).rejects.toMatchObject({ code: 'ESRCH' })
        expect(await ofLiving(state.readFile('utf8'))).toBeUndefined()
      } finally {
        await state.close()
      }
    },
  )
})
