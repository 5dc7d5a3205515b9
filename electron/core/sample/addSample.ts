import { basename } from 'node:path'
import type { LessonId } from '../../contract/records/lesson.ts'
import { type PersonColour, personColours } from '../../contract/records/person.ts'
import type { RubricId } from '../../contract/records/rubric.ts'
import type { TranscriptId } from '../../contract/records/transcript.ts'
import type { Change, Library } from '../library/library.types.ts'
import { identify } from '../media/identity.ts'
import { inspect } from '../media/inspect.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { loadSample, type Sample, type SampleComment } from './loadSample.ts'
import { sampleLessonId, samplePersonId, sampleRecordingId } from './sampleIds.ts'

export interface SampleParts {
  readonly library: Library
  readonly resourcesDir: string
  tools(): Promise<MediaTools>
}

/** Where the transcript belongs. */
export interface SampleTranscript {
  readonly id: TranscriptId
  readonly lessonId: LessonId
  readonly recordingId: typeof sampleRecordingId
  readonly language: string
}

/** What one of the two people says: their comments, tags and replies. */
function words(sample: Sample, by: string): Change[] {
  const lessonId = sampleLessonId
  const { rubricId } = sample.lesson
  const comment = ({ key, atMs, toMs, kind, text, tags }: SampleComment): Change[] => {
    const id = `comment:sample-${key}` as const
    const place = { atMs, ...(toMs !== undefined && { toMs }) }
    return [
      { put: { id, type: 'comment', lessonId, ...place, kind, text }, lessonId },
      ...tags.map(({ code, level }, index) => {
        const tagged = { commentId: id, rubricId, code, ...(level !== undefined && { level }) }
        return {
          put: { id: `tag:sample-${key}-${index}` as const, type: 'tag' as const, ...tagged },
          lessonId,
        }
      }),
    ]
  }
  const replies = sample.comments.flatMap(({ key, replies: all }) =>
    all.map((reply, index) => ({ ...reply, id: `reply:sample-${key}-${index}` as const, key })),
  )
  return [
    ...sample.comments.filter(each => each.by === by).flatMap(comment),
    ...replies
      .filter(each => each.by === by)
      .map(({ id, key, text }) => ({
        put: { id, type: 'reply' as const, commentId: `comment:sample-${key}` as const, text },
        lessonId,
      })),
  ]
}

/** Colours from the far end, so that the real people of the library keep the first ones. */
function colourFor(library: Library, taken: ReadonlySet<PersonColour>): PersonColour {
  const others = new Set([...taken, ...library.all('person').map(person => person.colour)])
  return personColours.findLast(colour => !others.has(colour)) ?? 'p4'
}

async function addPeople(library: Library, sample: Sample): Promise<void> {
  const taken = new Set<PersonColour>()
  for (const { key, name, role } of sample.people) {
    const id = samplePersonId(key)
    const known = library.find('person', id)
    const colour = known?.colour ?? colourFor(library, taken)
    taken.add(colour)
    if (!known) await library.write(id, [{ put: { id, type: 'person', name, role, colour } }])
  }
}

/** The recording as the program brings it; an update may bring another picture of the same lesson. */
async function recordingChange({ tools }: SampleParts, path: string): Promise<Change> {
  const { identity, facts } = await inspect(await tools(), path)
  const fileName = basename(path)
  const fields = {
    lessonId: sampleLessonId,
    fileName,
    path: `media/sample-${fileName}`,
    identity,
    facts,
    offsetMs: 0,
  }
  return { put: { id: sampleRecordingId, type: 'recording', ...fields } }
}

/**
 * Adds the sample lesson with its conversation and clip, or finds the one that was added before. The lesson comes last, so
 * that it is never seen half-made.
 * @param rubric what must be written so that its tags are understood
 * @param transcript what must be written so that its words can be read beside it
 * @throws DebriefError tools.missing, library.readOnly, disk.full, disk.failed, internal (the installation is damaged)
 */
export async function addSample(
  parts: SampleParts,
  rubric: (id: RubricId) => Promise<readonly Change[]>,
  transcript: (path: string, place: SampleTranscript) => Promise<Change>,
): Promise<LessonId> {
  const { library, resourcesDir } = parts
  const sample = await loadSample(resourcesDir)
  const { path } = sample.recording
  const known = library.find('recording', sampleRecordingId)
  const isCurrent = known?.identity.hash === (await identify(path)).hash
  if (isCurrent && library.find('lesson', sampleLessonId)) return sampleLessonId
  const [first] = sample.people
  if (!first) throw new Error('nobody is in the sample lesson')
  const author = samplePersonId(first.key)
  const recording = isCurrent ? [] : [await recordingChange(parts, path)]
  await addPeople(library, sample)
  for (const { key } of sample.people) await library.write(samplePersonId(key), words(sample, key))
  await library.write(author, [
    ...(await rubric(sample.lesson.rubricId)),
    ...recording,
    await transcript(sample.transcript.path, {
      id: 'transcript:sample',
      lessonId: sampleLessonId,
      recordingId: sampleRecordingId,
      language: sample.transcript.language,
    }),
    { put: { id: 'clip:sample', type: 'clip', lessonId: sampleLessonId, ...sample.clip } },
    { put: { id: sampleLessonId, type: 'lesson', ...sample.lesson } },
  ])
  return sampleLessonId
}
