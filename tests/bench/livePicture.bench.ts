import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspect } from '../../electron/core/media/inspect.ts'
import { openProxy } from '../../electron/core/media/proxy.ts'
import { findTools } from '../../electron/core/media/tools/findTools.ts'
import { inputArgs } from '../../electron/core/media/tools/input.ts'
import { runFfmpeg } from '../../electron/core/media/tools/run.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { temporaryFolder } from '../fixtures/openTestCore.ts'
import { compare } from './measure.ts'

describe.skipIf(!corpusDir)('the first moving picture of a recording that needs a playable copy', () => {
  it('takes at most three times as long as one picture of it as JPEG', async () => {
    const tools = await findTools()
    const file = corpusFile('foreman-hevc.mp4')
    const { facts } = await inspect(tools, file)
    const dir = join(await temporaryFolder('live-bench'), 'cells')
    const signal = new AbortController().signal
    await compare({
      name: 'HEVC: asked to first moving picture',
      limit: 3,
      peer: () => runFfmpeg(tools, [...inputArgs(file), '-frames:v', '1', '-f', 'image2pipe', 'pipe:1']),
      ours: async () => {
        rmSync(dir, { recursive: true, force: true })
        const { live } = await openProxy(tools, file, facts, dir)
        // Its first piece holds a fifth of a second of moving picture.
        const cell = live.cell(0, signal)
        expect((await cell.next()).value?.length).toBeGreaterThan(1000)
        await cell.return(undefined)
        await live.close()
      },
    })
  }, 120_000)
})
