import type { CommentKind } from '../../../../electron/contract/records/comment.ts'
import type { DrawingBody } from '../../../../electron/contract/records/drawing.ts'
import type { RubricId } from '../../../../electron/contract/records/rubric.ts'
import type { Place } from '../../../lib/place.ts'

export type DraftTag = { rubricId: RubricId; code: string; level?: string | undefined }

/** A stretch or, without `toMs`, a moment of the lesson clock. */
/** What one person is about to say. */
export type Draft = {
  /** Undefined until something is said: it then goes to the moment (or range) of that instant. */
  place: Place | undefined
  text: string
  kind: CommentKind
  tags: readonly DraftTag[]
  /** The criterion that a level key rates: the one chosen last. */
  rating: string | undefined
  private: boolean
  /** Marks on the picture that are to be saved with the words. */
  drawing?: DrawingBody | undefined
}

export const emptyDraft: Draft = {
  place: undefined,
  text: '',
  kind: 'noticing',
  tags: [],
  rating: undefined,
  private: false,
}

export type DraftAct =
  | { do: 'text'; text: string; here: Place }
  | { do: 'place'; place: Place }
  | { do: 'kind'; kind: CommentKind }
  | { do: 'criterion'; rubricId: RubricId; code: string; here: Place }
  | { do: 'level'; level: string }
  | { do: 'untag'; rubricId: RubricId; code: string }
  | { do: 'private'; private: boolean }
  /** Undefined takes the drawing away. */
  | { do: 'drawing'; drawing: DrawingBody | undefined; here: Place }
  | { do: 'clear' }

/** Identifies a criterion across rubrics. */
export const criterionKey = (rubricId: string, code: string): string => `${rubricId} ${code}`

/** Anything in it that would be missed if it were gone. */
export const saysSomething = (draft: Draft): boolean =>
  draft.text.trim() !== '' || draft.tags.length > 0 || draft.drawing !== undefined

/** Words are needed; tags alone are not yet a comment. */
export const canSave = (draft: Draft): boolean => draft.text.trim() !== ''

export function draftReducer(draft: Draft, act: DraftAct): Draft {
  switch (act.do) {
    case 'text':
      return { ...draft, text: act.text, place: draft.place ?? (act.text === '' ? undefined : act.here) }
    case 'place':
      return { ...draft, place: act.place }
    case 'kind':
      return { ...draft, kind: act.kind }
    case 'criterion':
      return chooseCriterion(draft, act)
    case 'level':
      return rate(draft, act.level)
    case 'untag':
      return without(draft, criterionKey(act.rubricId, act.code))
    case 'private':
      return { ...draft, private: act.private }
    case 'drawing':
      return { ...draft, drawing: act.drawing, place: draft.place ?? (act.drawing ? act.here : undefined) }
    case 'clear':
      // Who keeps a run of private notes does not want the next one shared by surprise.
      return { ...emptyDraft, kind: draft.kind, private: draft.private }
  }
}

/** First press: tags and rates this one. On another tag: rates this one. On the one being rated: takes it away. */
function chooseCriterion(
  draft: Draft,
  { rubricId, code, here }: { rubricId: RubricId; code: string; here: Place },
): Draft {
  const key = criterionKey(rubricId, code)
  const there = draft.tags.some(tag => criterionKey(tag.rubricId, tag.code) === key)
  if (there && draft.rating === key) return without(draft, key)
  return {
    ...draft,
    place: draft.place ?? here,
    tags: there ? draft.tags : [...draft.tags, { rubricId, code }],
    rating: key,
  }
}

/** The same level again takes it back: a tag may go without one. */
function rate(draft: Draft, level: string): Draft {
  return {
    ...draft,
    tags: draft.tags.map(tag =>
      criterionKey(tag.rubricId, tag.code) === draft.rating
        ? { rubricId: tag.rubricId, code: tag.code, ...(tag.level === level ? {} : { level }) }
        : tag,
    ),
  }
}

function without(draft: Draft, key: string): Draft {
  const tags = draft.tags.filter(tag => criterionKey(tag.rubricId, tag.code) !== key)
  const last = tags.at(-1)
  return {
    ...draft,
    tags,
    rating: draft.rating === key ? last && criterionKey(last.rubricId, last.code) : draft.rating,
  }
}
