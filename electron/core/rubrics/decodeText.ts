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

/**
 * Reads text in whatever encoding a spreadsheet saved it: UTF-8 or UTF-16, with or without a byte order mark, else
 * Windows-1252 (which older Excel calls "CSV"; Latin-1 is part of it). Never throws; the mark itself is left out.
 */
export function decodeText(bytes: Uint8Array): string {
  // TextDecoder drops the mark that belongs to its encoding, and only that one.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const unmarked = utf16WithoutMark(bytes)
  if (unmarked) return new TextDecoder(unmarked).decode(bytes)
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
}
