import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../../../electron/core/text/decodeText.ts'
import { readTranscript } from '../../../../../electron/core/text/subtitles/readTranscript.ts'

const cueOf = (words: string) => `1\n00:00:01,000 --> 00:00:02,000\n${words}\n`

function read(file: Uint8Array) {
  const reading = readTranscript(file, 'a.srt')
  if ('refused' in reading) throw new Error(reading.refused)
  return reading
}

/** Bytes of a single-byte encoding, found by decoding all of them. */
function encoded(text: string, encoding: string): Uint8Array {
  const table = new Map<string, number>()
  for (let code = 0; code < 256; code++)
    table.set(
      decodeText(new Uint8Array([code]), () => encoding),
      code,
    )
  return Uint8Array.from([...text], letter => table.get(letter) ?? 0x3f)
}

describe('encodings', () => {
  const spoken: readonly (readonly [string, string])[] = [
    ['windows-1251', 'Послушай, мы должны следовать нашим желаниям и говорить о них'],
    ['koi8-r', 'Послушай, мы должны следовать нашим желаниям и говорить о них'],
    ['windows-1252', 'Señor, où est la clé de l’école? Grüße'],
    ['windows-1253', 'Τι νομίζεις για την απάντηση που έδωσε ο μαθητής'],
    ['windows-1255', 'מה אתם חושבים על התשובה הזאת של התלמידה'],
    ['windows-1256', 'ماذا تعتقدون في الجواب الذي قاله التلميذ اليوم'],
  ]
  it.each(spoken)('reads %s without being told', (encoding, words) => {
    const reading = read(encoded(cueOf(words), encoding))
    expect([reading.encoding, reading.cues[0]?.text]).toEqual([encoding, words])
    expect(reading.notes).toEqual([{ skipped: false, message: expect.stringContaining(encoding) }])
  })

  it('reads Shift JIS', () => {
    // 先生、これはどうですか
    const words = Buffer.from('90e690b6814182b182ea82cd82c782a482c582b782a9', 'hex')
    const head = new TextEncoder().encode('1\n00:00:01,000 --> 00:00:02,000\n')
    const reading = read(Uint8Array.from([...head, ...words]))
    expect([reading.encoding, reading.cues[0]?.text]).toEqual(['shift_jis', '先生、これはどうですか'])
  })

  it('reads UTF-16 of either order, with a mark and without', () => {
    const text = cueOf('Hello there')
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const plain of [
      little,
      big,
      Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
    ])
      expect(read(plain).cues[0]?.text).toBe('Hello there')
  })
})
