import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DebriefError } from '../../contract/errors.ts'
import { clipTitle } from '../../contract/records/clip.ts'
import { commentKind, commentText } from '../../contract/records/comment.ts'
import { lessonDetails } from '../../contract/records/lesson.ts'
import { personColour, personName, role } from '../../contract/records/person.ts'
import { tag } from '../../contract/records/tag.ts'

/** People and comments have keys of their own in this file; the library gives them ids when the sample is added. */
const key = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/)
const fileName = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/)
const atMs = z.int().nonnegative()

const samplePerson = z.strictObject({ key, name: personName, role, colour: personColour })
const sampleComment = z.strictObject({
  key,
  /** The key of a person. */
  by: key,
  atMs,
  toMs: atMs.optional(),
  kind: commentKind,
  text: commentText,
  /** Criteria of the lesson's rubric, given by who wrote the comment. */
  tags: z.array(z.strictObject({ code: tag.shape.code, level: tag.shape.level })),
  replies: z.array(z.strictObject({ by: key, text: commentText })),
})

const sampleFile = z.strictObject({
  format: z.literal(1),
  lesson: z.strictObject({ ...lessonDetails.shape, rubricId: lessonDetails.shape.rubricId.unwrap() }),
  recording: z.strictObject({ file: fileName, durationMs: z.int().positive() }),
  transcript: z.strictObject({ file: fileName, language: z.string().min(2) }),
  people: z.array(samplePerson).length(2),
  comments: z.array(sampleComment).min(1),
  clip: z.strictObject({ title: clipTitle, fromMs: atMs, toMs: z.int().positive() }),
})

export type SamplePerson = z.infer<typeof samplePerson>
export type SampleComment = z.infer<typeof sampleComment>

/** The sample lesson: what is said about it, and where its files are (absolute paths). Times are on the lesson clock. */
export type Sample = Omit<z.infer<typeof sampleFile>, 'format' | 'recording' | 'transcript'> & {
  readonly recording: { readonly path: string; readonly durationMs: number }
  readonly transcript: { readonly path: string; readonly language: string }
}

/** What the schema cannot say: times lie within the recording, and whoever speaks is there. */
function findSlip(sample: z.infer<typeof sampleFile>): string | undefined {
  const people = new Set(sample.people.map(person => person.key))
  const end = sample.recording.durationMs
  for (const comment of sample.comments) {
    const { atMs: from, toMs: to = from } = comment
    if (to < from || to > end) return `comment ${comment.key} lies outside the recording`
    for (const { by } of [comment, ...comment.replies])
      if (!people.has(by)) return `comment ${comment.key} is by ${by}, who is not there`
  }
  if (new Set(sample.comments.map(comment => comment.key)).size < sample.comments.length)
    return 'a key is there twice'
  return sample.clip.toMs <= sample.clip.fromMs || sample.clip.toMs > end
    ? 'the clip lies outside the recording'
    : undefined
}

/**
 * Reads the sample lesson that comes with Debrief.
 * @param resourcesDir the app's folder `resources`
 * @throws DebriefError internal, where the installation is damaged
 */
export async function loadSample(resourcesDir: string): Promise<Sample> {
  const dir = join(resourcesDir, 'sample')
  const file = join(dir, 'sample.json')
  try {
    const read = sampleFile.parse(JSON.parse(await readFile(file, 'utf8')))
    const slip = findSlip(read)
    if (slip !== undefined) throw new Error(slip)
    const { format: _, recording, transcript, ...rest } = read
    return {
      ...rest,
      recording: { path: join(dir, recording.file), durationMs: recording.durationMs },
      transcript: { path: join(dir, transcript.file), language: transcript.language },
    }
  } catch (cause) {
    throw new DebriefError(
      'internal',
      'The sample lesson that comes with Debrief cannot be read. Your own lessons are safe; install Debrief again to repair it.',
      { subject: file },
      cause,
    )
  }
}
