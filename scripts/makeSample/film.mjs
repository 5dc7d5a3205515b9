import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createCanvas } from '@napi-rs/canvas'
import { drawRoom } from './room.mjs'

export const FPS = 25
const WIDTH = 1280
const HEIGHT = 720
/** The room is kept larger than the picture, so that it stays sharp when the picture moves closer. */
const ROOM_SCALE = 1.25

export function stageOf(scene) {
  const room = createCanvas(WIDTH * ROOM_SCALE, HEIGHT * ROOM_SCALE)
  const wide = room.getContext('2d')
  wide.scale(ROOM_SCALE, ROOM_SCALE)
  drawRoom(wide)
  const canvas = createCanvas(WIDTH, HEIGHT)
  const ctx = canvas.getContext('2d')
  return seconds => {
    scene.draw(ctx, seconds, room)
    return canvas
  }
}

/** Draws every frame into ffmpeg, with the sound: H.264 and AAC, a keyframe every two seconds, ready to be streamed. */
export async function film(frameAt, durationMs, soundFile, outFile) {
  const frames = Math.round((durationMs * FPS) / 1000)
  const size = `${WIDTH}x${HEIGHT}`
  const ffmpeg = spawn(
    'ffmpeg',
    [
      ...['-v', 'error', '-nostdin', '-y', '-threads', '2'],
      ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', size, '-r', String(FPS), '-i', 'pipe:0'],
      ...['-i', soundFile, '-map', '0:v', '-map', '1:a'],
      ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'],
      ...['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '28', '-tune', 'animation', '-threads', '2'],
      ...['-profile:v', 'high', '-level', '3.1'],
      ...['-g', String(FPS * 2), '-keyint_min', String(FPS * 2), '-sc_threshold', '0'],
      ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
      ...['-c:a', 'aac', '-b:a', '64k', '-ac', '2'],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
      ...['-movflags', '+faststart', outFile],
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  const ended = once(ffmpeg, 'close')
  for (let i = 0; i < frames; i++) {
    const pixels = Buffer.from(frameAt(i / FPS).data())
    if (!ffmpeg.stdin.write(pixels)) await once(ffmpeg.stdin, 'drain')
    if (i % (FPS * 5) === 0) console.error(`frame ${i} of ${frames}`)
  }
  ffmpeg.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`ffmpeg stopped with ${code}`)
}
