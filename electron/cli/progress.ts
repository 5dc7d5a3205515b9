import type { WriteStream } from 'node:tty'
import type { JobView } from '../contract/api/jobs.ts'
import { shorten } from './format/table.ts'

const BAR_CELLS = 24

export interface Progress {
  show(jobs: readonly JobView[]): void
  clear(): void
}

function leftInWords(etaMs: number): string {
  const seconds = Math.ceil(etaMs / 1000)
  return seconds < 60 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`
}

/** One line over all jobs: how far they are together, how long it will take, what is being done. */
export function progressLine(jobs: readonly JobView[]): string {
  const share = jobs.reduce((sum, job) => sum + job.progress, 0) / Math.max(1, jobs.length)
  const filled = Math.round(share * BAR_CELLS)
  const running = jobs.filter(job => job.state === 'running')
  const over = jobs.filter(job => job.state !== 'queued' && job.state !== 'running').length
  const etaMs = Math.max(0, ...running.map(job => job.etaMs ?? 0))
  const [now] = running
  return [
    `[${'='.repeat(filled)}${' '.repeat(BAR_CELLS - filled)}] ${Math.floor(share * 100)} %`,
    ...(jobs.length > 1 ? [`${over} of ${jobs.length}`] : []),
    ...(etaMs > 0 ? [leftInWords(etaMs)] : []),
    ...(now ? [shorten(now.note ?? now.title, 40)] : []),
  ].join('  ')
}

/** A progress bar on a terminal; nothing at all where stderr is a file or a pipe. */
export function createProgress(stream: WriteStream): Progress {
  const rewrite = (text: string) => {
    if (stream.isTTY) stream.write(`\r\u001b[2K${shorten(text, (stream.columns ?? 80) - 1)}`)
  }
  return { show: jobs => rewrite(progressLine(jobs)), clear: () => rewrite('') }
}
