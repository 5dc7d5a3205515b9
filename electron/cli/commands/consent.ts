import type { ConsentView } from '../../contract/api/consent.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Action } from '../command.types.ts'
import { becomeSpeaker } from '../speaker.ts'

export interface ConsentOptions {
  readonly state?: 'given' | 'restricted' | 'none'
  readonly note?: string
  readonly require?: 'yes' | 'no'
}

const words: Readonly<Record<ConsentView['state'], string>> = {
  given: 'Consent is on record.',
  restricted: 'Restricted: its picture and sound stay in this library.',
  missing: 'No consent is on record.',
}

/** Shows or sets what was said of a lesson's consent; without a lesson, what the library asks for. */
export const consent =
  (lesson: string | undefined, { state, note, require: required }: ConsentOptions): Action =>
  async work => {
    const { api, out, globals } = work
    if (lesson === undefined && (state !== undefined || note !== undefined))
      throw new DebriefError('input.invalid', 'Name the lesson whose consent is meant. Nothing was changed.')
    const { id: lessonId } = lesson === undefined ? { id: undefined } : await api.lessons.find({ id: lesson })
    if (required !== undefined || state !== undefined || note !== undefined)
      await becomeSpeaker(work, globals)
    const policy =
      required === undefined
        ? await api.consent.policy()
        : await api.consent.setPolicy({ consentRequired: required === 'yes' })
    if (lessonId === undefined) {
      out.result(policy, () =>
        policy.consentRequired
          ? 'Only lessons with consent on record may leave this library.'
          : 'Lessons without a record of consent may leave this library; restricted ones may not.',
      )
      return 0
    }
    const before = await api.consent.get({ lessonId })
    const said = state ?? (before.state === 'missing' ? 'none' : before.state)
    if (note !== undefined && said === 'none')
      throw new DebriefError(
        'input.invalid',
        'A note needs a consent that it is about: add --state given or --state restricted. Nothing was changed.',
      )
    const view =
      state === undefined && note === undefined
        ? before
        : await api.consent.set({
            lessonId,
            state: said === 'none' ? null : said,
            ...(note !== undefined && { note }),
          })
    out.result({ lessonId, ...view }, () =>
      [
        words[view.state],
        view.note,
        view.state === 'missing' && view.blocked && 'This library asks for it, so nothing of it may leave.',
      ]
        .filter(Boolean)
        .join('\n'),
    )
    return 0
  }
