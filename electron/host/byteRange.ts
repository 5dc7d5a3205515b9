/** Which bytes of a file an answer holds; `last` is part of it. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/**
 * Reads a Range header (RFC 9110, 14.1.2) for a file of `sizeBytes`. Of several ranges none is taken: the whole file is a
 * lawful answer, and no player asks for several.
 * @returns the range; undefined for the whole file (no header, or one that is not to be understood); `unsatisfiable` for 416
 */
export function byteRange(header: string | null, sizeBytes: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!match) return undefined
  const [, from = '', to = ''] = match
  if (from === '') {
    if (to === '') return undefined
    const length = Math.min(Number(to), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 }
  }
  const first = Number(from)
  if (to !== '' && Number(to) < first) return undefined
  if (first >= sizeBytes) return 'unsatisfiable'
  return { first, last: to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1) }
}
