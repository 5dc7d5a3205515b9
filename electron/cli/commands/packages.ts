import { resolve } from 'node:path'
import {
  mergedPackage,
  type PackageMedia,
  type PackagePreview,
  type RecordCounts,
  writtenPackage,
} from '../../contract/api/packages.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Action } from '../command.types.ts'
import { plural } from '../format/table.ts'
import { failureOf, runJobs } from '../jobs.ts'
import { becomeSpeaker } from '../speaker.ts'

export interface PackageOptions {
  readonly out: string
  readonly media?: PackageMedia
}

/** So that the passphrase stands in no list of processes and in no shell's history. */
const passphraseOf = (): { passphrase?: string } => {
  const passphrase = process.env.DEBRIEF_PASSPHRASE
  return passphrase ? { passphrase } : {}
}

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`

/** Writes a lesson's conversation, and if asked its recordings, into one file. */
export const packageLesson =
  (lesson: string, { out: file, media = 'none' }: PackageOptions): Action =>
  async work => {
    const { id: lessonId } = await work.api.lessons.find({ id: lesson })
    await becomeSpeaker(work, work.globals)
    const [job] = await runJobs(work, async () => {
      const request = { lessonId, file: resolve(file), media, ...passphraseOf() }
      return [(await work.api.packages.write(request)).jobId]
    })
    const written = writtenPackage.safeParse(job?.result)
    if (job?.state !== 'done' || !written.success) throw failureError(job)
    work.out.result(written.data, () => {
      const { title, counts, sizeBytes, encrypted } = written.data
      const locked = encrypted ? ', locked with the passphrase' : ''
      return `“${title}” with ${plural(counts.comments, 'comment', 'comments')} is in ${file} (${sizeOf(sizeBytes)}${locked}).`
    })
    return 0
  }

const failureError = (job: Parameters<typeof failureOf>[0] | undefined): DebriefError => {
  const { code, message } = job
    ? failureOf(job)
    : { code: 'internal' as const, message: 'The work ended without a word. Try again.' }
  return new DebriefError(code, message)
}

const newWords = ({ comments, replies, tags, total }: RecordCounts, how: string): string[] => {
  if (total === 0) return []
  const parts = [
    ...(comments > 0 ? [plural(comments, `${how} comment`, `${how} comments`)] : []),
    ...(replies > 0 ? [plural(replies, `${how} reply`, `${how} replies`)] : []),
    ...(tags > 0 ? [plural(tags, `${how} tag`, `${how} tags`)] : []),
  ]
  return parts.length > 0 ? parts : [plural(total, `${how} record`, `${how} records`)]
}

/** What came from whom, a line for each person. */
const lines = ({ lesson, by, people, consent }: PackagePreview): string[] => [
  `“${lesson.title}”, packed by ${by.name}`,
  ...people.map(
    ({ name, added, updated }) =>
      `  ${name}: ${[...newWords(added, 'new'), ...newWords(updated, 'changed')].join(', ')}`,
  ),
  ...(consent ? [`  ${consentWords(consent)}`] : []),
]

function consentWords({ state, by, note, taken }: NonNullable<PackagePreview['consent']>): string {
  const said = `${by} says that the lesson is ${state === 'restricted' ? 'restricted' : 'free to leave: consent was given'}`
  const papers = note === undefined ? '' : ` (${note})`
  return taken ? `${said}${papers}` : `${said}${papers}; here it is restricted, and stays so`
}

/** Takes a package into the library. */
export const mergePackage =
  (file: string, { acceptUnverified = false }: { readonly acceptUnverified?: boolean }): Action =>
  async work => {
    const request = { file: resolve(file), ...passphraseOf() }
    const preview = await work.api.packages.preview(request)
    await becomeSpeaker(work, work.globals)
    const [job] = await runJobs(work, async () => [
      (await work.api.packages.merge({ ...request, acceptUnverified })).jobId,
    ])
    const merged = mergedPackage.safeParse(job?.result)
    if (job?.state !== 'done' || !merged.success) throw failureError(job)
    work.out.result(merged.data, () => {
      const { added, updated, media } = merged.data
      const nothing = added.total + updated.total === 0
      const missing = media.filter(({ outcome }) => outcome === 'missing')
      return [
        ...lines(preview),
        nothing ? 'There was nothing new in it.' : 'It is in the library now.',
        ...missing.map(({ fileName }) => `The recording “${fileName}” is neither in it nor on this machine.`),
      ].join('\n')
    })
    return 0
  }
