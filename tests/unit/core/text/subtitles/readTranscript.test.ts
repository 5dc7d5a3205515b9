import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_CUES } from '../../../../../electron/contract/records/transcript.ts'
import {
  MAX_TRANSCRIPT_BYTES,
  readTranscript,
  type TranscriptReading,
} from '../../../../../electron/core/text/subtitles/readTranscript.ts'
import { corpusDir, corpusFile } from '../../../../fixtures/corpus.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function read(text: string | Uint8Array, name = 'a.srt'): TranscriptReading {
  const reading = readTranscript(typeof text === 'string' ? bytes(text) : text, name)
  if ('refused' in reading) throw new Error(reading.refused)
  return reading
}
const refusal = (text: string | Uint8Array, name = 'a.srt'): string => {
  const reading = readTranscript(typeof text === 'string' ? bytes(text) : text, name)
  return 'refused' in reading ? reading.refused : ''
}
const srt = (...cues: readonly [string, string][]) =>
  cues.map(([times, words], at) => `${at + 1}\n${times}\n${words}\n`).join('\n')

/** Cues, speakers, and the start of the first words of each file of the corpus. */
const corpus: Readonly<Record<string, readonly [number, readonly string[], string]>> = {
  'ableplayer-itaccess-en.vtt': [
    94,
    [
      'Michael Young',
      'Tracy Mitrano',
      'Pablo Molina',
      'Edward Ray',
      'Gerry Hanley',
      'Pablo Molinda',
      'Bruce Maas',
    ],
    'We are committed to the notion that everyone',
  ],
  'ableplayer-paulallen-en.vtt': [38, [], 'I put in 15 hours of work today'],
  'ableplayer-wwa-ja.vtt': [15, ['ナレーター', 'テリル'], '[ 音楽 ]'],
  'astisub-cr-only.srt': [
    3,
    [],
    'Did one of the last stories strike you as more interesting than the other?',
  ],
  'astisub-missing-sequence.srt': [6, ['MAN'], '(deep rumbling)'],
  'astisub-non-utf8.srt': [6, ['MAN'], '(deep rumbling)'],
  'avalon-sheephead.mov.vtt': [8, [], 'Everyone wants the most from life'],
  'lunchroom-manners.srt': [107, [], '[music]'],
  'mdn-friday.vtt': [5, [], 'Hildy!'],
  'mp4parser-subs.srt': [120, [], 'I have to go home.'],
  'opencast-example.vtt': [4, [], 'Test Cue 1'],
  'opencast-sample.srt': [6, [], 'This is caption testing. 1. line.'],
  'paella-belmar-lecture.en.vtt': [105, [], 'in line with'],
  'subtitleedit-danish.srt': [301, [], 'Danske underteksster'],
  'tears-of-steel-rus.vtt': [76, [], 'Ты придурок, Том!'],
  'tika-utf8.vtt': [10, [], 'Well, the feedback indicates'],
  'webvtt-bom.vtt': [4, [], 'Caption text #1'],
  'webvtt-youtube-dl.vtt': [4, [], 'yeah'],
}
const refusedOfCorpus: Readonly<Record<string, RegExp>> = {
  'paella-lecture.dfxp': /TTML file \(DFXP\).*WebVTT/,
  'webvtt-zero-byte.vtt': /^The file is empty\./,
}

describe.skipIf(!corpusDir)('the subtitle files of the corpus', () => {
  it('are all known here', () => {
    const files = readdirSync(corpusDir ?? '').filter(name => /\.(?:vtt|srt|dfxp)$/.test(name))
    expect(files.sort()).toEqual([...Object.keys(corpus), ...Object.keys(refusedOfCorpus)].sort())
  })

  it.each(Object.entries(corpus))('%s is read whole', (name, [count, speakers, first]) => {
    const reading = read(readFileSync(corpusFile(name)), name)
    expect(reading.cues).toHaveLength(count)
    expect(reading.speakers).toEqual(speakers)
    expect(reading.cues[0]?.text.startsWith(first)).toBe(true)
    expect(reading.notes).toEqual([])
    for (const [at, cue] of reading.cues.entries()) {
      expect(cue.toMs).toBeGreaterThan(cue.fromMs)
      expect(cue.fromMs).toBeGreaterThanOrEqual(reading.cues[at - 1]?.fromMs ?? 0)
      expect(cue.text).not.toMatch(/<\/?[cvib]\b|-->|\ufeff|\ufffd/)
    }
  })

  it.each(Object.entries(refusedOfCorpus))('%s is refused with its reason', (name, reason) => {
    expect(refusal(readFileSync(corpusFile(name)), name)).toMatch(reason)
  })
})

describe('times', () => {
  it.each([
    ['00:00:01,000 --> 00:00:02,000', 1000, 2000],
    ['00:01.5 --> 00:02', 1500, 2000],
    ['1:02:03.004-->1:02:04', 3_723_004, 3_724_000],
    ['00:00:01:250 -> 00:00:02:500', 1250, 2500],
    ['00:00:01.000 --&gt; 00:00:02.000 align:start position:0%', 1000, 2000],
    ['100:00:00,000 --> 100:00:01,000', 0, 0],
  ])('%s', (line, fromMs, toMs) => {
    if (toMs === 0) expect(refusal(srt([line, 'words']))).toMatch(/^No cue of the file could be read/)
    else expect(read(srt([line, 'words'])).cues).toEqual([{ fromMs, toMs, text: 'words' }])
  })

  it('says which line could not be read, and keeps the rest', () => {
    const { cues, notes } = read(
      srt(['00:00:01,000 --> 00:99:02,000', 'lost'], ['00:00:03,000 --> 00:00:04,000', 'kept']),
    )
    expect(cues.map(({ text }) => text)).toEqual(['kept'])
    expect(notes).toEqual([
      {
        line: 2,
        skipped: true,
        message: expect.stringContaining('“00:00:01,000 --> 00:99:02,000” cannot be read'),
      },
    ])
  })

  it('keeps words whose end is before their start, up to the next, and says so', () => {
    const { cues, notes } = read(
      srt(['00:00:05,000 --> 00:00:01,000', 'a'], ['00:00:06,000 --> 00:00:06,000', 'b']),
    )
    expect(cues).toEqual([
      { fromMs: 5000, toMs: 6000, text: 'a' },
      { fromMs: 6000, toMs: 9000, text: 'b' },
    ])
    expect(notes.map(({ line, skipped }) => [line, skipped])).toEqual([
      [2, false],
      [6, false],
    ])
  })

  it('moves what begins before the recording to its start, and leaves what ends before it', () => {
    const { cues, notes } = read(
      srt(['-00:00:01,000 --> 00:00:01,000', 'a'], ['-00:00:03,000 --> -00:00:02,000', 'b']),
    )
    expect(cues).toEqual([{ fromMs: 0, toMs: 1000, text: 'a' }])
    expect(notes.map(({ line, skipped }) => [line, skipped])).toEqual([
      [2, false],
      [6, true],
    ])
  })

  it('puts cues in the order of their times, and lets them lie over each other', () => {
    const { cues, notes } = read(
      srt(['00:00:05,000 --> 00:00:09,000', 'b'], ['00:00:01,000 --> 00:00:06,000', 'a']),
    )
    expect(cues.map(({ text }) => text)).toEqual(['a', 'b'])
    expect(notes).toEqual([{ line: 6, skipped: false, message: expect.stringContaining('put in order') }])
  })
})

describe('words', () => {
  const words = (text: string) => read(srt(['00:00:01,000 --> 00:00:02,000', text])).cues.map(cue => cue.text)

  it.each([
    ['<i>soft</i> <font color="#fff">loud</font>{\\an8}', ['soft loud']],
    ['a &amp; b &lt;3 &#233; &amp;lt;', ['a & b <3 é &lt;']],
    ['this <00:00:01.500><c> will</c>', ['this will']],
    ['3 < 5 and 7 > 2', ['3 < 5 and 7 > 2']],
    ['مرحبا\nبكم', ['مرحبا بكم']],
    ['日本語の\n字幕', ['日本語の字幕']],
    ['- Why?\n- Because.', ['– Why?\n– Because.']],
    ['MAYA: I think so.\nLEO: No.', ['I think so.', 'No.']],
    ['<v Ana>Yes.</v>\n<v Leo>No.</v>', ['Yes.', 'No.']],
  ])('%j', (typed, said) => expect(words(typed)).toEqual(said))

  it('takes a word with a colon for a name only where it comes back', () => {
    const once = read(srt(['00:00:01,000 --> 00:00:02,000', 'Question: why?']))
    expect([once.speakers, once.cues[0]?.text]).toEqual([[], 'Question: why?'])
    const twice = read(
      srt(
        ['00:00:01,000 --> 00:00:02,000', 'Ms Okafor: why?'],
        ['00:00:02,000 --> 00:00:03,000', 'Ms Okafor: and?'],
      ),
    )
    expect([twice.speakers, twice.cues.map(cue => cue.text)]).toEqual([['Ms Okafor'], ['why?', 'and?']])
  })

  it('names lines without a time, and cues without words', () => {
    const { notes } = read(
      'WEBVTT\n\nlost words\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nkept\n',
      'a.vtt',
    )
    expect(notes.map(({ line, skipped }) => [line, skipped])).toEqual([
      [3, true],
      [5, true],
    ])
  })

  it('reads cues between which no line was left', () => {
    const { cues } = read('1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:02,000 --> 00:00:03,000\nb')
    expect(cues.map(({ text }) => text)).toEqual(['a', 'b'])
  })
})

describe('what is no transcript', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /^The file is empty/],
    ['a picture', Uint8Array.from({ length: 3000 }, (_, at) => (at * 37) % 256), /^This is no text/],
    ['prose', 'Dear all,\nthe lesson was good.\n', /neither WebVTT nor SubRip/],
    ['WebVTT without a cue', 'WEBVTT\n\nNOTE nothing\n', /is WebVTT, but has no cues/],
    ['SubStation Alpha', '[Script Info]\nTitle: x\n', /SubStation Alpha/],
    ['MicroDVD', '{10}{20}Hello\n', /MicroDVD/],
    ['a huge file', new Uint8Array(MAX_TRANSCRIPT_BYTES + 1), /8 MB at most/],
  ])('%s is refused with a reason', (_, content, reason) => expect(refusal(content)).toMatch(reason))

  it('a hundred thousand cues are counted and refused', () => {
    const cue = '00:00:01.000 --> 00:00:02.000\nx\n\n'
    expect(refusal(`WEBVTT\n\n${cue.repeat(100_000)}`, 'a.vtt')).toMatch(
      new RegExp(`100000 cues.*${MAX_CUES} at most`),
    )
  })
})

describe('generated transcripts', () => {
  const stamp = (ms: number, mark: string) => new Date(ms).toISOString().slice(11, 23).replace('.', mark)
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgж語ا'.split('')), minLength: 1, maxLength: 8 })
  const generated = fc
    .array(
      fc.record({
        gapMs: fc.nat(5000),
        lengthMs: fc.integer({ min: 1, max: 9000 }),
        words: fc.array(word, { minLength: 1, maxLength: 6 }),
      }),
      { minLength: 1, maxLength: 60 },
    )
    .map(list => {
      let atMs = 0
      return list.map(({ gapMs, lengthMs, words }) => {
        atMs += gapMs
        return { fromMs: atMs, toMs: atMs + lengthMs, text: words.join(' ') }
      })
    })

  it.each(['srt', 'vtt'] as const)('come back from %s as they were, whatever ends the lines', format => {
    const mark = format === 'srt' ? ',' : '.'
    fc.assert(
      fc.property(generated, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (cues, end, marked) => {
        const blocks = cues.map(({ fromMs, toMs, text }, at) =>
          [`${at + 1}`, `${stamp(fromMs, mark)} --> ${stamp(toMs, mark)}`, text, ''].join(end),
        )
        const head = format === 'vtt' ? `WEBVTT${end}${end}` : ''
        const reading = read(`${marked ? '\ufeff' : ''}${head}${blocks.join(end)}`, `a.${format}`)
        expect(reading.cues).toEqual(cues)
        expect(reading.notes).toEqual([])
      }),
    )
  })

  it('never throws, and never gives a cue that ends before it begins', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\n',
        '\n\n',
        '\r',
        'WEBVTT\n',
        ' --> ',
        '00:00:01,000',
        '00:01.000 --> 00:02.000',
        '<v ',
        '>',
        'A: ',
        '- ',
        '\0',
        '-',
        '1',
        'NOTE',
        '&#0;',
        '&#x110000;',
      ),
      fc.string({ unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const reading = readTranscript(bytes(pieces.join('')))
        if ('refused' in reading) return
        for (const { fromMs, toMs, text } of reading.cues) {
          expect(toMs).toBeGreaterThan(fromMs)
          expect(fromMs).toBeGreaterThanOrEqual(0)
          expect(text.trim()).not.toBe('')
        }
      }),
      { numRuns: 500 },
    )
  })
})
