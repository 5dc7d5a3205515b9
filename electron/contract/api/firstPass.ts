import { z } from 'zod'
import { firstPassState } from '../records/firstPass.ts'
import { lessonId } from '../records/lesson.ts'
import { personId } from '../records/person.ts'
import { procedure } from './base.ts'
import { authorView } from './comments.ts'

/** One person's part of a first pass. */
export const firstPassSide = z.object({
  person: authorView,
  /** `unsaid`: the other began, and this person has not answered yet. */
  state: z.enum(['unsaid', ...firstPassState.options]),
  /** How many comments, private notes apart; never what they say. */
  comments: z.int(),
})

export const firstPassView = z.object({
  /** Until both chose to reveal. */
  on: z.boolean(),
  sides: z.tuple([firstPassSide, firstPassSide]),
})
export type FirstPassView = z.infer<typeof firstPassView>

/** Two people look alone first; until both reveal, no procedure answers one with the marks of the other. */
export const firstPassApi = {
  /** Every pair of this lesson, in the order they began. */
  list: procedure.input(z.object({ lessonId })).output(z.array(firstPassView)),
  /** The speaker looks alone from now on, with this other person. */
  begin: procedure.input(z.object({ lessonId, withId: personId })).output(z.array(firstPassView)),
  /** The speaker is ready; marks are shown when the other is ready too. */
  reveal: procedure.input(z.object({ lessonId, withId: personId })).output(z.array(firstPassView)),
  /** Takes the speaker's last word back: `reveal` while the other has not revealed, `begin` while they have not answered. */
  takeBack: procedure.input(z.object({ lessonId, withId: personId })).output(z.array(firstPassView)),
}
