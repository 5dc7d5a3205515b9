import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const quiet = ['-nostdin', '-v', 'error', '-y']

/** A minute of 1080p with a camera's noise and speech-like sound, 8 Mb/s, and that minute 60 times over, copied and not encoded again. */
export function makeHour(ffmpeg: string, dir: string): { minute: string; hour: string } {
  const minute = join(dir, 'minute.mp4')
  const hour = join(dir, 'hour.mp4')
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=1920x1080:r=30:d=60,noise=alls=12:allf=t']
  const sound = ['-f', 'lavfi', '-i', 'anoisesrc=d=60:c=pink:a=0.3:seed=1,tremolo=f=0.4:d=0.95']
  execFileSync(ffmpeg, [
    ...[...quiet, ...picture, ...sound, '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '8M'],
    ...['-g', '60', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-ac', '2', '-ar', '48000', minute],
  ])
  execFileSync(ffmpeg, [
    ...[...quiet, '-stream_loop', '59', '-i', minute, '-c', 'copy', '-movflags', 'faststart', hour],
  ])
  return { minute, hour }
}
