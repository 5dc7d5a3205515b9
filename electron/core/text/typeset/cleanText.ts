/** Characters that have no shape of their own and must not reach the shaper: controls, lone surrogates, noncharacters, line separators. */
const shapeless = /[\p{Cc}\p{Cs}]|[\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb\ufeff]/gu

/** Embeddings and overrides reorder everything up to a closing sign that may stand on another line; isolates do not leak. */
const leakingBidi = /[\u202a-\u202e]/gu

/**
 * Makes typed words fit for drawing: one kind of line end, tabs and other spaces as a space, no characters without a
 * shape. Every visible character stays.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(leakingBidi, '')
    .split('\n')
    .map(line => line.replace(shapeless, '').trim())
    .filter((line, i, lines) => line !== '' || (i > 0 && lines[i - 1] !== ''))
    .join('\n')
    .trim()
}
