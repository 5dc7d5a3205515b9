import type { Sample, TrackHead } from './fragmentReader.ts'
import { fragmentOf } from './fragmentWriter.ts'
import { cellMs, cellOf, cellStart } from './grid.ts'
import { silence } from './silentSound.ts'

export interface CellSink {
  /** More of a cell: whole fragments. `stopgap`: only there so that a page does not wait for what the recording lacks. */
  piece(cell: number, bytes: Buffer, stopgap: boolean): void
  /** Nothing more comes for the cell. */
  done(cell: number): void
}

export interface AssemblerOptions {
  readonly tracks: readonly TrackHead[]
  /** Channels of the sound, for silence. */
  readonly channels: number
  readonly cells: number
  /** The first cell that the run makes; what comes before it is there to be decoded only. */
  readonly from: number
  readonly sink: CellSink
  /** The first picture comes so late that the one on at the beginning must lie before what was read. */
  readonly onLateStart?: () => void
}

/** A piece goes out with this much of the recording in it. */
const pieceMs = 200
/** A page seeks over holes of up to two pictures by itself. */
const bearableMs = 60
/** Packets of both tracks come in the order of their times, but for the encoders' delays. */
const slackMs = 250
/** A first picture may stand in for the one before it for so long. */
const bearableStartMs = 1000

/**
 * Puts the samples of one encoder run into the cells of the grid. Where no picture begins near a cell's start, the one that is on
 * there is put before it (all pictures since the last one of its own, shown for a tick each, so that the last stays); where sound is
 * missing there is silence. Both are marked as stopgaps, and are not in the finished copy.
 */
export function cellAssembler({ tracks, channels, cells, from, sink, onLateStart }: AssemblerOptions) {
  const picture = tracks.find(({ kind }) => kind === 'picture')
  const sound = tracks.find(({ kind }) => kind === 'sound')
  const scaleOf = { picture: picture?.timescale ?? 1, sound: sound?.timescale ?? 1 }
  let at = from
  /** Samples of this cell that have not gone out, and those of later ones. */
  let pending: Sample[] = []
  let later: Sample[] = []
  /** The last picture: how long it stands is known when the next one comes. */
  let held: Sample | undefined
  /** The pictures of late, from one of its own on that lies before this cell. */
  let recent: Sample[] = []
  let hasPicture = false
  let soundEnd: number | undefined
  let soundGaps: Sample[] = []
  let pieces = 0
  let reachedMs = 0

  const send = (samples: readonly Sample[], stopgap = false) => {
    const bytes = fragmentOf(tracks, samples, at * 64 + ++pieces)
    if (bytes.length > 0) sink.piece(at, bytes, stopgap)
  }

  /** The pictures that must be decoded to see what is on at `pts`. */
  const groupAt = (pts: number): Sample[] => {
    const before = recent.filter(sample => sample.pts <= pts)
    return before.slice(
      Math.max(
        0,
        before.findLastIndex(sample => sample.key),
      ),
    )
  }

  const forgetBefore = (pts: number) => {
    const [first] = groupAt(pts)
    if (first) recent = recent.slice(recent.indexOf(first))
  }

  /** What was on at the cell's start, or the first that comes, from there up to `to`. */
  const standIn = (to: number, next: Sample | undefined) => {
    const start = cellStart(at, scaleOf.picture)
    const room = to - start
    const before = groupAt(start)
    if (before.length === 0 && at > 0 && room > bearableStartMs * (scaleOf.picture / 1000)) onLateStart?.()
    const shown = before.length > 0 ? before : next ? [next] : []
    const last = shown.at(-1)
    if (!last || room <= shown.length) return
    const squeezed = shown.slice(0, -1).map((sample, nth) => ({ ...sample, pts: start + nth, ticks: 1 }))
    const ticks = room - squeezed.length
    send([...squeezed, { ...last, pts: start + squeezed.length, ticks }], true)
  }

  const startPicture = (first: Sample | undefined) => {
    if (hasPicture || !picture) return
    hasPicture = true
    const start = cellStart(at, picture.timescale)
    const end = cellStart(at + 1, picture.timescale)
    const begins = first?.pts ?? end
    if ((begins - start) * 1000 > bearableMs * picture.timescale) standIn(Math.min(begins, end), first)
  }

  const place = (sample: Sample) => {
    const cell = cellOf(sample.pts, scaleOf[sample.track], cells)
    if (cell > at) {
      later.push(sample)
      return
    }
    if (sample.track === 'picture') {
      if (cell < at) return
      pending.push(sample)
      return
    }
    if (cell < at) {
      soundEnd = Math.max(soundEnd ?? 0, sample.pts + sample.ticks)
      return
    }
    const start = Math.max(soundEnd ?? 0, cellStart(at, scaleOf.sound))
    if ((sample.pts - start) * 1000 > bearableMs * scaleOf.sound)
      soundGaps.push(...silence(start, sample.pts, channels))
    soundEnd = sample.pts + sample.ticks
    pending.push(sample)
  }

  const finishHeld = (until: number) => {
    if (!held) return
    place({ ...held, ticks: Math.max(1, until - held.pts) })
    held = undefined
  }

  const flushWhenDue = () => {
    const leader = picture ? 'picture' : 'sound'
    const own = pending.filter(({ track }) => track === leader)
    const first = own[0]
    const last = own.at(-1)
    if (!first || !last) return
    if ((last.pts + last.ticks - first.pts) * 1000 < pieceMs * scaleOf[leader]) return
    send(pending)
    pending = []
  }

  const fillSound = () => {
    const start = Math.max(soundEnd ?? 0, cellStart(at, scaleOf.sound))
    const until = cellStart(at + 1, scaleOf.sound)
    if ((until - start) * 1000 <= bearableMs * scaleOf.sound) return
    soundGaps.push(...silence(start, until, channels))
    soundEnd = until
  }

  /** @param over nothing more comes at all */
  const close = (over: boolean) => {
    const end = cellStart(at + 1, scaleOf.picture)
    if (held && held.pts < end) finishHeld(over ? held.pts + held.ticks : end)
    if (!over || pending.some(({ track }) => track === 'sound')) startPicture(undefined)
    if (sound && !over) fillSound()
    send(pending)
    if (soundGaps.length > 0) send(soundGaps, true)
    sink.done(at)
    at += 1
    forgetBefore(cellStart(at, scaleOf.picture))
    pieces = 0
    hasPicture = false
    pending = []
    soundGaps = []
    const waiting = later
    later = []
    for (const sample of waiting) place(sample)
    const firstPicture = pending.find(({ track }) => track === 'picture') ?? held
    if (firstPicture && cellOf(firstPicture.pts, scaleOf.picture, cells) === at) startPicture(firstPicture)
  }

  const step = () => {
    while (at < cells - 1 && reachedMs >= (at + 1) * cellMs + slackMs) close(false)
  }

  return {
    push(sample: Sample): void {
      const scale = scaleOf[sample.track]
      reachedMs = Math.max(reachedMs, (sample.pts * 1000) / scale)
      if (sample.track === 'sound') {
        if (sample.pts >= 0) place(sample)
      } else {
        finishHeld(sample.pts)
        if (cellOf(sample.pts, scale, cells) === at) startPicture(sample)
        held = sample
        recent.push(sample)
      }
      step()
      flushWhenDue()
    },
    /** The recording's end: what is left goes out, and the cells behind it are empty. */
    end(): void {
      if (held && cellOf(held.pts, scaleOf.picture, cells) > at) {
        later.push(held)
        held = undefined
      }
      while (at < cells) close(later.length === 0)
    },
  }
}
