import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../fixtures/openTestCore.ts'
import {
  capabilityBreaches,
  cycles,
  deadImports,
  electronBreaches,
  featureBreaches,
  layerBreaches,
} from './boundaries.ts'
import { defaultExports, doubleCasts, longFiles, machineTraces, subjectless } from './files.ts'
import { readSources } from './sourceGraph.ts'

/** A tree of files, read as the real one is. */
async function tree(files: Record<string, string>) {
  const root = await temporaryFolder('arch')
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), text)
  }
  return readSources(root, ['electron', 'renderer'])
}

const empty = 'export {}\n'

describe('the checker of layers', () => {
  it.each([
    ['electron/contract/a.ts', "import { readFile } from 'node:fs'"],
    ['electron/contract/a.ts', "import 'hono'"],
    ['electron/contract/a.ts', "import type { B } from '../core/b.ts'"],
    ['electron/core/x/a.ts', "import '../../host/b.ts'"],
    ['electron/core/x/a.ts', "export type { B } from '../../cli/b.ts'"],
    ['electron/core/x/a.ts', "type B = import('../../main/b.ts').B"],
    ['electron/core/x/a.ts', "export const b = () => import('../../../renderer/b.ts')"],
    ['electron/host/a.ts', "import '../main/b.ts'"],
    ['electron/cli/a.ts', "import '../core/library/b.ts'"],
    ['electron/main/a.ts', "import '../core/library/b.ts'"],
    ['electron/preload/a.ts', "const b = require('../core/b.ts')"],
    ['renderer/a.tsx', "import '../electron/core/b.ts'"],
    ['renderer/a.tsx', "import path from 'path'"],
  ])('sees that %s must not hold: %s', async (file, text) => {
    const targets = ['core/b', 'core/library/b', 'host/b', 'main/b', 'cli/b'].map(name => [
      `electron/${name}.ts`,
      empty,
    ])
    const modules = await tree({ ...Object.fromEntries(targets), 'renderer/b.ts': empty, [file]: text })
    expect(layerBreaches(modules)).toHaveLength(1)
    expect(layerBreaches(modules)[0]).toMatch(`${file} imports`)
  })

  it('lets through what the layers allow', async () => {
    const modules = await tree({
      'electron/contract/a.ts': "import { z } from 'zod'\nimport './b.ts'",
      'electron/contract/b.ts': "import { oc } from '@orpc/contract'",
      'electron/core/compose.ts': "import '../contract/a.ts'\nimport 'node:fs'",
      'electron/host/h.ts': "import '../core/compose.ts'",
      'electron/main/m.ts': "import 'electron'\nimport '../core/compose.ts'\nimport '../host/h.ts'",
      'renderer/r.tsx': "import 'react'\nimport '../electron/contract/a.ts'\nexport const r = <b />",
    })
    expect([...layerBreaches(modules), ...electronBreaches(modules), ...cycles(modules)]).toEqual([])
  })

  it('sees Electron outside of its shell, as a type too', async () => {
    const modules = await tree({
      'electron/core/a.ts': "import type { App } from 'electron'",
      'electron/cli/b.ts': "import { app } from 'electron/main'",
      'electron/main/c.ts': "import { app } from 'electron'",
    })
    expect(electronBreaches(modules)).toHaveLength(2)
  })

  it('sees capabilities and features that reach into each other', async () => {
    const modules = await tree({
      'electron/core/clips/a.ts': "import '../comments/b.ts'\nimport '../library/c.ts'\nimport '../rpc.ts'",
      'electron/core/comments/b.ts': empty,
      'electron/core/library/c.ts': "import type {} from '../clips/a.ts'",
      'electron/core/rpc.ts': empty,
      'electron/core/compose.ts': "import './clips/a.ts'",
      'renderer/features/clips/a.tsx': "import '../review/b.tsx'\nimport '../../ui/c.tsx'",
      'renderer/features/review/b.tsx': empty,
      'renderer/ui/c.tsx': "import '../features/review/b.tsx'",
      'renderer/app/App.tsx': "import '../features/review/b.tsx'",
    })
    expect(capabilityBreaches(modules)).toEqual([
      'electron/core/clips/a.ts imports electron/core/comments/b.ts',
      'electron/core/library/c.ts imports electron/core/clips/a.ts',
    ])
    expect(featureBreaches(modules)).toEqual([
      'renderer/features/clips/a.tsx imports renderer/features/review/b.tsx',
      'renderer/ui/c.tsx imports renderer/features/review/b.tsx',
    ])
  })

  it('sees circles of any length, type imports included, and imports that lead nowhere', async () => {
    const modules = await tree({
      'electron/core/a.ts': "import './b.ts'",
      'electron/core/b.ts': "import type {} from './c.ts'",
      'electron/core/c.ts': "export const a = () => import('./a.ts')",
      'electron/core/d.ts': "import './a.ts'\nimport './gone.ts'",
    })
    expect(cycles(modules)).toEqual(['electron/core/a.ts ⇄ electron/core/b.ts ⇄ electron/core/c.ts'])
    expect(deadImports(modules)).toEqual(['electron/core/d.ts imports ./gone.ts'])
  })
})

describe('the checker of files', () => {
  it('sees barrels, grab-bags, default exports, double casts and files past their subject', async () => {
    const modules = await tree({
      'electron/core/all.ts': "export * from './a.ts'\nexport { b } from './b.ts'",
      'electron/core/utils.ts': 'export const a = 1',
      'electron/core/a.ts': 'export default 1',
      'electron/core/b.ts': 'export const b = 1 as unknown as string',
      'electron/core/long.ts': `${'export {}\n'.repeat(301)}`,
      'electron/core/known.ts': `${'export {}\n'.repeat(301)}`,
      'vite.config.ts': 'export default {}',
    })
    expect(subjectless(modules)).toEqual(['electron/core/all.ts', 'electron/core/utils.ts'])
    expect(defaultExports(modules)).toEqual(['electron/core/a.ts'])
    expect(doubleCasts(modules)).toEqual(['electron/core/b.ts'])
    expect(longFiles(modules, { 'electron/core/known.ts': 'a table' })).toEqual([
      'electron/core/long.ts has 301 lines',
    ])
  })

  it('sees places of a machine and registries', () => {
    const texts = [
      ['', 'tmp', 'x'].join('/'),
      ['see ', 'root', '.npm'].join('/'),
      ['', 'home', 'ana', 'lesson'].join('/'),
      `https://${['registry', 'example', 'org'].join('.')}/x`,
    ]
    for (const text of texts) expect(machineTraces([{ file: 'a.ts', text }]), text).toEqual(['a.ts:1'])
    const fine = ['https://json.schemastore.org/tsconfig', `\${dir}/tmp/x`, 'a/home/b', 'electron/work/x']
    for (const text of fine) expect(machineTraces([{ file: 'a.ts', text }]), text).toEqual([])
  })
})
