import type { LessonId } from '../../electron/contract/records/lesson.ts'
import type { RecordType } from '../../electron/contract/records/registry.ts'
import { keys } from './queries.ts'

type Key = readonly unknown[]

/** What shows the records of a few types only, by their types. */
const ofTypes: ReadonlyArray<readonly [(lessonId: LessonId) => Key, readonly RecordType[]]> = [
  [keys.phases, ['phase']],
  [keys.masks, ['mask', 'soundMask']],
  [keys.transcript, ['transcript']],
  [keys.calibrations, ['calibration', 'scoreSheet', 'agreedLevel']],
  [keys.debrief, ['pin', 'debriefNote', 'actionStep', 'stepDone', 'firstPass']],
  [keys.firstPass, ['firstPass']],
]

/** What counts or names a little of everything. */
const ofAll = (lessonId: LessonId): readonly Key[] => [
  keys.lesson(lessonId),
  keys.cycles,
  keys.insights,
  keys.schoolGoals,
  keys.clips(),
  keys.collections,
  keys.allFound,
]

/** What counts comments, or leaves out what hangs on one that is gone. */
const ofComments = (lessonId: LessonId): readonly Key[] => [
  keys.debrief(lessonId),
  keys.firstPass(lessonId),
  keys.marks(lessonId),
]

/** What a card is summed up from. */
const summed: readonly string[] = ['comment', 'tag', 'firstPass'] satisfies readonly RecordType[]

/** Whether a card may show something else now. @param types of the records that changed; undefined where it may be any */
export const isSummed = (types: readonly string[] | undefined): boolean =>
  types?.some(type => summed.includes(type)) ?? true

/**
 * What a page reads again when a lesson changed, besides its comments.
 * @param types of the records that changed; undefined where it may be any
 * @returns `soon`: what shows the records themselves. `later`: what counts them, which nobody waits for while words come in
 */
export function readsAfter(
  lessonId: LessonId,
  types: readonly string[] | undefined,
): { readonly soon: readonly Key[]; readonly later: readonly Key[] } {
  // A first pass that is revealed shows a little of everything at once; so does what this page's types do not name.
  if (!types || types.includes('firstPass'))
    return {
      soon: [
        ...ofTypes.map(([key]) => key(lessonId)),
        ...ofAll(lessonId),
        keys.marks(lessonId),
        // The pictures and copies of its recordings are told of in this way too; no record of a lesson is in the list.
        keys.lessons,
      ],
      later: [],
    }
  return {
    soon: ofTypes
      .filter(([, shown]) => shown.some(type => types.includes(type)))
      .map(([key]) => key(lessonId)),
    later: [...(types.includes('comment') ? ofComments(lessonId) : []), ...ofAll(lessonId)],
  }
}
