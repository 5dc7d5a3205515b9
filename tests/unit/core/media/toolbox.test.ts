import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createToolbox } from '../../../../electron/core/media/toolbox.ts'
import { resourcesDir, temporaryFolder } from '../../../fixtures/openTestCore.ts'

it('waits with closing until what was learnt of the programs is kept, though nobody waited for them', async () => {
  const home = await temporaryFolder('toolbox')
  const toolbox = createToolbox({ home, resourcesDir, chosen: () => ({}) })
  await toolbox.settled()
  const asked = toolbox()
  expect(existsSync(join(home, 'cache', 'tools.json'))).toBe(false)
  await toolbox.settled()
  expect(existsSync(join(home, 'cache', 'tools.json'))).toBe(true)
  expect((await asked).ffmpeg.version).not.toBe('')
})
