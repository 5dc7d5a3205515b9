import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { commentKinds } from '../../electron/contract/records/comment.ts'
import { jobEnded } from '../fixtures/jobs.ts'
import { openTestCore } from '../fixtures/openTestCore.ts'

const MINUTE_MS = 60_000
const words = [
  'Three hands go up within two seconds, all from the front row.',
  'You wait four seconds after “why does that work?”. Maya starts, stops, and starts again.',
  'The group at the window talks about **the ruler** and not about the fraction.',
  'What would they have said if you had not repeated the question?',
  '“I thought it was the other way round”, says Sami, and draws it.',
]

/** A recording of 40 minutes that a browser plays and that is made in a second: few, small, still pictures. */
function makeRecording(file: string): void {
  const source = `color=c=0x334455:s=160x90:r=1:d=${(40 * MINUTE_MS) / 1000}`
  const done = spawnSync('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-f', 'lavfi', '-i', source],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart', file],
  ])
  if (done.status !== 0) throw new Error(`ffmpeg: ${done.stderr}`)
}

/**
 * Makes a library with one lesson of 40 minutes over which a coach and a teacher, both at this machine, said `count` things,
 * a third of them tagged, a quarter answered.
 * @returns the path of the lesson's room
 */
export async function fillBigLesson(home: string, count: number): Promise<string> {
  const { core, joined, client, close } = await openTestCore({ home })
  const coach = await joined('Ana Reyes', 'coach')
  const teacher = await joined('Marcus Bell', 'teacher')
  const ids = [coach.person.id, teacher.person.id]
  await client.settings.set({ present: ids, ...(ids[0] && { speaker: ids[0] }), pauseWhileTyping: true })
  const file = join(home, 'lesson.mp4')
  makeRecording(file)
  const { jobId } = await coach.client.recordings.import({ files: [file] })
  await jobEnded(coach.client, jobId)
  const [lesson] = await client.lessons.list()
  if (!lesson) throw new Error('the recording of the bench was not imported')
  const lessonId = lesson.id
  const [rubric] = await client.rubrics.list()
  const criteria = rubric?.domains.flatMap(domain => domain.criteria.map(({ code }) => code)) ?? []
  for (const [side, author] of ids.entries()) {
    const changes = Array.from({ length: count / 2 }, (_, n) => {
      const at = n * 2 + side
      const id = `comment:${'bench'.padEnd(20, '0')}${String(at).padStart(6, '0')}` as const
      const key = id.slice('comment:'.length)
      const code = criteria[at % criteria.length]
      return [
        {
          put: {
            type: 'comment' as const,
            id,
            lessonId,
            atMs: Math.round(((at + 0.5) / count) * 39 * MINUTE_MS),
            kind: commentKinds[at % commentKinds.length] ?? 'noticing',
            text: `${words[at % words.length]} (${at})`,
          },
          lessonId,
        },
        ...(at % 3 === 0 && rubric && code
          ? [
              {
                put: {
                  type: 'tag' as const,
                  id: `tag:${key}` as const,
                  commentId: id,
                  rubricId: rubric.id,
                  code,
                },
                lessonId,
              },
            ]
          : []),
        ...(at % 4 === 0
          ? [
              {
                put: {
                  type: 'reply' as const,
                  id: `reply:${key}` as const,
                  commentId: id,
                  text: 'Say more about that?',
                },
                lessonId,
              },
            ]
          : []),
      ]
    }).flat()
    await core.library().write(author, changes)
  }
  await close()
  return `/lesson/${encodeURIComponent(lessonId)}`
}
