import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containerName } from '../../../../electron/core/media/container.ts'
import { playability } from '../../../../electron/core/media/playability.ts'

const plays = (container: string, picture?: string, sound?: string, pixelFormat = 'yuv420p') =>
  playability({
    container,
    ...(picture && { picture: { codec: picture, pixelFormat } }),
    ...(sound && { sound: { codec: sound, channels: 2, sampleRate: 48_000 } }),
  })

describe('what Chromium plays', () => {
  it.each([
    ['mp4', 'h264', 'aac'],
    ['mov', 'h264', 'pcm_s16le'],
    ['matroska', 'h264', 'aac'],
    ['matroska', 'vp8', 'vorbis'],
    ['matroska', 'vp9', 'opus'],
    ['mp4', 'av1', undefined],
    ['mp3', undefined, 'mp3'],
    ['wav', undefined, 'pcm_s16le'],
    ['ogg', undefined, 'opus'],
    ['flac', undefined, 'flac'],
    ['m4a', undefined, 'aac'],
  ])('%s with %s and %s', (container, picture, sound) => {
    expect(plays(container, picture, sound)).toEqual({ playable: true })
  })

  it.each([
    ['avi', 'h264', 'mp3', 'container'],
    ['mpegts', 'h264', 'aac', 'container'],
    ['asf', 'wmv2', 'wmav2', 'container'],
    ['mp4', 'hevc', 'aac', 'picture'],
    ['mov', 'prores', undefined, 'picture'],
    ['mp4', 'mpeg4', undefined, 'picture'],
    ['mp4', 'h264', 'ac3', 'sound'],
    ['3gp', undefined, 'amr_nb', 'sound'],
    ['amr', undefined, 'amr_nb', 'container'],
    ['ogg', 'theora', 'vorbis', 'picture'],
  ])('not %s with %s and %s: the %s', (container, picture, sound, why) => {
    expect(plays(container, picture, sound)).toEqual({ playable: false, why })
  })

  it('not a pixel format that nobody draws', () => {
    expect(plays('mp4', 'h264', 'aac', 'yuv410p')).toEqual({ playable: false, why: 'pixelFormat' })
  })

  it('nothing in a container that it does not know, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (container, picture, sound) => {
        fc.pre(!/^(mp4|mov|m4a|3gp|matroska|ogg|mp3|aac|flac|wav)$/.test(container))
        return plays(container, picture, sound).playable === false
      }),
    )
  })
})

describe('the name of a container', () => {
  const family = 'mov,mp4,m4a,3gp,3g2,mj2'
  it.each([
    [family, 'qt  ', 'mov'],
    [family, 'isom', 'mp4'],
    [family, '3gp5', '3gp'],
    [family, 'M4A ', 'm4a'],
    ['matroska,webm', undefined, 'matroska'],
    ['mpegts', undefined, 'mpegts'],
  ])('%s of brand %s is %s', (format_name, major_brand, name) => {
    expect(containerName({ format_name, ...(major_brand && { tags: { major_brand } }) })).toBe(name)
  })
})
