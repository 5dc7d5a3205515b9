import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { percentile } from './frames.ts'

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

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
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
  graceMs = 0,
}: Comparison): Promise<Ratio> {
  if (warm) {
    await ours()
    await peer()
  }
  const oursMs: number[] = []
  const peerMs: number[] = []
  for (let run = 0; run < runs; run++) {
    oursMs.push(await timed(ours))
    peerMs.push(await timed(peer))
  }
  const ratio = {
    name,
    ratio: (median(oursMs) - graceMs) / median(peerMs),
    limit,
    oursMs: median(oursMs),
    peerMs: median(peerMs),
    runs,
  }
  report(ratio)
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
