import type { FirstPass } from '../../contract/records/firstPass.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import type { Conversation, LessonSummary } from '../library/library.types.ts'

type Word = Pick<FirstPass, 'by' | 'withId' | 'state' | 'rev'>

/** Two people and the newest word of each; absent where one has not answered. */
export interface Pair {
  readonly people: readonly [PersonId, PersonId]
  readonly words: readonly [Word | undefined, Word | undefined]
}

/** Every pair that began a first pass. One person on two machines may have said it twice: the newest word stands. */
export function pairsOf(words: readonly Word[]): Pair[] {
  const inOrder = [...words].sort((a, b) => (a.rev < b.rev ? -1 : 1))
  const pairs = new Map<string, Pair>()
  for (const { by, withId } of inOrder) {
    const [one, other] = by < withId ? [by, withId] : [withId, by]
    const newest = (from: PersonId, to: PersonId) =>
      inOrder.findLast(word => word.by === from && word.withId === to)
    pairs.set(`${one} ${other}`, { people: [one, other], words: [newest(one, other), newest(other, one)] })
  }
  return [...pairs.values()]
}

/** Until both chose to reveal. */
export const isOn = ({ words }: Pair): boolean => words.some(word => word?.state !== 'revealed')

/**
 * Whose marks must not be sent to this caller. Of two who look alone, each is hidden from the other; where both sit at one
 * machine, who speaks sees their own. Where nobody says who they are, both are hidden.
 */
export function hiddenFrom(
  { speaker, present }: Pick<Caller, 'speaker' | 'present'>,
  words: readonly Word[],
): ReadonlySet<PersonId> {
  const looking = new Set([...present, ...(speaker ? [speaker] : [])])
  const hidden = new Set<PersonId>()
  for (const { people } of pairsOf(words).filter(isOn)) {
    const [a, b] = people
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      if (one !== speaker && (looking.has(other) || looking.size === 0)) hidden.add(one)
  }
  return hidden
}

/** The conversation without everything that hidden people wrote, and without what others hung on it. */
export function withoutMarksOf(conversation: Conversation, hidden: ReadonlySet<PersonId>): Conversation {
  if (hidden.size === 0) return conversation
  const comments = conversation.comments.filter(({ record }) => !hidden.has(record.by))
  const gone = new Set<string>(
    conversation.comments.filter(({ record }) => hidden.has(record.by)).map(({ record }) => record.id),
  )
  const stays = ({ record }: { readonly record: { readonly by: PersonId; readonly commentId?: string } }) =>
    !hidden.has(record.by) && (record.commentId === undefined || !gone.has(record.commentId))
  return {
    ...conversation,
    comments,
    tags: conversation.tags.filter(stays),
    replys: conversation.replys.filter(stays),
    reactions: conversation.reactions.filter(stays),
    resolutions: conversation.resolutions.filter(stays),
    drawings: conversation.drawings.filter(stays),
    pins: conversation.pins.filter(stays),
    debriefNotes: conversation.debriefNotes.filter(stays),
    actionSteps: conversation.actionSteps.filter(stays),
    stepDones: conversation.stepDones.filter(stays),
  }
}

export function summaryWithoutMarksOf(summary: LessonSummary, hidden: ReadonlySet<PersonId>): LessonSummary {
  if (hidden.size === 0) return summary
  const marks = summary.marks.filter(({ by }) => !hidden.has(by))
  return {
    ...summary,
    comments: marks.length,
    marks,
    tags: summary.tags.filter(
      ({ by, on }) => !(by !== undefined && hidden.has(by)) && !(on !== undefined && hidden.has(on)),
    ),
  }
}
