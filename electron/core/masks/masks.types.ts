import type { MaskView } from '../../contract/api/masks.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import type { Library } from '../library/library.types.ts'

export interface MaskStoreParts {
  library(): Library
  isLocal(id: PersonId): boolean
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
  /** Who a person is, also where the library does not know them yet. */
  author(id: PersonId): MaskView['author']
}

export interface OneOf<I extends string> {
  readonly lessonId: LessonId
  readonly id: I
}
