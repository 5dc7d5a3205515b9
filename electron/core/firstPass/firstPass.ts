import { ulid } from 'ulid'
import type { FirstPassView } from '../../contract/api/firstPass.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { FirstPass } from '../../contract/records/firstPass.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Conversation, LessonSummary, Library } from '../library/library.types.ts'
import { hiddenFrom, isOn, type Pair, pairsOf, summaryWithoutMarksOf, withoutMarksOf } from './hiding.ts'

export interface FirstPassParts {
  library(): Library
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  isLocal(id: PersonId): boolean
  author(id: PersonId): { id: PersonId; name: string; role: string }
}

interface With {
  readonly lessonId: LessonId
  readonly withId: PersonId
}

/** Looking alone first. Other capabilities read conversations through `conversation` and `summary`, which keep it honest. */
export function createFirstPass({ library, speakerOf, author, isLocal }: FirstPassParts) {
  const words = ({ firstPasss }: Conversation) => firstPasss.map(({ record }) => record)

  const list = async (lessonId: LessonId): Promise<FirstPassView[]> => {
    lessonOrThrow(library(), lessonId)
    const conversation = await library().conversation(lessonId)
    const side = ({ people, words: said }: Pair, at: 0 | 1): FirstPassView['sides'][number] => ({
      person: author(people[at]),
      state: said[at]?.state ?? 'unsaid',
      comments: conversation.comments.filter(held => !held.private && held.record.by === people[at]).length,
    })
    return pairsOf(words(conversation)).map(pair => ({
      on: isOn(pair),
      sides: [side(pair, 0), side(pair, 1)],
    }))
  }

  /** The newest words of the speaker and of the other about each other. */
  const said = async (caller: Caller, { lessonId, withId }: With) => {
    const speaker = speakerOf(caller)
    lessonOrThrow(library(), lessonId)
    const all = words(await library().conversation(lessonId)).sort((a, b) => (a.rev < b.rev ? -1 : 1))
    const newest = (from: PersonId, to: PersonId) =>
      all.findLast(({ by, withId: other }) => by === from && other === to)
    return { speaker, mine: newest(speaker, withId), theirs: newest(withId, speaker) }
  }

  const say = async (
    speaker: PersonId,
    { lessonId, withId }: With,
    mine: FirstPass | undefined,
    state: FirstPass['state'],
  ): Promise<FirstPassView[]> => {
    const id = mine?.id ?? (`firstPass:${ulid()}` as const)
    await library().write(speaker, [{ put: { type: 'firstPass', id, lessonId, withId, state }, lessonId }])
    return list(lessonId)
  }

  const refused = (message: string, subject: string) =>
    new DebriefError('input.invalid', message, { subject })

  return {
    list,

    begin: async (caller: Caller, input: With): Promise<FirstPassView[]> => {
      const { speaker, mine, theirs } = await said(caller, input)
      if (input.withId === speaker)
        throw refused('Looking alone first needs two people. Choose someone else.', input.withId)
      if (!isLocal(input.withId) && !library().find('person', input.withId))
        throw new DebriefError('notFound', 'There is no such person in this library. Nothing was changed.', {
          subject: input.withId,
        })
      if (mine?.state === 'revealed' && theirs?.state === 'revealed')
        throw refused(
          `You and ${author(input.withId).name} have shown each other your marks in this lesson, so neither can look alone again. Nothing was changed.`,
          input.lessonId,
        )
      return mine ? list(input.lessonId) : say(speaker, input, mine, 'independent')
    },

    reveal: async (caller: Caller, input: With): Promise<FirstPassView[]> => {
      const { speaker, mine, theirs } = await said(caller, input)
      if (mine || theirs) return say(speaker, input, mine, 'revealed')
      throw refused('Nobody looks alone in this lesson, so there is nothing to reveal.', input.lessonId)
    },

    takeBack: async (caller: Caller, input: With): Promise<FirstPassView[]> => {
      const { speaker, mine, theirs } = await said(caller, input)
      if (!mine) return list(input.lessonId)
      const name = author(input.withId).name
      if (mine.state === 'revealed') {
        if (theirs?.state === 'revealed')
          throw refused(`${name} has seen your marks by now; that cannot be taken back.`, input.lessonId)
        return say(speaker, input, mine, 'independent')
      }
      if (theirs)
        throw refused(`${name} looks alone too by now. Choose Reveal when you are ready.`, input.lessonId)
      await library().write(speaker, [{ remove: mine.id, lessonId: input.lessonId }])
      return list(input.lessonId)
    },

    /** The lesson's conversation without the marks that this caller must not see yet. */
    conversation: async (caller: Caller, lessonId: LessonId): Promise<Conversation> => {
      const conversation = await library().conversation(lessonId)
      return withoutMarksOf(conversation, hiddenFrom(caller, words(conversation)))
    },

    /** The lesson's summary without those marks, and who wrote them. */
    summary: async (
      caller: Caller,
      lessonId: LessonId,
    ): Promise<LessonSummary & { readonly hidden: ReadonlySet<PersonId> }> => {
      const summary = await library().summary(lessonId)
      const hidden = hiddenFrom(caller, summary.firstPasses ?? [])
      return { ...summaryWithoutMarksOf(summary, hidden), hidden }
    },
  }
}
export type FirstPasses = ReturnType<typeof createFirstPass>
