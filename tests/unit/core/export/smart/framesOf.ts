import { spawnSync } from 'node:child_process'
import { theTools } from '../../media/madeMedia.ts'

/** A decoded picture: when it is shown, s, and the hash of its pixels. */
export interface Shown {
  readonly at: number
  readonly md5: string
}

/** Decodes every picture with plain ffmpeg, as it is stored (not turned), apart from the code under test. */
export function framesOf(file: string, input: readonly string[] = []): { frames: Shown[]; said: string } {
  const { stdout, stderr } = spawnSync(
    theTools().ffmpeg.path,
    [
      ...['-nostdin', '-v', 'error', '-noautorotate', ...input, '-i', file, '-map', '0:v:0'],
      ...['-fps_mode', 'passthrough', '-f', 'framemd5', '-'],
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  const [, over = '1', under = '1'] = /#tb 0: (\d+)\/(\d+)/.exec(stdout) ?? []
  const frames = stdout
    .split('\n')
    .filter(line => /^\d/.test(line))
    .map(line => line.split(',').map(cell => cell.trim()))
    .map(([, , pts, , , md5 = '']) => ({ at: (Number(pts) * Number(over)) / Number(under), md5 }))
  return { frames, said: stderr.trim() }
}

/** 16-bit mono at 8 kHz. */
export function soundOf(file: string, input: readonly string[] = []): Int16Array {
  const { stdout } = spawnSync(
    theTools().ffmpeg.path,
    [
      ...['-nostdin', '-v', 'error', ...input, '-i', file, '-map', '0:a:0?', '-ac', '1', '-ar', '8000'],
      // Where it begins late there is silence before it.
      ...['-af', 'aresample=async=1:first_pts=0', '-f', 's16le', '-'],
    ],
    { maxBuffer: 2 ** 28 },
  )
  return new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1)
}

/** By how much `a` runs behind `b`, ms: the best of all shifts within 60 ms; undefined where nothing is heard. */
export function lagMs(a: Int16Array, b: Int16Array): number | undefined {
  const edge = 480
  const count = Math.min(a.length, b.length) - 2 * edge
  let best = 0
  let at: number | undefined
  for (let shift = -edge; shift <= edge; shift++) {
    let sum = 0
    for (let i = 0; i < count; i += 2) sum += (a[edge + i + shift] ?? 0) * (b[edge + i] ?? 0)
    if (sum > best) [best, at] = [sum, shift]
  }
  return at === undefined ? undefined : at / 8
}
