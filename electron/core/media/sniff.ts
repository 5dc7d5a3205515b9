/** What a file's first bytes say it is. Pure; only used to word a refusal, never to let something in. */
export type Sniffed =
  | 'text'
  | 'picture'
  | 'document'
  | 'archive'
  | 'program'
  | 'iso'
  | 'matroska'
  | 'media'
  | 'unknown'

const starts = (head: Uint8Array, at: number, bytes: readonly number[]) =>
  bytes.every((byte, i) => head[at + i] === byte)
const ascii = (head: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...head.subarray(at, at + length))

const magics: readonly (readonly [Sniffed, number, readonly number[]])[] = [
  ['picture', 0, [0x89, 0x50, 0x4e, 0x47]], // PNG
  ['picture', 0, [0xff, 0xd8, 0xff]], // JPEG
  ['picture', 0, [0x42, 0x4d]], // BMP
  ['picture', 0, [0x49, 0x49, 0x2a, 0x00]], // TIFF
  ['picture', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['document', 0, [0x25, 0x50, 0x44, 0x46]], // PDF
  ['document', 0, [0xd0, 0xcf, 0x11, 0xe0]], // old Office
  ['archive', 0, [0x50, 0x4b, 0x03, 0x04]], // zip, and new Office
  ['archive', 0, [0x1f, 0x8b]],
  ['archive', 0, [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', 0, [0x52, 0x61, 0x72, 0x21]],
  ['program', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['program', 0, [0x4d, 0x5a]],
  ['matroska', 0, [0x1a, 0x45, 0xdf, 0xa3]],
  ['media', 0, [0x46, 0x4c, 0x56]], // FLV
  ['media', 0, [0x49, 0x44, 0x33]], // ID3
  ['media', 0, [0x4f, 0x67, 0x67, 0x53]], // Ogg
  ['media', 0, [0x30, 0x26, 0xb2, 0x75]], // ASF
  ['media', 0, [0x52, 0x49, 0x46, 0x46]], // RIFF
  ['media', 0, [0x66, 0x4c, 0x61, 0x43]], // FLAC
]

const isoTypes = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'styp', 'moof', 'sidx', 'pnot'])

/** Text: no control characters but tab, line ends, form feed and escape. A byte-order mark of UTF-16 counts as text too. */
function isText(head: Uint8Array): boolean {
  if (starts(head, 0, [0xff, 0xfe]) || starts(head, 0, [0xfe, 0xff])) return true
  return head.every(byte => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b)
}

export function sniff(head: Uint8Array): Sniffed {
  if (starts(head, 0, [0x52, 0x49, 0x46, 0x46]) && ascii(head, 8, 4) === 'WEBP') return 'picture'
  for (const [what, at, bytes] of magics) if (starts(head, at, bytes)) return what
  const type = ascii(head, 4, 4)
  if (type === 'ftyp' && /^(heic|heix|mif1|msf1|avif|avis|crx )/.test(ascii(head, 8, 4))) return 'picture'
  if (isoTypes.has(type)) return 'iso'
  if (isText(head)) return 'text'
  return 'unknown'
}
