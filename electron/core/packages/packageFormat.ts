import { z } from 'zod'
import { DebriefError } from '../../contract/errors.ts'
import { lessonId } from '../../contract/records/lesson.ts'
import { personName, role } from '../../contract/records/person.ts'
import { recordingId } from '../../contract/records/recording.ts'

/** docs/package-format.md describes the file. */
export const PACKAGE_VERSION = 1
export const MANIFEST = 'manifest.json'
export const PACKAGE_ENDING = '.debrief'

/** What a package may hold at most; a school year of one lesson stays far below. */
export const caps = {
  entries: 600,
  manifestBytes: 512 * 1024,
  /** One file of records, unpacked. */
  recordsBytes: 32 * 2 ** 20,
  /** All files of records together. */
  allRecordsBytes: 128 * 2 ** 20,
  /** Unpacked to packed; words rarely shrink to less than a tenth. */
  ratio: 100,
  /** Below this, a ratio says nothing. */
  ratioFromBytes: 64 * 1024,
  media: 32,
} as const

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const manifest = z.strictObject({
  format: z.literal('debrief-package'),
  version: z.literal(PACKAGE_VERSION),
  madeAtMs: z.int().nonnegative(),
  by: z.strictObject({ name: personName, role }),
  lesson: z.strictObject({ id: lessonId, title: z.string().min(1).max(300) }),
  /** Files of records; each lies under `records/<sha256>.json`. */
  records: z
    .array(z.strictObject({ kind: z.enum(['conversation', 'catalog']), sha256, bytes: z.int().positive() }))
    .max(caps.entries),
  /** Recordings. */
  media: z
    .array(
      z.strictObject({
        recordingId,
        kind: z.enum(['proxy', 'original']),
        /** The entry's name: a count, because the hash is known only once all is read. */
        entry: z.string().regex(/^media\/\d{1,2}$/),
        sha256,
        bytes: z.int().positive(),
      }),
    )
    .max(caps.media),
})
export type Manifest = z.infer<typeof manifest>

export const recordsEntry = (hash: string): string => `records/${hash}.json`

const unchanged = 'Nothing of it was taken in, and your library is as it was.'

/** A package that is not as it should be, whatever the reason. @param why a clause: “it …” */
export function refused(file: string, why: string, cause?: unknown): DebriefError {
  return new DebriefError(
    'package.refused',
    `This package was refused: ${why}. ${unchanged} Ask whoever sent it to make it again.`,
    { subject: file },
    cause,
  )
}

export function newerPackage(file: string): DebriefError {
  return new DebriefError(
    'library.newer',
    `This package was made by a newer Debrief. ${unchanged} Update Debrief on this machine, then open it again.`,
    { subject: file },
  )
}
