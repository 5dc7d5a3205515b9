import { spawnSync } from 'node:child_process'
import { theTools } from '../media/madeMedia.ts'

const decoded = (...words: readonly string[]): Buffer =>
  spawnSync(theTools().ffmpeg.path, ['-nostdin', '-v', 'error', ...words, '-'], { maxBuffer: 2 ** 28 }).stdout

/** Grey levels of the picture at a time; of a still picture there is none but 0. */
export const grey = (file: string, atMs: number, size = '320:180'): Buffer =>
  decoded(
    ...[...(atMs > 0 ? ['-ss', (atMs / 1000).toFixed(3)] : []), '-i', file, '-frames:v', '1'],
    ...['-vf', `scale=${size}`, '-pix_fmt', 'gray', '-f', 'rawvideo'],
  )

/** How much of two pictures differs by more than `levels`, from 0 to 1. */
export const differing = (a: Buffer, b: Buffer, levels = 40): number =>
  a.filter((level, i) => Math.abs(level - (b[i] ?? 0)) > levels).length / a.length

/** Sound as whole numbers, mono. */
export function heard(file: string, rate = 8000): Int16Array {
  const pcm = decoded('-i', file, '-map', '0:a:0', '-ac', '1', '-ar', String(rate), '-f', 's16le')
  return new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length >> 1)
}
