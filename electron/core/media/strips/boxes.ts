/** Boxes of an MP4 or QuickTime file, read from bytes that nobody vouches for. */

export interface Box {
  readonly type: string
  /** What is inside, without its header. */
  readonly body: Buffer
}

/** The index of a recording cannot be used: the sentence says what is odd about it. */
export class IndexUnusable extends Error {}

/** An honest `moov` has a few hundred boxes; a row of empty ones could have millions. */
const mostBoxes = 4096

/**
 * The boxes that lie side by side in `bytes`. A box that claims to reach beyond them is refused.
 * @throws IndexUnusable
 */
export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = []
  let at = 0
  while (at + 8 <= bytes.length) {
    let headBytes = 8
    let size = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (size === 1) {
      if (at + 16 > bytes.length) throw new IndexUnusable(`the box ${type} is cut off`)
      size = Number(bytes.readBigUInt64BE(at + 8))
      headBytes = 16
    }
    if (size === 0) size = bytes.length - at
    // QuickTime ends some lists with four zero bytes.
    if (size < headBytes || at + size > bytes.length)
      throw new IndexUnusable(`the box ${type} says that it is ${size} bytes long, and is not`)
    boxes.push({ type, body: bytes.subarray(at + headBytes, at + size) })
    if (boxes.length > mostBoxes) throw new IndexUnusable('it has too many boxes')
    at += size
  }
  return boxes
}

export const boxOf = (boxes: readonly Box[], type: string): Buffer | undefined =>
  boxes.find(box => box.type === type)?.body

/** The box at the end of a path of types. @throws IndexUnusable */
export function boxAt(bytes: Buffer, ...path: readonly string[]): Buffer | undefined {
  let body: Buffer | undefined = bytes
  for (const type of path) body = body && boxOf(boxesIn(body), type)
  return body
}

/**
 * A table of fixed rows behind a version word and a count: `stts`, `stsc`, `stco` and their like.
 * @returns how to read the field `column` of row `row`
 * @throws IndexUnusable where it claims more rows than it has bytes for
 */
export function tableOf(
  body: Buffer | undefined,
  name: string,
  columns: number,
  headBytes = 8,
): { readonly rows: number; readonly at: (row: number, column: number) => number } | undefined {
  if (!body) return undefined
  if (body.length < headBytes) throw new IndexUnusable(`its table ${name} is cut off`)
  const rows = body.readUInt32BE(headBytes - 4)
  if (rows * columns * 4 > body.length - headBytes)
    throw new IndexUnusable(`its table ${name} claims ${rows} rows and does not have them`)
  return { rows, at: (row, column) => body.readUInt32BE(headBytes + (row * columns + column) * 4) }
}
