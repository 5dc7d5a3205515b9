import type { ConsentView } from '../../contract/api/consent.ts'
import type { Consent } from '../../contract/records/consent.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import { EXPORT_POLICY } from '../../contract/records/policy.ts'
import type { Caller } from '../call.ts'
import { consentIdOf, consentOf, isConsentRequired } from '../library/consent.ts'
import { lessonOrThrow } from '../library/lessonClock.ts'
import type { Library } from '../library/library.types.ts'

export interface ConsentParts {
  library(): Library
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  author(id: PersonId): NonNullable<ConsentView['author']>
}

interface Said {
  readonly lessonId: LessonId
  readonly state: Consent['state'] | null
  readonly note?: string | null | undefined
}

/** The register of consent: what was said of each lesson, and what the school asks for. */
export function createConsent({ library, speakerOf, author }: ConsentParts) {
  const view = (lessonId: LessonId): ConsentView => {
    const { record, blocked } = consentOf(library(), lessonId)
    if (!record) return { state: 'missing', blocked }
    const { state, note, by } = record
    return { state, ...(note !== undefined && { note }), author: author(by), blocked }
  }
  return {
    view,

    get: (lessonId: LessonId): ConsentView => {
      lessonOrThrow(library(), lessonId)
      return view(lessonId)
    },

    set: async (caller: Caller, { lessonId, state, note }: Said): Promise<ConsentView> => {
      const by = speakerOf(caller)
      lessonOrThrow(library(), lessonId)
      const id = consentIdOf(lessonId)
      const before = library().find('consent', id)
      const kept = note === null ? undefined : (note ?? before?.note)
      if (state !== null)
        await library().write(by, [
          { put: { id, type: 'consent', lessonId, state, ...(kept !== undefined && { note: kept }) } },
        ])
      else if (before) await library().write(by, [{ remove: id }])
      return view(lessonId)
    },

    policy: () => ({ consentRequired: isConsentRequired(library()) }),

    setPolicy: async (caller: Caller, consentRequired: boolean) => {
      const by = speakerOf(caller)
      await library().write(by, [{ put: { id: EXPORT_POLICY, type: 'policy', consentRequired } }])
      return { consentRequired: isConsentRequired(library()) }
    },
  }
}
export type Consents = ReturnType<typeof createConsent>
