import { LEAN_PART, LIVE_CELL_MS, liveAddress, RATE_HEADER } from '../../../electron/contract/api/doors.ts'
import { cellsToDrop, type Loaded, mostBytes, nextCell } from './cellsToLoad.ts'
import { type Failure, failureOf } from './failure.ts'
import { mimeTypeOf } from './mimeType.ts'

export interface LiveInput {
  readonly recordingId: string
  readonly mediaKey: string
  readonly sound: number | undefined
  readonly durationMs: number
}

/** The host gave a part up for another that was asked for later: so soon it is asked again. */
const againMs = 150
const againAtMostMs = 2000
/** Cells ahead of the playhead that stay at the rate they came at: the next ones must be there before they are wanted. */
const keptAhead = 4
const wakeOn = ['seeking', 'timeupdate', 'play', 'waiting'] as const

/**
 * Feeds a media element with a playable copy that is being made: the cells around the playhead, in order, as their bytes come. What lies
 * far behind is let go.
 */
export class LiveFeeder {
  private readonly source = new MediaSource()
  private readonly url = URL.createObjectURL(this.source)
  private readonly ending = new AbortController()
  private readonly cells: number
  private loaded: Loaded[] = []
  private loading: { cell: number; abort: AbortController } | undefined
  private wake: () => void = () => undefined
  private refusals = 0
  /** The rate of what is in the buffer, as the host named it: cells of another one need its head first. */
  private rate: string | null = null
  private mimeType = ''

  private readonly element: HTMLMediaElement
  private readonly input: LiveInput

  constructor(element: HTMLMediaElement, input: LiveInput, onFailure: (failure: Failure) => void) {
    this.element = element
    this.input = input
    this.cells = Math.max(1, Math.ceil(input.durationMs / LIVE_CELL_MS))
    for (const name of wakeOn) element.addEventListener(name, this.look)
    element.src = this.url
    const opened = new Promise<void>(resolve =>
      this.source.addEventListener('sourceopen', () => resolve(), { once: true }),
    )
    this.feed(opened).catch((error: unknown) => {
      if (!this.ending.signal.aborted) onFailure(failureOf(error))
    })
  }

  /** Lets go of the element and of what is being made for it. */
  close(): void {
    this.ending.abort()
    this.loading?.abort.abort()
    for (const name of wakeOn) this.element.removeEventListener(name, this.look)
    this.wake()
    if (this.element.src === this.url) {
      this.element.removeAttribute('src')
      this.element.load()
    }
    URL.revokeObjectURL(this.url)
  }

  private readonly look = (): void => {
    const next = this.next()
    // Whoever jumped elsewhere does not wait for the end of what was being fetched.
    if (this.loading && next !== undefined && Math.abs(next - this.loading.cell) > 1)
      this.loading.abort.abort()
    this.wake()
  }

  private next(): number | undefined {
    const grid = { cells: this.cells, cellMs: LIVE_CELL_MS }
    return nextCell(this.element.currentTime * 1000, this.loaded, grid)
  }

  private async feed(opened: Promise<void>): Promise<void> {
    const [head] = await Promise.all([this.firstHead(), opened])
    this.mimeType = mimeTypeOf(head.bytes)
    this.rate = head.rate
    const buffer = this.source.addSourceBuffer(this.mimeType)
    this.source.duration = this.input.durationMs / 1000
    await append(buffer, head.bytes)
    while (!this.ending.signal.aborted) {
      const cell = this.next()
      if (cell === undefined) await new Promise<void>(resolve => (this.wake = resolve))
      else await this.load(buffer, cell)
    }
  }

  private async load(buffer: SourceBuffer, cell: number): Promise<void> {
    await this.drop(buffer, mostBytes)
    const abort = new AbortController()
    this.loading = { cell, abort }
    try {
      let bytes = 0
      const answer = await fetch(this.address(cell), { signal: abort.signal })
      if (!answer.ok) throw await answer.json()
      await this.turnTo(buffer, answer.headers.get(RATE_HEADER), abort.signal)
      const reader = answer.body?.getReader()
      for (;;) {
        const { done = true, value } = (await reader?.read()) ?? {}
        if (value) {
          bytes += value.length
          await this.appendWithRoom(buffer, value)
        }
        if (done) break
        if (abort.signal.aborted) throw new DOMException('Elsewhere now.', 'AbortError')
      }
      this.refusals = 0
      this.loaded = [...this.loaded, { cell, bytes }]
      if (cell === this.cells - 1 && this.source.readyState === 'open') this.source.endOfStream()
    } catch (error) {
      if (this.source.readyState === 'open') buffer.abort()
      if (this.ending.signal.aborted || abort.signal.aborted) return
      await this.waitAfter(error)
    } finally {
      this.loading = undefined
    }
  }

  private async appendWithRoom(buffer: SourceBuffer, bytes: Uint8Array): Promise<void> {
    try {
      await append(buffer, bytes)
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error
      await this.drop(buffer, mostBytes / 2)
      await append(buffer, bytes)
    }
  }

  private async drop(buffer: SourceBuffer, most: number): Promise<void> {
    for (const cell of cellsToDrop(this.element.currentTime * 1000, this.loaded, LIVE_CELL_MS, most))
      await this.letGo(buffer, cell)
  }

  /** A broken answer: the run that made it was stopped for a later wish, or the host is gone, which the page tells by itself. */
  private async waitAfter(error: unknown): Promise<void> {
    if (failureOf(error).code !== 'cancelled') throw error
    this.refusals += 1
    const waitMs = Math.min(againAtMostMs, againMs * this.refusals)
    await new Promise(resolve => setTimeout(resolve, waitMs))
  }

  private async firstHead() {
    const { signal } = this.ending
    for (;;) {
      try {
        return await this.headOf(undefined, signal)
      } catch (error) {
        if (signal.aborted) throw error
        await this.waitAfter(error)
      }
    }
  }

  /** What a guest has from a host may come at another rate from one cell to the next: the picture goes on, and gets larger or smaller. */
  private async turnTo(buffer: SourceBuffer, rate: string | null, signal: AbortSignal): Promise<void> {
    if (rate === this.rate || rate === null) return
    const { bytes } = await this.headOf(rate, signal)
    const mimeType = mimeTypeOf(bytes)
    await settled(buffer)
    if (mimeType !== this.mimeType) buffer.changeType(mimeType)
    this.mimeType = mimeType
    await append(buffer, bytes)
    this.rate = rate
    if (rate !== LEAN_PART) await this.dropAhead(buffer)
  }

  /** What is sharper now need not wait until all that was fetched before has been played. */
  private async dropAhead(buffer: SourceBuffer): Promise<void> {
    const now = Math.floor((this.element.currentTime * 1000) / LIVE_CELL_MS)
    for (const { cell } of this.loaded.filter(each => each.cell > now + keptAhead))
      await this.letGo(buffer, cell)
  }

  private async letGo(buffer: SourceBuffer, cell: number): Promise<void> {
    buffer.remove((cell * LIVE_CELL_MS) / 1000, ((cell + 1) * LIVE_CELL_MS) / 1000)
    await settled(buffer)
    this.loaded = this.loaded.filter(each => each.cell !== cell)
  }

  private async headOf(rate: string | undefined, signal: AbortSignal) {
    const answer = await fetch(this.address('head', rate), { signal })
    if (!answer.ok) throw await answer.json()
    return { bytes: new Uint8Array(await answer.arrayBuffer()), rate: answer.headers.get(RATE_HEADER) }
  }

  private address(cell: number | 'head', rate?: string): string {
    const { recordingId, mediaKey, sound } = this.input
    return liveAddress(recordingId, cell, mediaKey, sound, rate)
  }
}

function settled(buffer: SourceBuffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!buffer.updating) return resolve()
    buffer.addEventListener('updateend', () => resolve(), { once: true })
    buffer.addEventListener('error', () => reject(new Error('The page refused a part of the copy.')), {
      once: true,
    })
  })
}

async function append(buffer: SourceBuffer, bytes: Uint8Array): Promise<void> {
  await settled(buffer)
  buffer.appendBuffer(new Uint8Array(bytes))
  await settled(buffer)
}
