import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { build, Platform } from 'electron-builder'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeStubElectron } from '../fixtures/stubElectron.ts'

const on = 49
const off = 48

describe('the packed desktop app (around a stand-in for Electron)', () => {
  let work: string
  let unpacked: string
  let entries: string[]

  beforeAll(async () => {
    const { version } = JSON.parse(await readFile('node_modules/electron/package.json', 'utf8')) as {
      version: string
    }
    work = await mkdtemp(join(tmpdir(), 'debrief-pack-'))
    await makeStubElectron(join(work, 'electron'), version)
    await build({
      targets: Platform.LINUX.createTarget('dir'),
      config: {
        extends: './electron-builder.yml',
        electronDist: join(work, 'electron'),
        electronVersion: version,
        directories: { output: join(work, 'out') },
      },
    })
    unpacked = join(work, 'out', 'linux-unpacked')
    entries = listPackage(join(unpacked, 'resources', 'app.asar'), { isPack: false }).map(name =>
      name.replaceAll('\\', '/'),
    )
  })
  afterAll(() => rm(work, { recursive: true, force: true }))

  it('holds the built program and the page', () => {
    for (const file of [
      '/package.json',
      '/dist/main/main.mjs',
      '/dist/preload/preload.cjs',
      '/dist/renderer/index.html',
      '/dist/guest/index.html',
    ])
      expect(entries).toContain(file)
  })

  it('starts at the file that package.json names', () => {
    const { main } = JSON.parse(
      extractFile(join(unpacked, 'resources', 'app.asar'), 'package.json').toString(),
    ) as { main: string }
    expect(entries).toContain(`/${main}`)
  })

  it('holds neither sources nor tests nor build tools', () => {
    const stray = entries.filter(name => /^\/(electron|renderer|tests|scripts|docs|release)(\/|$)/.test(name))
    expect(stray).toEqual([])
    expect(
      entries.filter(name =>
        /^\/node_modules\/(vite|vitest|playwright|electron|electron-builder|typescript)\//.test(name),
      ),
    ).toEqual([])
  })

  it('keeps programs and native parts outside the archive, as real files', async () => {
    const outside = await readdir(join(unpacked, 'resources', 'app.asar.unpacked', 'node_modules'))
    expect(outside).toContain('@napi-rs')
    expect(outside).toContain('@ffprobe-installer')
  })

  it('brings rubrics and the sample lesson as real files', async () => {
    const resources = join(unpacked, 'resources', 'debrief')
    expect(
      (await readdir(join(resources, 'rubrics'))).filter(name => name.endsWith('.json')).length,
    ).toBeGreaterThanOrEqual(3)
    const videos = (await readdir(join(resources, 'sample'))).filter(name => name.endsWith('.mp4'))
    expect(videos).toHaveLength(1)
    expect((await stat(join(resources, 'sample', videos[0] ?? ''))).size).toBeGreaterThan(100_000)
  })

  it('sets the fuses: no bare Node, no debugging switches, only its own archive', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'debrief'))
    expect(wire[FuseV1Options.RunAsNode]).toBe(off)
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off)
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off)
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on)
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(on)
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off)
  })
})
