/** Names that Windows keeps for devices, with any ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/**
 * A file name that every system takes, as near to the words as can be: no separators, control or reserved characters, no
 * dot or space at its ends, at most `maxBytes` of UTF-8.
 */
export function safeFileName(words: string, maxBytes = 120): string {
  const clean = words
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const whole = reserved.test(clean) ? `_${clean}` : clean
  let cut = ''
  for (const letter of whole) {
    if (Buffer.byteLength(cut + letter) > maxBytes) break
    cut += letter
  }
  return cut.replace(/[. ]+$/, '') || 'Untitled'
}
