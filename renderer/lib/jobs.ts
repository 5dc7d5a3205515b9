import { create } from 'zustand'
import {
  type ExportedClip,
  type ExportedReel,
  exportedClip,
  exportedReel,
} from '../../electron/contract/api/clips.ts'
import type { JobView } from '../../electron/contract/api/jobs.ts'
import { type ImportResult, importResult } from '../../electron/contract/api/lessons.ts'
import {
  type MergedPackage,
  mergedPackage,
  type WrittenPackage,
  writtenPackage,
} from '../../electron/contract/api/packages.ts'
import { type WrittenReport, writtenReport } from '../../electron/contract/api/reports.ts'
import { type SiteResult, siteResult } from '../../electron/contract/api/sites.ts'
import { api } from './api.ts'
import { sayError } from './notices.ts'

export const isUnderWay = ({ state }: JobView): boolean => state === 'queued' || state === 'running'

/** What an import brought; undefined while it runs, or where it ended without a result. */
export const importResultOf = (job: JobView): ImportResult | undefined =>
  job.kind === 'import' ? importResult.safeParse(job.result).data : undefined

/** The written clip of an export; undefined while it runs, or where it failed. */
export const exportedClipOf = (job: JobView): ExportedClip | undefined =>
  job.kind === 'export' ? exportedClip.safeParse(job.result).data : undefined

/** The package that was written; undefined while it runs, or where it failed. */
export const packageOf = (job: JobView): WrittenPackage | undefined =>
  job.kind === 'package' ? writtenPackage.safeParse(job.result).data : undefined

/** The report that was written; undefined while it runs, or where it failed. */
export const reportOf = (job: JobView): WrittenReport | undefined =>
  job.kind === 'report' ? writtenReport.safeParse(job.result).data : undefined

/** The offline library that was written; undefined while it is, or where it failed. */
export const siteOf = (job: JobView): SiteResult | undefined =>
  job.kind === 'site' ? siteResult.safeParse(job.result).data : undefined

/** What a package brought. */
export const mergedOf = (job: JobView): MergedPackage | undefined =>
  job.kind === 'merge' ? mergedPackage.safeParse(job.result).data : undefined

/** The written reel of an export of many clips in one file. */
export const exportedReelOf = (job: JobView): ExportedReel | undefined =>
  job.kind === 'export' ? exportedReel.safeParse(job.result).data : undefined

export const writtenFileOf = (job: JobView): string | undefined =>
  exportedClipOf(job)?.file ?? exportedReelOf(job)?.reel.file

export async function cancelJob(id: string): Promise<void> {
  try {
    await api.jobs.cancel({ id })
  } catch (error) {
    sayError(error, 'This could not be cancelled.')
  }
}

/** Takes finished work off the list. */
export async function dismissJob(id: string): Promise<void> {
  try {
    await api.jobs.dismiss({ id })
  } catch (error) {
    sayError(error)
  }
}

export const percent = (progress: number): string => `${Math.floor(progress * 100)} %`

/** Jobs that someone started and waits for; some are over before the list of jobs has shown them at work. */
export const useAwaited = create<{ readonly ids: ReadonlySet<string> }>()(() => ({ ids: new Set() }))
export const awaitJob = (id: string): void =>
  useAwaited.setState(({ ids }) => ({ ids: new Set([...ids, id]) }))
export const forgetJob = (id: string): void =>
  useAwaited.setState(({ ids }) => ({ ids: new Set([...ids].filter(each => each !== id)) }))
