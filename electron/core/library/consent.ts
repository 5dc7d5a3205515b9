import { DebriefError } from '../../contract/errors.ts'
import type { Consent } from '../../contract/records/consent.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import { EXPORT_POLICY } from '../../contract/records/policy.ts'
import type { Library } from './library.types.ts'
import type { StoredRecord } from './storedRecord.ts'

/** The record of a lesson's consent has the lesson's own id, so that two machines which say something at once write one record. */
export const consentIdOf = (lessonId: LessonId): Consent['id'] =>
  `consent:${lessonId.slice('lesson:'.length)}`

export interface LessonConsent {
  readonly record: Consent | undefined
  readonly blocked: boolean
}

export const isConsentRequired = (library: Library): boolean =>
  library.find('policy', EXPORT_POLICY)?.consentRequired ?? false

/** Whether a lesson's picture and sound may leave the library. */
export function consentOf(library: Library, lessonId: LessonId): LessonConsent {
  const record = library.find('consent', consentIdOf(lessonId))
  return {
    record,
    blocked: record ? record.state === 'restricted' : isConsentRequired(library),
  }
}

/** @throws DebriefError consent.needed, with what to do about it */
export function checkConsent(library: Library, lessonId: LessonId): void {
  const { record, blocked } = consentOf(library, lessonId)
  if (!blocked) return
  const title = library.find('lesson', lessonId)?.title ?? lessonId
  throw new DebriefError(
    'consent.needed',
    record
      ? `“${title}” is marked restricted, so its picture and sound stay in this library. Nothing of it was written. When everyone who is seen agrees, say so in the lesson’s details.`
      : `No consent is recorded for “${title}”, and this library lets only lessons with consent leave. Nothing of it was written. Record it in the lesson’s details.`,
    { subject: lessonId },
  )
}

/** Whether a word on consent keeps a lesson in. */
const keepsIn = ({ record, shown }: StoredRecord): boolean =>
  shown?.type === 'consent' && !record.deleted && shown.state === 'restricted'

/** Everything but words on consent that would let a lesson out, whatever is said of it here. */
export const letsNothingOut = (stored: StoredRecord): boolean =>
  stored.record.type !== 'consent' || keepsIn(stored)

/** Whether a word on consent that came from elsewhere would let out what someone here keeps in. */
export const loosensConsent = (library: Library, stored: StoredRecord): boolean =>
  !letsNothingOut(stored) &&
  library.all('consent').some(({ id, state }) => id === stored.record.id && state === 'restricted')
