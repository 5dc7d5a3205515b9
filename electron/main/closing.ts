import { type BrowserWindow, dialog } from 'electron'
import type { JobView } from '../contract/api/jobs.ts'

/** The exports that closing the app would stop. */
export const unfinishedExports = (jobs: readonly JobView[]): number =>
  jobs.filter(job => job.kind === 'export' && (job.state === 'queued' || job.state === 'running')).length

/**
 * Asks before running exports are stopped; anything else may be closed at once, as everything is saved while it is typed.
 * @returns whether the app may close
 */
export async function mayClose(
  window: BrowserWindow | undefined,
  jobs: readonly JobView[],
): Promise<boolean> {
  const count = unfinishedExports(jobs)
  if (count === 0) return true
  const question: Electron.MessageBoxOptions = {
    type: 'question',
    message: count === 1 ? 'A clip is still being exported.' : `${count} clips are still being exported.`,
    detail: 'If you close now, they stop and leave no half-written file. Your comments and clips are saved.',
    buttons: ['Keep exporting', 'Stop and close'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  const answer = window
    ? await dialog.showMessageBox(window, question)
    : await dialog.showMessageBox(question)
  return answer.response === 1
}
