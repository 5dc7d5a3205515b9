import type { CommentView } from '../../contract/api/comments.ts'
import type { DebriefView } from '../../contract/api/debrief.ts'
import type { PhaseView } from '../../contract/api/phases.ts'
import type { DebriefNoteKind } from '../../contract/records/debriefNote.ts'
import type { Lesson } from '../../contract/records/lesson.ts'
import type { PersonColour, PersonId } from '../../contract/records/person.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Report, ReportComment, ReportLine, ReportPerson, ReportTag } from './report.types.ts'
import { rubricsOf } from './rubricsOf.ts'

/** How far before a moment its link begins, so that one sees what led to it. */
export const LEAD_MS = 3000

export interface Said {
  readonly lesson: Lesson
  readonly durationMs: number
  /** As whoever asks may see them. */
  readonly comments: readonly CommentView[]
  readonly debrief: DebriefView
  readonly phases: readonly PhaseView[]
  /** What a tag says, by its id. */
  readonly meanings: ReadonlyMap<string, Omit<ReportTag, 'author'>>
  colourOf(id: PersonId): PersonColour
}

export interface Choice {
  /** Absent: everyone's words. */
  readonly people?: readonly PersonId[] | undefined
  /** `YYYY-MM-DD` */
  readonly madeOn: string
}

/** Opens a lesson in Debrief at a moment, a little before it. Pure. */
export const momentLink = (lessonId: string, atMs: number): string =>
  `debrief://lesson/${encodeURIComponent(lessonId)}?t=${(Math.max(0, atMs - LEAD_MS) / 1000).toFixed(1)}`

/**
 * What a report says of a lesson, from what whoever asks may see. Private notes are never in it, nor words of those who were not chosen. Pure.
 */
export function reportOf(said: Said, { people, madeOn }: Choice): Report {
  const { lesson, durationMs, debrief, meanings } = said
  const chosen = (id: PersonId) => people === undefined || people.includes(id)
  const person = ({ id, name, role }: CommentView['author']): ReportPerson => ({
    name,
    role,
    colour: said.colourOf(id),
  })
  const pinned = new Set(debrief.pins.filter(({ author }) => chosen(author.id)).map(pin => pin.commentId))
  const shared = said.comments.filter(each => !each.private && !each.closed && chosen(each.author.id))
  const comments = shared.map(
    ({ id, atMs, toMs, author, kind, text, tags, replies, resolved, drawings }, at): ReportComment => ({
      id,
      number: at + 1,
      atMs,
      ...(toMs !== undefined && toMs > atMs && { toMs }),
      author: person(author),
      kind,
      text,
      tags: tags
        .filter(tag => chosen(tag.author.id))
        .flatMap(tag => {
          const meaning = meanings.get(tag.id)
          return meaning ? [{ ...meaning, author: person(tag.author) }] : []
        }),
      replies: replies
        .filter(reply => chosen(reply.author.id))
        .map(reply => ({ author: person(reply.author), text: reply.text })),
      resolved: resolved !== undefined,
      pinned: pinned.has(id),
      href: momentLink(lesson.id, atMs),
      drawings: drawings.map(({ recordingId, picture, shapes }) => ({
        picture,
        shapes,
        ...(recordingId !== undefined && { recordingId }),
      })),
    }),
  )
  const numbers = new Map(comments.map(({ id, number }) => [id, number]))
  const line = ({
    text,
    author,
    commentIds,
  }: DebriefView['notes'][number] | DebriefView['steps'][number]): ReportLine => ({
    text,
    author: person(author),
    about: commentIds.flatMap(id => numbers.get(id) ?? []).sort((a, b) => a - b),
  })
  const notes = (kind: DebriefNoteKind) =>
    debrief.notes.filter(note => note.kind === kind && chosen(note.author.id)).map(line)
  const counts = new Map<PersonId, ReportPerson & { comments: number }>()
  for (const { author } of shared) {
    const known = counts.get(author.id) ?? { ...person(author), comments: 0 }
    counts.set(author.id, { ...known, comments: known.comments + 1 })
  }
  const { title, focus, teacher, subject, grade, date } = lesson
  const facts = [
    { label: 'Teacher', value: teacher },
    { label: 'Subject', value: subject },
    { label: 'Grade', value: grade },
    { label: 'Date', value: date },
    { label: 'Length', value: durationMs > 0 ? formatTimecode(durationMs) : undefined },
  ]
  return {
    title,
    facts: facts.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
    ...(focus !== undefined && { focus }),
    goals: notes('goal'),
    prompts: notes('prompt'),
    strengths: notes('strength'),
    wonderings: notes('wondering'),
    helped: notes('helped'),
    steps: debrief.steps
      .filter(step => chosen(step.author.id))
      .map(step => ({
        ...line(step),
        ...(step.dueOn !== undefined && { dueOn: step.dueOn }),
        done: step.done,
      })),
    people: [...counts.values()].sort((a, b) => b.comments - a.comments),
    phases: said.phases.map(({ title: name, fromMs, toMs }) => ({ title: name, fromMs, toMs })),
    durationMs,
    comments,
    rubrics: rubricsOf(comments),
    madeOn,
  }
}
