import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DebriefError } from '../../../../../electron/contract/errors.ts'
import { choosePair, findTools, toolsMissing } from '../../../../../electron/core/media/tools/findTools.ts'
import { toolPlaces } from '../../../../../electron/core/media/tools/places.ts'
import { scratch } from '../madeMedia.ts'

const { dir, remove } = scratch('tools')
afterAll(remove)

const tool = (path: string) => ({ path, version: '5.1' })

/** A program that says what it is told to, and counts how often it was asked. */
function program(folder: string, name: string, says: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\necho asked >> "${path}.log"\necho "${says}"\n`)
  chmodSync(path, 0o755)
  return path
}

describe('choosing the pair', () => {
  it('prefers a place with both to an earlier one with one of them', () => {
    const pair = choosePair([
      { source: 'packages', ffprobe: tool('/packages/ffprobe') },
      { source: 'path', ffmpeg: tool('/usr/ffmpeg'), ffprobe: tool('/usr/ffprobe') },
    ])
    expect(pair).toMatchObject({ ffprobe: { path: '/usr/ffprobe' }, source: 'path' })
  })

  it('follows what a person named, one by one', () => {
    const pair = choosePair([
      { source: 'setting', ffprobe: tool('/mine/ffprobe') },
      { source: 'path', ffmpeg: tool('/usr/ffmpeg'), ffprobe: tool('/usr/ffprobe') },
    ])
    expect(pair).toMatchObject({
      ffmpeg: { path: '/usr/ffmpeg' },
      ffprobe: { path: '/mine/ffprobe' },
      source: 'mixed',
    })
  })

  it('mixes where no place has both, and gives up where one is nowhere', () => {
    const probe = { source: 'packages', ffprobe: tool('/p/ffprobe') } as const
    expect(choosePair([probe, { source: 'path', ffmpeg: tool('/u/ffmpeg') }])?.source).toBe('mixed')
    expect(choosePair([probe])).toBeUndefined()
  })
})

describe('places', () => {
  it('looks in the order that was promised', () => {
    const sources = toolPlaces({ setting: {}, env: {}, resourcesDir: '/r' }).map(place => place.source)
    expect(sources).toEqual(['setting', 'environment', 'resources', 'packages', 'path'])
  })

  it('takes a folder, a program, or its neighbour', () => {
    mkdirSync(join(dir, 'both'), { recursive: true })
    const [byFolder] = toolPlaces({ setting: { ffmpegPath: join(dir, 'both') }, env: {}, platform: 'linux' })
    expect(byFolder?.ffprobe[0]).toBe(join(dir, 'both', 'ffprobe'))
    const [byProgram] = toolPlaces({
      setting: { ffmpegPath: join(dir, 'x', 'ffmpeg') },
      env: {},
      platform: 'linux',
    })
    expect(byProgram?.ffprobe).toEqual([join(dir, 'x', 'ffprobe')])
  })

  it('adds the ending that programs have on Windows', () => {
    const places = toolPlaces({ env: { Path: 'C' }, platform: 'win32' })
    expect(places.at(-1)?.ffmpeg).toEqual([join('C', 'ffmpeg.exe')])
  })
})

describe.skipIf(process.platform === 'win32')('finding the tools', () => {
  it('takes only programs that run and say who they are', async () => {
    const liar = program(join(dir, 'liar'), 'ffmpeg', 'hello')
    const good = join(dir, 'good')
    program(good, 'ffmpeg', 'ffmpeg version 7.1 Copyright')
    program(good, 'ffprobe', 'ffprobe version 7.1 Copyright')
    const tools = await findTools({
      setting: { ffmpegPath: liar },
      env: { FFMPEG_BIN: join(good, 'ffmpeg'), PATH: '' },
    })
    expect(tools).toMatchObject({
      ffmpeg: { path: join(good, 'ffmpeg'), version: '7.1' },
      source: 'environment',
    })
    expect(tools.rejected).toEqual([{ path: liar, reason: 'it does not say it is ffmpeg' }])
  })

  it('does not ask a program twice, until it changes', async () => {
    const folder = join(dir, 'once')
    const asked = program(folder, 'ffmpeg', 'ffmpeg version 6.0 x')
    program(folder, 'ffprobe', 'ffprobe version 6.0 x')
    const options = {
      setting: { ffmpegPath: folder },
      env: { PATH: '' },
      cacheFile: join(dir, 'cache', 'tools.json'),
    }
    const { readFileSync } = await import('node:fs')
    const times = () => readFileSync(`${asked}.log`, 'utf8').trim().split('\n').length
    await findTools(options)
    await findTools(options)
    expect(times()).toBe(1)
    utimesSync(asked, new Date(), new Date(Date.now() + 60_000))
    expect((await findTools(options)).ffmpeg.version).toBe('6.0')
    expect(times()).toBe(2)
    writeFileSync(options.cacheFile, '{"half":')
    expect((await findTools(options)).ffmpeg.version).toBe('6.0')
  })

  it('says what to install on this system', () => {
    const { code, message } = toolsMissing(['ffmpeg', 'ffprobe'], 'darwin')
    expect(code).toBe('tools.missing')
    expect(message).toContain('brew install ffmpeg')
    expect(toolsMissing(['ffprobe'], 'win32')).toBeInstanceOf(DebriefError)
  })
})
