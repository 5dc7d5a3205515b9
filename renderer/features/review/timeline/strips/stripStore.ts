import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MediaPart } from '../../../../../electron/contract/api/doors.ts'
import type { StripProgress } from '../../../../../electron/contract/api/strips.ts'
import {
  filmstripHead,
  jsonOf,
  type Packet,
  readPackets,
  type Silence,
  silenceList,
  tileOf,
  waveformHead,
} from '../../../../../electron/contract/strips/packets.ts'
import { type PeakLevel, peakLevels } from './peakLevels.ts'
import { type Tile, withTiles } from './tiles.ts'

/** What the timeline draws of a recording, as far as it has come. */
export type Strips = {
  tiles: readonly Tile[]
  /** Width of a picture over its height; undefined until the first is there. */
  aspect: number | undefined
  levels: readonly PeakLevel[]
  silences: readonly Silence[]
  /** `making`: more is coming. */
  state: 'making' | 'whole' | 'failed'
}

export const noStrips: Strips = {
  tiles: [],
  aspect: undefined,
  levels: [],
  silences: [],
  state: 'making',
}

type Name = Extract<MediaPart, 'filmstrip' | 'waveform'>

/** Reads strips as they grow: each time from where it has read, and never twice at once. */
export class StripReader {
  readonly store: StoreApi<Strips> = createStore<Strips>(() => noStrips)
  private readonly taken: Record<Name, number> = { filmstrip: 0, waveform: 0 }
  private readonly there: Record<Name, number> = { filmstrip: 0, waveform: 0 }
  private readonly reading = new Map<Name, Promise<void>>()
  private peaks = new Int8Array(0)
  private bucketMs = 10
  private readonly addressOf: (name: Name) => string
  private readonly signal: AbortSignal

  constructor(addressOf: (name: Name) => string, signal: AbortSignal) {
    this.addressOf = addressOf
    this.signal = signal
  }

  /** Reads what has come since. @throws TypeError or Error where the host does not give it */
  async take({ filmstripBytes, waveformBytes }: StripProgress): Promise<void> {
    this.there.filmstrip = Math.max(this.there.filmstrip, filmstripBytes)
    this.there.waveform = Math.max(this.there.waveform, waveformBytes)
    await Promise.all([this.read('filmstrip'), this.read('waveform')])
  }

  private read(name: Name): Promise<void> {
    const already = this.reading.get(name)
    if (already) return already
    const reading = this.readOn(name).finally(() => this.reading.delete(name))
    this.reading.set(name, reading)
    return reading
  }

  private async readOn(name: Name): Promise<void> {
    while (this.taken[name] < this.there[name] && !this.signal.aborted) {
      const answer = await fetch(this.addressOf(name), {
        headers: { range: `bytes=${this.taken[name]}-` },
        signal: this.signal,
      })
      if (!answer.ok) throw new Error(`the ${name} was answered with ${answer.status}`)
      const { packets, usedBytes } = readPackets(new Uint8Array(await answer.arrayBuffer()))
      if (usedBytes === 0) return
      this.taken[name] += usedBytes
      if (name === 'filmstrip') await this.takePictures(packets)
      else this.takeSound(packets)
    }
  }

  private async takePictures(packets: readonly Packet[]): Promise<void> {
    const [head] = packets.filter(({ kind }) => kind === 'head')
    if (head) {
      const { tileWidth, tileHeight } = filmstripHead.parse(jsonOf(head))
      this.store.setState({ aspect: tileWidth / tileHeight })
    }
    const tiles = await Promise.all(
      packets
        .filter(({ kind }) => kind === 'tile')
        .map(async packet => {
          const { atMs, jpeg } = tileOf(packet)
          const blob = new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' })
          return { atMs, picture: await createImageBitmap(blob) }
        }),
    )
    if (this.signal.aborted) for (const { picture } of tiles) picture.close()
    else if (tiles.length > 0)
      this.store.setState(({ tiles: before }) => ({ tiles: withTiles(before, tiles) }))
  }

  private takeSound(packets: readonly Packet[]): void {
    for (const packet of packets) {
      if (packet.kind === 'head') this.bucketMs = waveformHead.parse(jsonOf(packet)).bucketMs
      if (packet.kind === 'silences') this.store.setState({ silences: silenceList.parse(jsonOf(packet)) })
    }
    const pieces = packets.filter(({ kind }) => kind === 'peaks')
    if (pieces.length === 0) return
    const more = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
    const peaks = new Int8Array(this.peaks.length + more)
    peaks.set(this.peaks)
    let at = this.peaks.length
    for (const { bytes } of pieces) {
      peaks.set(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), at)
      at += bytes.length
    }
    this.peaks = peaks
    this.store.setState({ levels: peakLevels(peaks, this.bucketMs) })
  }

  /** Lets go of the pictures. */
  close(): void {
    for (const { picture } of this.store.getState().tiles) picture.close()
    this.store.setState({ tiles: [], levels: [], silences: [] })
  }
}
