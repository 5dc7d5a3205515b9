import { chmodSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { isSound, packetsIn, proveEncoder } from '../../../../electron/core/media/encoders.ts'
import type { MediaTools } from '../../../../electron/core/media/tools/mediaTools.ts'
import { scratch, theTools, tools } from './madeMedia.ts'

const place = scratch('encoders')
afterAll(place.remove)

/** An ffmpeg that says it has graphics cards' encoders, and has the named one (libx264 does its work); any other fails as on a machine without. */
function pretending(name: string, has: string): MediaTools {
  const path = place.path(name)
  const real = theTools().ffmpeg.path
  writeFileSync(
    path,
    `#!/bin/sh
for word in "$@"; do
  [ "$word" = "-encoders" ] && { echo ' V....D h264_nvenc  x'; echo ' V....D h264_qsv  x'; echo ' V....D libx264  x'; exit 0; }
  [ "$word" = "${has}" ] && works=1
  case "$word" in h264_*) asked=1;; esac
done
[ -n "$asked" ] && [ -z "$works" ] && { echo 'no device' >&2; exit 1; }
[ -z "$asked" ] && exec ${real} "$@"
case "$*" in
  *"-f framecrc"*) exec ${real} -v error -f lavfi -i testsrc2=size=640x360:rate=30:duration=1 -pix_fmt yuv420p -c:v libx264 ${has === 'h264_nvenc' ? '-bf 0' : ''} -preset ultrafast -tune zerolatency -force_key_frames 'expr:not(mod(n,10))' -f framecrc pipe:1;;
  *) exec ${real} -v error -f lavfi -i testsrc2=size=640x360:rate=30:duration=1 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -f h264 pipe:1;;
esac
`,
  )
  chmodSync(path, 0o755)
  return { ...theTools(), ffmpeg: { path, version: `5.1 ${name}` } }
}

describe('a hardware encoder', () => {
  it('is sound with every picture, the keyframes that were asked for, and no reordering', () => {
    const good = Array.from({ length: 30 }, (_, nth) => ({ pts: nth, dts: nth, key: nth % 10 === 0 }))
    expect(isSound(good)).toBe(true)
    expect(isSound(good.slice(1))).toBe(false)
    expect(isSound(good.map((each, nth) => ({ ...each, key: nth === 0 })))).toBe(false)
    expect(isSound(good.map(each => ({ ...each, dts: each.pts - 1 })))).toBe(false)
  })

  it('is judged by packets that tell keyframes from others', () => {
    const said =
      '#tb 0: 1/30\n0,  0,  0,  1, 16774, 0xa43c, S=1, 8\n0,  1,  1,  1,  6385, 0x623b, F=0x0, S=1, 8\n'
    expect(packetsIn(said)).toEqual([
      { pts: 0, dts: 0, key: true },
      { pts: 1, dts: 1, key: false },
    ])
  })

  it.skipIf(!tools || process.platform === 'win32')(
    'is taken where its test encode proves it, and only there',
    async () => {
      expect((await proveEncoder(pretending('with-nvenc', 'h264_nvenc')))?.name).toBe('h264_nvenc')
      expect((await proveEncoder(pretending('with-qsv', 'h264_qsv')))?.name).toBe('h264_qsv')
      expect((await proveEncoder(pretending('without', 'none')))?.name).toBe('libx264')
    },
  )
})
