import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { agreement } from '../../../../../electron/core/media/align/agreement.ts'
import { alignSounds } from '../../../../../electron/core/media/align/alignSounds.ts'
import { addCorrelation } from '../../../../../electron/core/media/align/correlate.ts'
import { decodeSound } from '../../../../../electron/core/media/align/decodeSound.ts'
import { emptySpectrum, Fft } from '../../../../../electron/core/media/align/fft.ts'
import type { SoundTrace } from '../../../../../electron/core/media/align/soundTrace.ts'
import { probe } from '../../../../../electron/core/media/probe.ts'
import { corpusDir, corpusFile } from '../../../../fixtures/corpus.ts'
import { make, scratch, theTools } from '../madeMedia.ts'

const atOnce = async () => undefined
const here = scratch('align')
afterAll(here.remove)

async function hear(file: string): Promise<SoundTrace> {
  const { facts } = await probe(theTools(), file)
  const work = { signal: new AbortController().signal, onProgress: () => undefined }
  return decodeSound(theTools(), file, facts, work)
}

describe('the Fourier transform', () => {
  it('is what its definition says', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(values, values, (re, im) => {
        const spectrum = { re: Float64Array.from(re), im: Float64Array.from(im) }
        const fft = new Fft(16)
        fft.forward(spectrum)
        for (let k = 0; k < 16; k++) {
          const sum = [0, 0] as [number, number]
          for (let t = 0; t < 16; t++) {
            const angle = (-2 * Math.PI * k * t) / 16
            const [x, y] = [re[t] ?? 0, im[t] ?? 0]
            sum[0] += x * Math.cos(angle) - y * Math.sin(angle)
            sum[1] += x * Math.sin(angle) + y * Math.cos(angle)
          }
          expect(spectrum.re[k]).toBeCloseTo(sum[0], 9)
          expect(spectrum.im[k]).toBeCloseTo(sum[1], 9)
        }
        fft.inverse(spectrum)
        for (const [t, x] of re.entries()) expect(spectrum.re[t]).toBeCloseTo(x, 9)
      }),
    )
  })

  it('refuses sizes that are no power of two', () => {
    expect(() => new Fft(12)).toThrow('12')
    expect(emptySpectrum(4).re.length).toBe(4)
  })
})

describe('the correlation of two rows', () => {
  it('is the sum of products at every shift, for any lengths', async () => {
    const row = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(row, row, async (a, b) => {
        const sum = new Float64Array(a.length + b.length - 1)
        await addCorrelation(sum, Float32Array.from(a), Float32Array.from(b), atOnce)
        for (let lag = 1 - b.length; lag < a.length; lag++) {
          let expected = 0
          for (let i = 0; i < b.length; i++) expected += (a[i + lag] ?? 0) * (b[i] ?? 0)
          expect(sum[lag + b.length - 1]).toBeCloseTo(expected, 6)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('finds where a piece was cut from a long row, across its blocks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 24_000 }),
        fc.integer({ min: 1, max: 2 ** 31 }),
        async (from, seed) => {
          let state = seed
          const noise = () => {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0
            return state / 2 ** 31 - 1
          }
          const a = Float32Array.from({ length: 34_000 }, noise)
          const b = a.slice(from, from + 10_000).map(value => value + noise())
          const sum = new Float64Array(a.length + b.length - 1)
          await addCorrelation(sum, a, b, atOnce)
          const best = sum.indexOf(Math.max(...sum))
          expect(best - (b.length - 1)).toBe(from)
        },
      ),
      { numRuns: 6 },
    )
  })
})

describe('what stretches agree on', () => {
  const delay = (at: number, by: number) => ({ at: at * 8000, by, sharpness: 5 })

  it('is what most of them say, whatever the others say', () => {
    const list = [delay(1, 12), delay(5, 11), delay(9, 900), delay(13, 13), delay(17, -700)]
    expect(agreement(list)).toMatchObject({ by: 12, agreeing: 3, of: 5, drift: 0 })
    expect(agreement([])).toBeUndefined()
  })

  it('follows two clocks that part: 40 millionths over an hour', () => {
    const list = Array.from({ length: 24 }, (_, i) => {
      const at = (i * 3600) / 23
      return delay(at, Math.round((at - 1800) * 8000 * 40e-6) + 30)
    })
    const found = agreement(list)
    expect(found?.agreeing).toBe(24)
    expect((found?.drift ?? 0) * 1e6).toBeCloseTo(40, 0)
    expect(Math.abs((found?.by ?? 0) - 30)).toBeLessThan(4)
  })
})

/** What another microphone made of the room: its own place, gain, noise, sample rate and codec. */
const microphones = {
  'a telephone at the back, 32 kbit/s': [
    '-af',
    'volume=0.25,aecho=0.8:0.6:23|47:0.4|0.3,lowpass=f=3000',
    ...['-ar', '22050', '-ac', '1', '-b:a', '48k'],
  ],
  'a loud one at 44.1 kHz': ['-af', 'volume=6dB', '-ar', '44100', '-ac', '2'],
} as const

/** Cuts with plain ffmpeg: sound from `fromS` on, as another microphone would have it, with the noise of its own place. */
function cut(name: string, fromS: number, lengthS: number, microphone: readonly string[]): string {
  const plain = make(
    here.path(`plain-${fromS}.wav`),
    ...[
      '-ss',
      String(fromS),
      '-t',
      String(lengthS),
      '-i',
      corpusFile(name),
      '-vn',
      ...microphone.slice(0, 2),
    ],
    ...['-ac', '1', '-ar', '32000'],
  )
  return make(
    here.path(`cut-${fromS}-${microphone.length}.m4a`),
    ...['-i', plain, '-f', 'lavfi', '-i', 'anoisesrc=a=0.012:c=pink:r=32000:seed=4'],
    ...['-filter_complex', 'amix=inputs=2:duration=first:normalize=0', ...microphone.slice(2)],
  )
}

describe.skipIf(!corpusDir)('two recordings of one room', () => {
  it.each([
    ['googlework-short.mp4', 7.313, 20],
    ['count-english-speech.mp4', 4.871, 15],
    ['opencast-testspeech.mp4', 21.507, 30],
    ['jfk-moon-speech.mp3', 6.2, 18],
    ['pyannote-sample-2-speakers.wav', 9.05, 18],
    ['azure-katie-steve.wav', 3.333, 20],
  ])('%s and a second microphone are put together within 20 ms', async (name, fromS, lengthS) => {
    const whole = await hear(corpusFile(name))
    for (const [words, microphone] of Object.entries(microphones)) {
      const other = await hear(cut(name, fromS, lengthS, microphone))
      const found = await alignSounds(whole, other, atOnce)
      if (!found.shared) throw new Error(`${words} was not recognised`)
      expect(Math.abs(found.lagMs - fromS * 1000), words).toBeLessThan(20)
      expect(found.confidence, words).toBeGreaterThan(0.5)
      // The other way round it is the same, backwards.
      const back = await alignSounds(other, whole, atOnce)
      expect(back.shared && Math.abs(back.lagMs + fromS * 1000), words).toBeLessThan(20)
    }
  })

  it('overlap only in part, and are put together all the same', async () => {
    const name = 'opencast-testspeech.mp4'
    const first = await hear(make(here.path('first.wav'), '-t', '35', '-i', corpusFile(name), '-vn'))
    const second = await hear(cut(name, 24.4, 34, microphones['a telephone at the back, 32 kbit/s']))
    const found = await alignSounds(first, second, atOnce)
    expect(found.shared && Math.abs(found.lagMs - 24_400)).toBeLessThan(20)
    expect(found.shared && Math.abs(found.overlapMs - 10_600)).toBeLessThan(60)
  })
})

describe.skipIf(!corpusDir)('recordings that do not belong together', () => {
  const names = [
    'googlework-short.mp4',
    'count-english-speech.mp4',
    'opencast-testspeech.mp4',
    'jfk-moon-speech.mp3',
    'auditok-german-silences.wav',
    'pyannote-sample-2-speakers.wav',
    'nasa-13013.mp4',
  ]
  it('are refused, each with each', async () => {
    const heard = await Promise.all(names.map(name => hear(corpusFile(name))))
    for (const [i, a] of heard.entries())
      for (const [j, b] of heard.entries())
        if (i < j)
          expect(await alignSounds(a, b, atOnce), `${names[i]} and ${names[j]}`).toEqual({ shared: false })
  })

  it('are refused where there is nothing to hear: silence, a hum, less than three seconds', async () => {
    const speech = await hear(corpusFile('googlework-short.mp4'))
    const silence = await hear(
      make(here.path('silence.wav'), '-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono', '-t', '20'),
    )
    const hum = await hear(make(here.path('hum.wav'), '-f', 'lavfi', '-i', 'sine=f=440:d=20'))
    const short = await hear(
      make(here.path('short.wav'), '-ss', '5', '-t', '2', '-i', corpusFile('googlework-short.mp4'), '-vn'),
    )
    for (const other of [silence, hum, short])
      expect(await alignSounds(speech, other, atOnce)).toEqual({ shared: false })
    expect(await alignSounds(hum, hum, atOnce)).toEqual({ shared: false })
  })
})
