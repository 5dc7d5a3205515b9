/** One packet of a stream, ms from the container's start (the lesson clock's 0 of this recording). */
export interface Packet {
  readonly atMs: number
  /** 0 where the file does not say. */
  readonly durationMs: number
  readonly key: boolean
}

export interface Packets {
  /** In the order of their times. */
  readonly picture: readonly Packet[]
  readonly sound: readonly Packet[]
}

export interface PacketRange {
  readonly picture: number | undefined
  readonly sound: number | undefined
  /** The container's first time, ms. */
  readonly startMs: number
  readonly fromMs: number
  readonly toMs: number
  /** Only the beginning and the end, of a long stretch: enough to say where it is cut, and quick for any length. */
  readonly endsOnly?: boolean
  /** It is H.264 and AAC at most, whose packets the index of an MP4 or MOV lists one by one. */
  readonly indexed?: boolean
}
