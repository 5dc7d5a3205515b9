import { DebriefError } from '../../../contract/errors.ts'
import type { Encoder } from '../encoders.ts'
import type { ProxySource, ProxyTool } from '../proxyArgs.ts'
import type { MediaTools } from '../tools/mediaTools.ts'
import { openCellFolder } from './cellFolder.ts'
import { cellCount, cellMs } from './grid.ts'
import { liveArgs } from './liveArgs.ts'
import { type LiveRunning, startRun } from './liveRun.ts'
import { createSignalBoard } from './signalBoard.ts'

export interface LiveSource {
  readonly file: string
  readonly durationMs: number
  readonly source: ProxySource
  readonly tool: ProxyTool
  readonly encoder: Encoder
  /** At a low rate. */
  readonly lean?: boolean
}

export interface FillOptions {
  readonly signal: AbortSignal
  /** 0 to 1. */
  readonly onProgress?: (progress: number) => void
}

/** A playable copy in cells, made where someone looks first. */
export interface LiveCopy {
  readonly cells: number
  /** How much is there, 0 to 1. */
  readonly progress: number
  /** Whether a cell is on disk, so that nobody waits for its making. */
  isThere(cell: number): boolean
  /** When someone last asked for a piece of it, ms since 1970; 0 for never. */
  readonly askedAtMs: number
  /** What a player must have before any cell. @throws DebriefError media.*, tools.*, disk.full, cancelled */
  head(signal: AbortSignal): Promise<Buffer>
  /**
   * The bytes of a cell, while they are made where they are not there yet. An empty cell lies behind the recording's true end.
   * @throws DebriefError as `head`; `cancelled` where the cell was given up for another: ask again
   */
  cell(cell: number, signal: AbortSignal): AsyncGenerator<Buffer>
  /** Makes all that is missing, behind what people look at. @throws DebriefError as `head` */
  fill(options: FillOptions): Promise<void>
  /** All of it without stopgaps, in order. */
  whole(): AsyncGenerator<Buffer>
  /** Stops what runs; what is finished stays on disk. */
  close(): Promise<void>
  /** Removes what is on disk. */
  remove(): Promise<void>
}

/** Whoever asks for one of the next cells waits for the run that is on its way there. */
const reachCells = 3
/** So far ahead of whoever watches, the rest is made in the time that nobody else wants. */
const comfortCells = 30_000 / cellMs
/** Without a job that makes the whole, a run goes no farther ahead than this. */
const aheadCells = 60_000 / cellMs

const nothingCame = (file: string) =>
  new DebriefError(
    'tools.failed',
    'Nothing of this recording could be decoded, so there is no playable copy of it. The recording itself was not touched.',
    { subject: file },
  )
const gaveUp = () =>
  new DebriefError('cancelled', 'This part was given up for another that was asked for later.')

/** @param dir where the cells are kept; they outlive this object */
export async function openLiveCopy(
  tools: MediaTools,
  live: LiveSource,
  dir: string,
  nowMs: () => number = Date.now,
): Promise<LiveCopy> {
  const cells = cellCount(live.durationMs)
  const sample = liveArgs({ ...live, from: 0, reach: 'exact' }).filter(arg => !arg.startsWith('file:'))
  const folder = await openCellFolder(dir, { version: 1, cellMs, cells, made: sample.join(' ') })
  const board = createSignalBoard()
  const waiting: number[] = []
  let run: LiveRunning | undefined
  let asked: number | undefined
  let askedAtMs = 0
  let filling = 0
  let seekless = false
  let closed = false
  let failure: unknown
  const lateStarts = new Set<number>()
  let head = await folder.head()

  const missingFrom = (from: number): number | undefined => {
    for (let cell = from; cell < cells; cell++) if (!folder.have.has(cell)) return cell
    return undefined
  }
  /** Where the next run is to begin. */
  const target = (): number | undefined => {
    const last = waiting.at(-1)
    if (last !== undefined && !folder.have.has(last)) return last
    if (head === undefined && waiting.length > 0) return 0
    if (filling > 0) return missingFrom(asked ?? 0) ?? missingFrom(0)
    return undefined
  }
  const serves = ({ at, low, from }: LiveRunning, cell: number) =>
    !low && (seekless ? cell >= from : cell >= at && cell <= at + reachCells)

  /** Whoever waits, waits for something that this run will not bring soon. */
  const isElsewhere = (running: LiveRunning): boolean => {
    const open = waiting.filter(cell => !folder.have.has(cell) && running.open.get(cell)?.state !== 'done')
    return open.length > 0 && !open.some(cell => serves(running, cell))
  }

  const steer = (): void => {
    if (closed) return
    if (run) {
      if (isElsewhere(run)) run.stop()
      return
    }
    const from = target()
    if (from !== undefined) begin(seekless ? (missingFrom(0) ?? from) : from)
  }

  /** The run has made another cell: whether it is to stop there. */
  const advanced = (running: LiveRunning): boolean => {
    board.tell()
    if (running.at >= cells || (!seekless && folder.have.has(running.at))) return true
    if (isElsewhere(running)) return true
    const ahead = asked === undefined ? Number.POSITIVE_INFINITY : running.at - asked
    if (ahead >= comfortCells || ahead < -reachCells) running.stepBack()
    return filling === 0 && waiting.length === 0 && ahead > aheadCells
  }

  const begin = (from: number) => {
    const reach = seekless && from > 0 ? 'through' : lateStarts.has(from) ? 'early' : 'exact'
    const running = startRun(
      tools,
      { ...live, from, reach },
      { cells, folder, background: waiting.length === 0 },
    )
    run = running
    running.onHead = async bytes => {
      head ??= bytes
      board.tell()
      if ((await folder.head()) === undefined) await folder.keepHead(bytes)
    }
    running.onChange = board.tell
    running.onCell = () => advanced(running)
    running.onLateStart = () => {
      if (reach !== 'exact') return
      lateStarts.add(from)
      running.stop()
    }
    running.ended
      .then(
        ({ sawNothing }) => {
          if (!sawNothing) return
          if (from > 0 && !seekless) seekless = true
          else failure = nothingCame(live.file)
        },
        (error: unknown) => {
          if (error instanceof DebriefError && error.code === 'tools.failed' && from > 0 && !seekless)
            seekless = true
          else failure = error
        },
      )
      .finally(() => {
        if (run === running) run = undefined
        board.tell()
        if (failure === undefined) steer()
      })
  }

  const ask = (cell: number) => {
    asked = cell
    askedAtMs = nowMs()
    failure = undefined
    waiting.push(cell)
    steer()
  }
  const leave = (cell: number) => {
    const at = waiting.indexOf(cell)
    if (at >= 0) waiting.splice(at, 1)
    steer()
  }

  return {
    cells,
    get progress() {
      return folder.have.size / cells
    },
    isThere: cell => folder.have.has(cell),
    get askedAtMs() {
      return askedAtMs
    },
    async head(signal) {
      if (head) return head
      ask(0)
      try {
        while (!head) {
          if (failure !== undefined) throw failure
          await board.next(signal)
        }
        return head
      } finally {
        leave(0)
      }
    },
    async *cell(cell, signal) {
      ask(cell)
      try {
        for (;;) {
          if (folder.have.has(cell)) {
            yield await folder.read(cell, true)
            return
          }
          const open = run?.open.get(cell)
          if (open) {
            for (let nth = 0; ; ) {
              const piece = open.pieces[nth]
              if (piece) {
                nth += 1
                yield piece
              } else if (open.state === 'done') return
              else if (open.state === 'broken' && nth > 0) throw gaveUp()
              else if (open.state === 'broken') break
              else await board.next(signal)
            }
          }
          if (failure !== undefined) throw failure
          await board.next(signal)
        }
      } finally {
        leave(cell)
      }
    },
    async fill({ signal, onProgress }) {
      filling += 1
      failure = undefined
      try {
        steer()
        while (folder.have.size < cells) {
          onProgress?.(folder.have.size / cells)
          if (failure !== undefined) throw failure
          await board.next(signal)
        }
      } finally {
        filling -= 1
        if (filling === 0 && waiting.length === 0) run?.stop()
      }
    },
    async *whole() {
      if (head) yield head
      for (let cell = 0; cell < cells; cell++) yield await folder.read(cell, false)
    },
    async close() {
      closed = true
      run?.stop()
      await run?.ended.catch(() => undefined)
    },
    remove: () => folder.remove(),
  }
}
