import type { TextEncoding } from './decodeText.ts'

/** How many bytes are looked at; subtitles say enough about themselves in the first pages. */
const SAMPLE_BYTES = 65_536

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Decodes, or undefined where the bytes cannot be this encoding. */
function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Encodings of several bytes a character, each with what a real text in it is full of. */
const wide = [
  { encoding: 'shift_jis', common: /[\u3041-\u30fc]/gu, share: 0.25 },
  { encoding: 'euc-jp', common: /[\u3041-\u30fc]/gu, share: 0.25 },
  { encoding: 'euc-kr', common: /[\uac00-\ud7a3]/gu, share: 0.6 },
  { encoding: 'gb18030', common: /[的一是不了在人有我他这个们来到时大地为子中你说]/gu, share: 0.08 },
  { encoding: 'big5', common: /[的一是不了在人有我他這個們來到時大地為子中你說]/gu, share: 0.08 },
] as const

/** Single-byte encodings of other alphabets, each with its commonest letters in lower case. */
const narrow = [
  { encoding: 'windows-1251', common: 'оеаинтсрвлк' },
  { encoding: 'koi8-r', common: 'оеаинтсрвлк' },
  { encoding: 'windows-1253', common: 'αοιετσνηυρπ' },
  { encoding: 'windows-1255', common: 'יוהלאמרתשבנ' },
  { encoding: 'windows-1256', common: 'اليمنرتوبةد' },
] as const
/** In a real text at least so much of the letters are the commonest ones. */
const NARROW_SHARE = 0.45

/** How many of the bytes beyond ASCII stand next to another: few in Western words, nearly all in other alphabets. */
function togetherShare(bytes: Uint8Array): number {
  let high = 0
  let together = 0
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue
    high++
    if ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80) together++
  }
  return high === 0 ? 0 : together / high
}

/**
 * Guesses the encoding of old subtitles from what their bytes would say: Japanese, Chinese, Korean, Cyrillic, Greek, Hebrew,
 * Arabic, else Western European. A guess may be wrong, so whoever uses it says which one was taken.
 */
export function guessLegacy(all: Uint8Array): TextEncoding {
  const bytes = all.subarray(0, SAMPLE_BYTES)
  if (togetherShare(bytes) < 0.5) return 'windows-1252'
  // A sample may end in the middle of a character; the line before it does not.
  const end = all.length > SAMPLE_BYTES ? bytes.lastIndexOf(0x0a) : bytes.length
  for (const { encoding, common, share } of wide) {
    const text = strictly(bytes.subarray(0, end < 0 ? bytes.length : end), encoding)
    if (text === undefined) continue
    const beyond = countOf(text, /\P{ASCII}/gu)
    // A half-width kana is a single byte, as any letter of another alphabet is: such text is no Japanese.
    const halves = countOf(text, /[\uff61-\uff9f]/gu)
    if (beyond > 0 && countOf(text, common) / beyond >= share && halves / beyond < 0.2) return encoding
  }
  const scored = narrow.map(({ encoding, common }) => {
    const text = new TextDecoder(encoding).decode(bytes)
    const beyond = countOf(text, /\P{ASCII}/gu)
    const likely = [...text].filter(letter => common.includes(letter)).length
    return { encoding, share: beyond === 0 ? 0 : likely / beyond }
  })
  const best = scored.reduce((a, b) => (b.share > a.share ? b : a))
  return best.share >= NARROW_SHARE ? best.encoding : 'windows-1252'
}
