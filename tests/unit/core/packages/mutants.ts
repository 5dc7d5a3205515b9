import { rawZip } from '../../../fixtures/rawZip.ts'

export type Mutation =
  | { flip: number; bits: number }
  | { cut: number; length: number }
  | { repeat: number; length: number; to: number }
  | { insert: number; bytes: Uint8Array }
  | { number: number; value: number }
  | { json: number; with: string }

/** A package with changes of bytes, or of its list put into a sound zip. */
export function mutate(
  base: Buffer,
  entries: ReadonlyMap<string, Buffer>,
  changes: readonly Mutation[],
): Buffer {
  let bytes: Buffer = Buffer.from(base)
  for (const change of changes) {
    if ('flip' in change) {
      const at = change.flip % bytes.length
      bytes[at] = (bytes[at] ?? 0) ^ change.bits
    } else if ('cut' in change) {
      bytes = Buffer.concat([bytes.subarray(0, change.cut), bytes.subarray(change.cut + change.length)])
    } else if ('repeat' in change) {
      const part = bytes.subarray(change.repeat, change.repeat + change.length)
      bytes = Buffer.concat([bytes.subarray(0, change.to), part, bytes.subarray(change.to)])
    } else if ('insert' in change) {
      bytes = Buffer.concat([bytes.subarray(0, change.insert), change.bytes, bytes.subarray(change.insert)])
    } else if ('number' in change) {
      if (change.number + 4 <= bytes.length) bytes.writeUInt32LE(change.value, change.number)
    } else {
      const text = String(entries.get('manifest.json'))
      const data = Buffer.from(text.slice(0, change.json) + change.with + text.slice(change.json + 1))
      bytes = rawZip(
        [...entries].map(([name, old]) => ({ name, data: name === 'manifest.json' ? data : old })),
      )
    }
    if (bytes.length === 0) bytes = Buffer.from('x')
  }
  return bytes
}
