import { voices } from './lesson.mjs'
import { seeded } from './motion.mjs'
import { RATE } from './speech.mjs'

/** A small room: combs and allpasses after Schroeder. @returns the room's answer to one channel, same length */
function room(dry, spread) {
  const combs = [1116, 1277, 1422, 1557].map(length => ({
    line: new Float32Array(length + spread),
    at: 0,
    damped: 0,
  }))
  const passes = [556, 341].map(length => ({ line: new Float32Array(length + spread), at: 0 }))
  const wet = new Float32Array(dry.length)
  for (let i = 0; i < dry.length; i++) {
    let sum = 0
    for (const comb of combs) {
      const out = comb.line[comb.at]
      comb.damped = out * 0.55 + comb.damped * 0.45
      comb.line[comb.at] = dry[i] + comb.damped * 0.74
      comb.at = (comb.at + 1) % comb.line.length
      sum += out
    }
    for (const pass of passes) {
      const out = pass.line[pass.at]
      pass.line[pass.at] = sum + out * 0.5
      pass.at = (pass.at + 1) % pass.line.length
      sum = out - sum
    }
    wet[i] = sum
  }
  return wet
}

/** Takes the sharpness away, as from the other side of a room. */
function muffle(samples, hz) {
  const share = 1 - Math.exp((-2 * Math.PI * hz) / RATE)
  let a = 0
  let b = 0
  return samples.map(value => {
    a += (value - a) * share
    b += (a - b) * share
    return b
  })
}

/**
 * Mixes what is heard.
 * @param said `{ who, atMs, samples, far? }`; `far` is talk that is heard but not understood
 * @returns interleaved 16-bit stereo at RATE
 */
export function mixSound(said, durationMs) {
  const length = Math.round((durationMs * RATE) / 1000)
  const channels = [new Float32Array(length), new Float32Array(length)]
  for (const { who, atMs, samples, far } of said) {
    const heard = far ? muffle(samples, 1100) : samples
    const angle = ((voices[who].pan * 0.6 + 1) * Math.PI) / 4
    const gains = [Math.cos(angle), Math.sin(angle)].map(gain => gain * (far ? 0.5 : 1.35))
    const from = Math.round((atMs * RATE) / 1000)
    for (const [index, channel] of channels.entries())
      for (let i = 0; i < heard.length && from + i < length; i++) channel[from + i] += heard[i] * gains[index]
  }

  const random = seeded(7)
  const answers = channels.map((channel, index) => room(channel, index * 23))
  const drift = [0, 0]
  const out = new Int16Array(length * 2)
  for (let i = 0; i < length; i++) {
    const edge = Math.min(1, i / (RATE * 0.3), (length - i) / (RATE * 0.8))
    for (const index of [0, 1]) {
      // The room itself: a low, soft breath, far under -38 dB, so that the waits are found as the silences they are.
      drift[index] = drift[index] * 0.985 + (random() - 0.5) * 0.0009
      const value = channels[index][i] * 0.92 + answers[index][i] * 0.045 + drift[index]
      out[i * 2 + index] = Math.round(Math.tanh(value * edge * 1.25) * 0.84 * 32767)
    }
  }
  return out
}

/** A WAV file of 16-bit stereo samples. */
export function wavOf(samples) {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.byteLength, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(2, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE * 4, 28)
  head.writeUInt16LE(4, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.byteLength, 40)
  return Buffer.concat([head, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)])
}
