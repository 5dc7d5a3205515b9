/** How many bytes are looked at to tell UTF-16 without a mark from plain text. */
const SAMPLE_BYTES = 2000

/** UTF-16 of mostly Western text has a zero in every other byte; plain text has none at all. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES - (SAMPLE_BYTES % 2))
  const pairs = Math.floor(sample.length / 2)
  if (pairs === 0) return undefined
  let evenZeros = 0
  let oddZeros = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (sample[i] === 0) evenZeros++
    if (sample[i + 1] === 0) oddZeros++
  }
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.1) return 'utf-16le'
  if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.1) return 'utf-16be'
  return undefined
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** What text was read as. */
export type TextEncoding = string

/** The encoding of bytes that are neither UTF-8 nor UTF-16. */
export type LegacyGuess = (bytes: Uint8Array) => TextEncoding

/** Windows-1252, of which Latin-1 is part; older Excel calls it "CSV". */
const western: LegacyGuess = () => 'windows-1252'

/** What 0x80 to 0x9F mean in Windows-1252; some versions of Node read them as Latin-1, where they are control characters. */
const upper1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Names the encoding of text: by its byte order mark, by what its bytes can be, else by `legacy`. Never throws. */
export function encodingOf(bytes: Uint8Array, legacy: LegacyGuess = western): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return utf16WithoutMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : legacy(bytes))
}

/**
 * Reads text in whatever encoding it was saved: UTF-8 or UTF-16, with or without a byte order mark, else what `legacy` says
 * (Windows-1252 unless told otherwise). Never throws; the mark itself is left out.
 */
export function decodeText(bytes: Uint8Array, legacy: LegacyGuess = western): string {
  // TextDecoder drops the mark that belongs to its encoding, and only that one.
  const encoding = encodingOf(bytes, legacy)
  const text = new TextDecoder(encoding).decode(bytes)
  if (encoding !== 'windows-1252') return text
  return text.replace(/[\u0080-\u009f]/g, letter => upper1252[letter.charCodeAt(0) - 0x80] ?? letter)
}
