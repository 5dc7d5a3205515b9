import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const quiet = ['-nostdin', '-v', 'error', '-y']

/**
 * A minute of 1080p as a camera writes it (noise, B-frames, CABAC, smoothed edges, a keyframe every 2 s, 8 Mb/s) with speech-like sound, and that minute 60
 * times over. Only six seconds are encoded; all else is copied.
 */
export function makeHour(ffmpeg: string, dir: string): { minute: string; hour: string } {
  const few = join(dir, 'few.mp4')
  const minute = join(dir, 'minute.mp4')
  const hour = join(dir, 'hour.mp4')
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=1920x1080:r=30:d=6,noise=alls=12:allf=t']
  const sound = ['-f', 'lavfi', '-i', 'anoisesrc=d=60:c=pink:a=0.3:seed=1,tremolo=f=0.4:d=0.95']
  execFileSync(ffmpeg, [
    ...[...quiet, ...picture, '-c:v', 'libx264', '-preset', 'superfast', '-b:v', '8M', '-maxrate', '8M'],
    ...['-bufsize', '8M', '-g', '60', '-keyint_min', '60', '-sc_threshold', '0', '-bf', '2'],
    ...['-pix_fmt', 'yuv420p', few],
  ])
  execFileSync(ffmpeg, [
    ...[...quiet, '-stream_loop', '9', '-i', few, ...sound, '-map', '0:v', '-map', '1:a', '-c:v', 'copy'],
    ...['-c:a', 'aac', '-ac', '2', '-ar', '48000', minute],
  ])
  execFileSync(ffmpeg, [
    ...[...quiet, '-stream_loop', '59', '-i', minute, '-c', 'copy', '-movflags', 'faststart', hour],
  ])
  return { minute, hour }
}
