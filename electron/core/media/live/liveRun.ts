import type { MediaTools } from '../tools/mediaTools.ts'
import { runFfmpeg } from '../tools/run.ts'
import { cellAssembler } from './cellAssembler.ts'
import type { CellFolder } from './cellFolder.ts'
import { fragmentReader } from './fragmentReader.ts'
import { plainHead } from './fragmentWriter.ts'
import { type LiveRun, liveArgs } from './liveArgs.ts'

/** A cell that is being made: it can be read as far as it goes. */
export interface OpenCell {
  readonly pieces: Buffer[]
  readonly stopgaps: Buffer[]
  state: 'open' | 'done' | 'broken'
}

/** One encoder process and the cells that come from it. */
export interface LiveRunning {
  readonly from: number
  /** The next cell to be finished. */
  readonly at: number
  /** It works only in the time that nobody else wants. */
  readonly low: boolean
  readonly open: ReadonlyMap<number, OpenCell>
  stepBack(): void
  stop(): void
  /** Settles when the process is gone and what it finished is on disk. */
  readonly ended: Promise<{ readonly sawNothing: boolean }>
  onHead: (head: Buffer) => Promise<void>
  onChange: () => void
  /** @returns true when the run is to stop here */
  onCell: () => boolean
  onLateStart: () => void
}

export interface RunPlace {
  readonly cells: number
  readonly folder: CellFolder
  readonly background: boolean
}

export function startRun(tools: MediaTools, plan: LiveRun, place: RunPlace): LiveRunning {
  const { cells, folder, background } = place
  const abort = new AbortController()
  const open = new Map<number, OpenCell>()
  let at = plan.from
  let low = background
  let enough = false
  let sawNothing = true
  let stepBack: () => void = () => undefined
  let writing: Promise<void> = Promise.resolve()
  let assembler: ReturnType<typeof cellAssembler> | undefined

  const openCell = (cell: number): OpenCell => {
    const there = open.get(cell)
    if (there) return there
    const fresh: OpenCell = { pieces: [], stopgaps: [], state: 'open' }
    open.set(cell, fresh)
    return fresh
  }
  const inTurn = (work: () => Promise<void>) => {
    writing = writing.then(work)
    // Told by the run's own end.
    writing.catch(() => abort.abort())
  }
  const keep = (cell: number, made: OpenCell) =>
    inTurn(async () => {
      const own = made.pieces.filter(piece => !made.stopgaps.includes(piece))
      if (!folder.have.has(cell)) await folder.keep(cell, Buffer.concat(own), Buffer.concat(made.stopgaps))
      open.delete(cell)
      running.onChange()
    })

  const read = fragmentReader({
    onHead: (head, tracks) => {
      inTurn(() => running.onHead(plainHead(head)))
      assembler = cellAssembler({
        tracks,
        channels: Math.min(2, plan.source.sound?.channels ?? 0),
        cells,
        from: plan.from,
        onLateStart: () => running.onLateStart(),
        sink: {
          piece(cell, bytes, stopgap) {
            const made = openCell(cell)
            made.pieces.push(bytes)
            if (stopgap) made.stopgaps.push(bytes)
            running.onChange()
          },
          done(cell) {
            const made = openCell(cell)
            made.state = 'done'
            at = cell + 1
            keep(cell, made)
            if (running.onCell()) enough = true
          },
        },
      })
    },
    onSample: sample => {
      sawNothing = false
      if (!enough) assembler?.push(sample)
    },
  })

  const work = async () => {
    try {
      const { enough: stopped } = await runFfmpeg(tools, liveArgs(plan), {
        signal: abort.signal,
        background,
        onStart: back => {
          stepBack = back
        },
        onData: piece => {
          read(piece)
          return enough
        },
      })
      if (!stopped && !sawNothing) assembler?.end()
      await writing
      return { sawNothing: !stopped && sawNothing }
    } catch (error) {
      if (abort.signal.aborted) {
        await writing
        return { sawNothing: false }
      }
      throw error
    } finally {
      for (const cell of open.values()) if (cell.state === 'open') cell.state = 'broken'
      running.onChange()
    }
  }

  const running: LiveRunning = {
    from: plan.from,
    get at() {
      return at
    },
    get low() {
      return low
    },
    open,
    stepBack() {
      if (low) return
      low = true
      stepBack()
    },
    stop: () => abort.abort(),
    ended: Promise.resolve().then(work),
    onHead: async () => undefined,
    onChange: () => undefined,
    onCell: () => false,
    onLateStart: () => undefined,
  }
  return running
}
