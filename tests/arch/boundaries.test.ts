import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadedAtRunTime } from '../../vite.node.config.ts'
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

const root = resolve(import.meta.dirname, '..', '..')
const modules = readSources(root, ['electron', 'renderer', 'scripts', 'tests'])
const program = modules.filter(({ file }) => /^(electron|renderer)\//.test(file))

/** Files that may pass 300 lines, each with its reason. */
const longFilesWithReason: Readonly<Record<string, string>> = {
  'renderer/features/review/player/Player.ts':
    'one media element is one state machine: seeking, stepping, shuttle and frame clock share its state',
  'tests/e2e/review.spec.ts': 'one room, used from one end to the other',
  'tests/unit/core/export/exportClip.test.ts': 'every way in which one clip may be rendered, each looked at',
}

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

describe('the layers of the program', () => {
  it('are read from the real sources', () => {
    expect(program.length).toBeGreaterThan(100)
    expect(program.flatMap(({ imports }) => imports).length).toBeGreaterThan(500)
  })

  it('import only what lies beneath them', () => expect(layerBreaches(program)).toEqual([]))
  it('know Electron nowhere but in its shell', () => expect(electronBreaches(program)).toEqual([]))
  it('keep the capabilities of core apart', () => expect(capabilityBreaches(program)).toEqual([]))
  it('keep the features of the renderer apart', () => expect(featureBreaches(program)).toEqual([]))
  it('have no circles', () => expect(cycles(modules)).toEqual([]))
  it('import nothing that is not there', () => expect(deadImports(modules)).toEqual([]))
})

describe('the files of the program', () => {
  it('have one subject', () => expect(subjectless(modules)).toEqual([]))
  it('have no default exports', () => expect(defaultExports(modules)).toEqual([]))
  it('cast nothing twice', () => expect(doubleCasts(modules)).toEqual([]))
  it('rarely pass 300 lines', () => expect(longFiles(modules, longFilesWithReason)).toEqual([]))

  it('excuse no file that is short by now', () => {
    const lengths = new Map(modules.map(({ file, lines }) => [file, lines]))
    expect(Object.keys(longFilesWithReason).filter(file => (lengths.get(file) ?? 0) <= 300)).toEqual([])
  })
})

describe('the packages', () => {
  const used = new Set(
    program.flatMap(({ imports }) => imports.flatMap(({ packageName }) => packageName ?? [])),
  )
  const shipped = { ...manifest.dependencies, ...manifest.optionalDependencies }

  it('are all declared', () => {
    const declared = { ...shipped, ...manifest.devDependencies }
    expect([...used].filter(name => !(name in declared))).toEqual([])
  })

  it('are shipped where the program loads them at run time, and only there: all others are bundled', () => {
    const expected = loadedAtRunTime.filter(name => name !== 'electron').sort()
    expect(Object.keys(shipped).sort()).toEqual(expected)
  })
})

describe.skipIf(!existsSync(join(root, '.git')))('what is in the repository', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
  const isText = (file: string) => !/\.(png|jpg|webp|ico|icns|mp4|m4a|wav|ttf|otf|woff2|lock)$/.test(file)

  it('names no place of a machine and no package registry', () => {
    const files = tracked
      .filter(file => isText(file) && existsSync(join(root, file)))
      .map(file => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    expect(files.length).toBeGreaterThan(100)
    expect(machineTraces(files)).toEqual([])
  })
})
