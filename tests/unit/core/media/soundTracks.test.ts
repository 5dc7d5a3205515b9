import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { MediaFacts, SoundTrack } from '../../../../electron/contract/records/recording.ts'
import { heardFacts, otherTrack } from '../../../../electron/core/media/heard.ts'
import { playability } from '../../../../electron/core/media/playability.ts'
import { probe } from '../../../../electron/core/media/probe.ts'
import { canRetrack, retrack } from '../../../../electron/core/media/retrack.ts'
import { chooseStreams } from '../../../../electron/core/media/streams.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'
import { toneOf, toneTracks } from '../../../fixtures/tones.ts'
import { make, scratch, theTools, tools } from './madeMedia.ts'

const place = scratch('tracks')
afterAll(place.remove)

const flags = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 })
const streamsOf = (marks: readonly boolean[]) =>
  marks.map((isDefault, index) => ({
    ...{ index, codec_type: 'audio', codec_name: 'aac', channels: 2, sample_rate: '48000' },
    disposition: { default: isDefault ? 1 : 0 },
  }))

describe('of several sound tracks', () => {
  it('the chosen one is heard, else the one that the file puts first, else its first', () => {
    fc.assert(
      fc.property(flags, fc.option(fc.nat(8), { nil: undefined }), (marks, chosen) => {
        const heard = chooseStreams(streamsOf(marks), chosen).sound?.index
        if (chosen !== undefined && chosen < marks.length) expect(heard).toBe(chosen)
        else expect(heard).toBe(Math.max(0, marks.indexOf(true)))
      }),
    )
  })

  it('a page plays exactly one from the file itself', () => {
    fc.assert(
      fc.property(flags, fc.constantFrom('mp4', 'mov', 'matroska'), (marks, container) => {
        const sounds = marks.map((isDefault, index) => ({ index, codec: 'aac', isDefault }))
        const played = sounds.filter(
          sound =>
            playability({ container, sounds, sound: { ...sound, channels: 2, sampleRate: 48_000 } }).playable,
        )
        const first = container === 'matroska' ? 0 : Math.max(0, marks.indexOf(true))
        expect(played.map(({ index }) => index)).toEqual([first])
      }),
    )
  })

  it('a track that was chosen is all that changes of what is known, and one that is not there changes nothing', () => {
    const track = fc.record({
      stream: fc.nat(9),
      codec: fc.constantFrom('aac', 'ac3'),
      channels: fc.constantFrom(1, 2, 6),
      playable: fc.boolean(),
    })
    const tracks = fc.uniqueArray(track, { minLength: 2, maxLength: 5, selector: ({ stream }) => stream })
    fc.assert(
      fc.property(tracks, fc.option(fc.nat(9), { nil: undefined }), (soundTracks, soundStream) => {
        const [own] = soundTracks as [SoundTrack]
        const facts: MediaFacts = {
          ...{ durationMs: 1000, startMs: 0, width: 2, height: 2, rotation: 0, container: 'mp4' },
          ...{ audioStream: own.stream, audioCodec: own.codec, playable: own.playable, soundTracks },
        }
        const recording = { facts, ...(soundStream !== undefined && { soundStream }) }
        const heard = heardFacts(recording)
        const chosen = soundTracks.find(({ stream }) => stream === soundStream) ?? own
        expect(heard).toEqual({
          ...facts,
          ...{ audioStream: chosen.stream, audioCodec: chosen.codec, playable: chosen.playable },
        })
        expect(otherTrack(recording)).toBe(chosen === own ? undefined : chosen.stream)
      }),
    )
  })
})

describe.skipIf(!tools)('a file with several sound tracks', () => {
  const two = (name: string, second: boolean) =>
    make(
      place.path(name),
      ...toneTracks([
        { hz: 440, language: 'deu', isDefault: !second },
        { hz: 880, language: 'und', title: 'Lapel', isDefault: second },
      ]),
    )

  it('is known with their languages, titles and which of them a page plays', async () => {
    const { facts } = await probe(theTools(), two('first.mkv', false))
    expect(facts).toMatchObject({ audioStream: 1, playable: true })
    expect(facts.soundTracks).toEqual([
      { stream: 1, codec: 'aac', channels: 1, language: 'deu', playable: true },
      { stream: 2, codec: 'aac', channels: 1, title: 'Lapel', playable: false },
    ])
    // A page plays a Matroska's first track, also where the file says the second.
    expect((await probe(theTools(), two('second.mkv', true))).facts).toMatchObject({
      audioStream: 2,
      playable: false,
    })
    expect((await probe(theTools(), two('second.mp4', true))).facts).toMatchObject({
      audioStream: 2,
      playable: true,
    })
  })

  it.each(['mp4', 'mov', 'mkv'])(
    'gets a copy of its own picture beside the other sound: %s',
    async ending => {
      const file = two(`whole.${ending}`, false)
      const source = await probe(theTools(), file, { sound: 2 })
      expect(source.play).toEqual({ playable: false, why: 'track' })
      expect(canRetrack(source)).toBe(true)
      const out = place.path(`retracked-${ending}.mp4`)
      expect(await retrack(theTools(), file, source.facts, source, out, {})).toBe(true)
      expect(toneOf(theTools().ffmpeg.path, file)).toBeCloseTo(440, -1)
      expect(toneOf(theTools().ffmpeg.path, out)).toBeCloseTo(880, -1)
      const pictures = (of: string) =>
        execFileSync(
          theTools().ffmpeg.path,
          ['-nostdin', '-v', 'error', '-i', of, '-map', '0:v', '-f', 'framemd5', '-'],
          { encoding: 'utf8' },
        )
          .split('\n')
          .filter(line => line.startsWith('0,'))
          .map(line => line.split(',').at(-1)?.trim())
      expect(pictures(out)).toHaveLength(100)
      expect(pictures(out)).toEqual(pictures(file))
    },
  )

  it.skipIf(!corpusDir)('of the corpus keeps its clock in the copy', async () => {
    const file = corpusFile('nasa-13013.mp4')
    const source = await probe(theTools(), file, { sound: 4 })
    const out = place.path('nasa.mp4')
    expect(await retrack(theTools(), file, source.facts, source, out, {})).toBe(true)
    const made = await probe(theTools(), out)
    expect(made.sound).toMatchObject({ sampleRate: 16_000 })
    expect(made.picture?.durationMs).toBeCloseTo(source.picture?.durationMs ?? 0, -2)
    expect(made.sound?.durationMs).toBeCloseTo(source.sound?.durationMs ?? 0, -2)
  })
})
