const find = (bytes: Uint8Array, name: string): number => {
  const codes = [...name].map(letter => letter.charCodeAt(0))
  return bytes.findIndex((_, at) => codes.every((code, nth) => bytes[at + nth] === code))
}

const hex = (byte: number | undefined): string => (byte ?? 0).toString(16).padStart(2, '0')

/** What a MediaSource must be told of an MP4's head: its container and the codecs in it. Pure. */
export function mimeTypeOf(head: Uint8Array): string {
  const avc = find(head, 'avcC')
  const codecs = [
    ...(avc < 0 ? [] : [`avc1.${hex(head[avc + 5])}${hex(head[avc + 6])}${hex(head[avc + 7])}`]),
    ...(find(head, 'mp4a') < 0 ? [] : ['mp4a.40.2']),
  ]
  return `${avc < 0 ? 'audio' : 'video'}/mp4; codecs="${codecs.join(',')}"`
}
