import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { percentile } from './frames.ts'
import { processorMs } from './processorTime.ts'

/** One figure of a bench: how our way compares with the bare way, measured in turn in one run. */
export interface Ratio {
  readonly name: string
  /** Median of ours over median of the peer's. */
  readonly ratio: number
  readonly limit: number
  readonly oursMs: number
  readonly peerMs: number
  readonly runs: number
}

const folder = join('test-results')

interface Cost {
  readonly ms: number
  /** Of this process and all that it started; NaN where the system does not tell. */
  readonly processorMs: number
}

async function timed(work: () => Promise<unknown>): Promise<Cost> {
  const from = performance.now()
  const worked = processorMs() ?? Number.NaN
  await work()
  return { ms: performance.now() - from, processorMs: (processorMs() ?? Number.NaN) - worked }
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

interface Comparison {
  readonly name: string
  readonly ours: () => Promise<unknown>
  readonly peer: () => Promise<unknown>
  readonly limit: number
  readonly runs?: number
  /** Runs each once before it is timed. Default true. */
  readonly warm?: boolean
  /** The most of the peer's processor time that ours may take, as a ratio; default: it is not looked at. */
  readonly processorLimit?: number
  /** Allowed on top of `limit` × the peer's time, ms. */
  readonly graceMs?: number
}

/**
 * Runs both ways in turn, after one warm-up each unless told not to, so that a drift of the machine meets both alike; prints the ratio of medians, keeps it in
 * `test-results/bench.jsonl`, and fails where it is past the limit.
 */
export async function compare({
  name,
  ours,
  peer,
  limit,
  runs = 7,
  warm = true,
  processorLimit,
  graceMs = 0,
}: Comparison): Promise<Ratio> {
  if (warm) {
    await ours()
    await peer()
  }
  const oursTook: Cost[] = []
  const peerTook: Cost[] = []
  for (let run = 0; run < runs; run++) {
    oursTook.push(await timed(ours))
    peerTook.push(await timed(peer))
  }
  const ratioOf = (of: (cost: Cost) => number): Omit<Ratio, 'name' | 'limit'> => {
    const [oursMs, peerMs] = [median(oursTook.map(of)), median(peerTook.map(of))]
    return { ratio: oursMs / peerMs, oursMs, peerMs, runs }
  }
  const clock = ratioOf(({ ms }) => ms)
  const ratio = { ...clock, name, limit, ratio: clock.ratio - graceMs / clock.peerMs }
  report(ratio)
  const processor = ratioOf(cost => cost.processorMs)
  if (processorLimit !== undefined && !Number.isNaN(processor.ratio)) {
    const worked = { ...processor, name: `${name}, processor time`, limit: processorLimit }
    report(worked)
    expect(worked.ratio, `${worked.name}: past its limit`).toBeLessThanOrEqual(processorLimit)
  }
  expect(ratio.ratio, `${name}: past its limit`).toBeLessThanOrEqual(limit)
  return ratio
}

export function report(ratio: Ratio): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, 'bench.jsonl'), `${JSON.stringify(ratio)}\n`)
  process.stdout.write(
    `${ratio.name}: ${ratio.ratio.toFixed(2)} (limit ${ratio.limit}; ours ${ratio.oursMs.toFixed(1)} ms, peer ${ratio.peerMs.toFixed(1)} ms, ${ratio.runs} runs)\n`,
  )
}
