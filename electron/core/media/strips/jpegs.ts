const end = Buffer.from([0xff, 0xd9])
/** No tile is near this. */
const mostBytes = 4 * 2 ** 20

/**
 * Cuts a stream of JPEGs at their ends; inside the picture data `FF` is always followed by `00` or a restart mark, so the end
 * mark means the end. Feed it pieces as they come.
 * @returns whether what is left over has grown beyond any picture: the stream is none of JPEGs
 */
export function jpegSplitter(onJpeg: (jpeg: Buffer) => void): (piece: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0)
  return piece => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    for (let at = rest.indexOf(end); at >= 0; at = rest.indexOf(end)) {
      onJpeg(Buffer.from(rest.subarray(0, at + 2)))
      rest = rest.subarray(at + 2)
    }
    return rest.length > mostBytes
  }
}
