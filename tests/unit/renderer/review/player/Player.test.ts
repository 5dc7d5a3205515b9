import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Player } from '../../../../../renderer/features/review/player/Player.ts'

/** Thirty frames a second. */
const FRAME_S = 1 / 30

/** A media element that seeks when it is told to, and shows what lies at its place. */
class FakeVideo extends EventTarget {
  error: MediaError | null = null
  readyState = 0
  videoWidth = 0
  seeking = false
  paused = true
  ended = false
  playbackRate = 1
  preservesPitch = false
  currentSrc = ''
  /** Where it was sent, in the order it was. */
  readonly sent: number[] = []
  private atS = 0
  private frames = new Map<number, VideoFrameRequestCallback>()
  private count = 0

  get currentTime(): number {
    return this.atS
  }
  set currentTime(atS: number) {
    this.sent.push(atS)
    this.atS = atS
    this.seeking = true
  }

  requestVideoFrameCallback(listen: VideoFrameRequestCallback): number {
    this.frames.set(++this.count, listen)
    return this.count
  }
  cancelVideoFrameCallback(handle: number): void {
    this.frames.delete(handle)
  }
  async play(): Promise<void> {
    this.paused = false
    this.dispatchEvent(new Event('play'))
  }
  pause(): void {
    this.paused = true
    this.dispatchEvent(new Event('pause'))
  }

  /** Takes another source, as a page that sets `src` does: the clock jumps to 0 before it is said. */
  load(src: string): void {
    this.empty(src)
    this.dispatchEvent(new Event('loadstart'))
  }
  /** Another source was set, and nothing of it is said yet. */
  empty(src: string): void {
    this.atS = 0
    this.currentSrc = src
    this.readyState = 0
    this.seeking = false
    this.paused = true
    this.ended = false
    this.error = null
  }
  /** What comes next cannot be decoded: Chromium says so, and stops. */
  fail(): void {
    this.error = { code: 3, message: 'PIPELINE_ERROR_DECODE' } as MediaError
    this.dispatchEvent(new Event('error'))
    this.pause()
  }
  /** Plays to its end, and gets another source before the page has heard that it is over. */
  endInto(atS: number, src: string): void {
    this.playTo(atS)
    this.ended = true
    this.pause()
    this.empty(src)
    this.dispatchEvent(new Event('ended'))
    this.dispatchEvent(new Event('loadstart'))
  }
  open(startS = 0): void {
    this.atS = startS
    this.readyState = 4
    this.videoWidth = 640
    this.dispatchEvent(new Event('loadeddata'))
  }
  /** The seek is over, and its frame is put on the screen. */
  async arrive(): Promise<void> {
    this.seeking = false
    this.dispatchEvent(new Event('seeked'))
    this.paint()
    await settle()
  }
  paint(atS = this.atS): void {
    const mediaTime = Math.floor(atS / FRAME_S + 1e-6) * FRAME_S
    const listening = [...this.frames.values()]
    this.frames.clear()
    for (const listen of listening) listen(0, { mediaTime } as VideoFrameCallbackMetadata)
  }
  /** Time goes by while it plays. */
  playTo(atS: number): void {
    this.atS = atS
    this.paint()
  }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

let player: Player
let video: FakeVideo
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (turn: FrameRequestCallback) =>
    setTimeout(() => turn(performance.now()), 16),
  )
  vi.stubGlobal('cancelAnimationFrame', clearTimeout)
  player = new Player()
  player.describe({ durationMs: 60_000, fps: 30, offsetMs: 0 })
  video = new FakeVideo()
})
afterEach(() => {
  player.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const attach = () => player.attach(video as EventTarget as HTMLVideoElement)
const isShown = () => player.state.getState().ready

describe('another source of the same recording', () => {
  test('opens where the one before it stood, though its element begins at 0', async () => {
    attach()
    video.load('live')
    video.open()
    player.seekTo(20_000)
    await video.arrive()
    video.load('finished copy')
    expect(isShown()).toBe(false)
    expect(player.nowMs).toBeCloseTo(20_000)
    video.open()
    expect(video.sent.at(-1)).toBeCloseTo(20.0005, 4)
    await video.arrive()
    expect(player.nowMs).toBeCloseTo(20_000)
    expect(isShown()).toBe(true)
  })

  test('goes on playing from where it was', async () => {
    attach()
    video.load('live')
    video.open()
    player.act({ do: 'toggle' })
    video.playTo(7.3)
    video.load('finished copy')
    video.paused = true
    video.open()
    expect(video.sent.at(-1)).toBeCloseTo(7.3, 2)
    expect(video.paused).toBe(false)
    await video.arrive()
    expect(player.state.getState().rate).toBe(1)
  })

  test('goes on where the one before it could not be decoded any further', async () => {
    attach()
    video.load('original')
    video.open()
    player.act({ do: 'toggle' })
    video.playTo(2.4)
    video.fail()
    expect(player.state.getState().refused).toBe(true)
    expect(player.nowMs).toBeCloseTo(2400)
    video.load('playable copy')
    video.open()
    expect(video.sent.at(-1)).toBeCloseTo(2.4, 2)
    expect(video.paused).toBe(false)
    await video.arrive()
    expect(player.state.getState().rate).toBe(1)
  })

  test('stands at the end where the one before it ended as it was exchanged', async () => {
    attach()
    video.load('live')
    video.open()
    player.act({ do: 'toggle' })
    video.endInto(5, 'finished copy')
    expect(player.nowMs).toBeCloseTo(5000)
    video.open()
    await video.arrive()
    expect(player.nowMs).toBeCloseTo(5000)
    expect(player.state.getState().rate).toBe(0)
  })

  test('takes a place that was asked for meanwhile', async () => {
    attach()
    video.load('live')
    video.open()
    player.seekTo(20_000)
    await video.arrive()
    video.load('finished copy')
    player.seekTo(41_000)
    video.open()
    await video.arrive()
    expect(player.nowMs).toBeCloseTo(41_000)
  })

  test('a step waits for it, and goes one frame from the one that was on', async () => {
    attach()
    video.load('live')
    video.open()
    player.seekTo(20_000)
    await video.arrive()
    video.load('finished copy')
    const stepped = player.step(1)
    await settle()
    video.open()
    await video.arrive()
    await video.arrive()
    await stepped
    expect(player.shownMs).toBeCloseTo(20_000 + 1000 / 30, 1)
  })

  test('a recording that begins later on its own clock stands at the same place of the lesson', async () => {
    attach()
    video.load('original')
    video.open(10)
    player.seekTo(5_000)
    await video.arrive()
    expect(video.currentTime).toBeCloseTo(15.0005, 4)
    video.load('copy that begins at 0')
    video.open()
    await video.arrive()
    expect(video.currentTime).toBeCloseTo(5.0005, 4)
    expect(player.nowMs).toBeCloseTo(5_000)
  })
})

describe('seeks', () => {
  test('of those that come while one is under way only the last is made', async () => {
    attach()
    video.load('file')
    video.open()
    for (const atMs of [10_000, 20_000, 30_000, 40_000]) player.seekTo(atMs)
    expect(video.sent).toHaveLength(1)
    expect(player.nowMs).toBe(40_000)
    await video.arrive()
    await video.arrive()
    expect(video.sent.map(Math.floor)).toEqual([10, 40])
    expect(player.momentMs).toBe(40_000)
  })

  test('one that is never answered does not hold the next back for ever', async () => {
    attach()
    video.load('file')
    video.open()
    player.seekTo(10_000)
    player.seekTo(20_000)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(video.sent.map(Math.floor)).toEqual([10, 20])
  })

  test('before there is anything to play are kept, inside the recording', () => {
    player.seekTo(90_000)
    expect(player.nowMs).toBe(60_000)
    player.seekTo(-5)
    expect(player.nowMs).toBe(0)
  })

  test('a step during a jump goes from where the jump ends', async () => {
    attach()
    video.load('file')
    video.open()
    video.paint()
    player.seekTo(30_000)
    const stepped = player.step(-1)
    await settle()
    await video.arrive()
    await video.arrive()
    await stepped
    expect(player.shownMs).toBeCloseTo(30_000 - 1000 / 30, 1)
  })
})

describe('a stretch', () => {
  test('is played to its end, where the picture stops on the very moment', async () => {
    attach()
    video.load('file')
    video.open()
    player.playRange(5_000, 8_000)
    await video.arrive()
    expect(player.state.getState().rate).toBe(1)
    video.playTo(8.02)
    await vi.advanceTimersByTimeAsync(20)
    expect(player.state.getState().rate).toBe(0)
    await video.arrive()
    expect(player.momentMs).toBe(8_000)
  })
})
