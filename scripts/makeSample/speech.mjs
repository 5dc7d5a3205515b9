import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { voices } from './lesson.mjs'

export const RATE = 48_000
const LOUDNESS = 0.1 // root mean square of speech, -20 dBFS

/** Says a text in a person's voice. @returns mono samples at RATE, without silence around it, evenly loud */
export function say(who, text, workDir) {
  const { voice, pitchHz, stretch, size } = voices[who]
  const wav = join(workDir, 'line.wav')
  const settings = [
    `duration_stretch=${stretch}`,
    `int_f0_target_mean=${pitchHz}`,
    'int_f0_target_stddev=24',
  ].flatMap(setting => ['--setf', setting])
  execFileSync('flite', ['-voice', voice, ...settings, '-t', text, '-o', wav])
  const filter = `aresample=${RATE},asetrate=${Math.round(RATE * size)},aresample=${RATE},highpass=f=95,treble=g=3:f=5200`
  const raw = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-nostdin', '-i', wav, '-af', filter, '-ac', '1', '-f', 'f32le', '-'],
    { maxBuffer: 1 << 28 },
  )
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
  return level(trim(samples))
}

function trim(samples) {
  const loud = 0.012
  let from = samples.findIndex(value => Math.abs(value) > loud)
  let to = samples.findLastIndex(value => Math.abs(value) > loud)
  from = Math.max(0, from - RATE * 0.02)
  to = Math.min(samples.length, to + RATE * 0.06)
  return samples.slice(from, to)
}

function level(samples) {
  const active = samples.filter(value => Math.abs(value) > 0.01)
  const rms = Math.sqrt(active.reduce((sum, value) => sum + value * value, 0) / active.length)
  const fade = RATE * 0.012
  return samples.map(
    (value, i) => (value * LOUDNESS * Math.min(1, i / fade, (samples.length - 1 - i) / fade)) / rms,
  )
}

/** How open the mouth is at each frame, 0 to 1, from the speech's loudness. */
export function mouthOf(samples, fps) {
  const step = Math.round(RATE / fps)
  const openness = []
  for (let from = 0; from < samples.length; from += step) {
    const frame = samples.subarray(from, from + step)
    const rms = Math.sqrt(frame.reduce((sum, value) => sum + value * value, 0) / frame.length)
    openness.push(Math.min(1, rms / (LOUDNESS * 1.5)))
  }
  // Lips are slower than loudness.
  return openness.map((value, i) => 0.6 * value + 0.4 * (openness[i - 1] ?? 0))
}
