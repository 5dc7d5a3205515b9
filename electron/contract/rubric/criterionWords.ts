import type { CriterionWords } from '../records/criterionVersion.ts'
import type { Criterion, RubricBody } from '../records/rubric.ts'

/** Which criterion of its rubric it is, whatever its code is now. */
export const keyOf = ({ key, code }: Pick<Criterion, 'key' | 'code'>): string => key ?? code

/** A criterion's words with its scale; what is empty is left out. */
export function wordsOf({ levels }: Pick<RubricBody, 'levels'>, criterion: Criterion): CriterionWords {
  const { code, title, description, lookFors, descriptors } = criterion
  const described = levels.flatMap(level => {
    const words = descriptors?.[level.code]
    return words?.trim() ? [[level.code, words] as const] : []
  })
  return {
    code,
    title,
    ...(description?.trim() && { description }),
    ...(lookFors && lookFors.length > 0 && { lookFors }),
    ...(described.length > 0 && { descriptors: Object.fromEntries(described) }),
    levels: levels.map(level => ({ code: level.code, label: level.label })),
  }
}

/** The same text for the same words, however their fields are ordered; other words give another text. */
export function textOfWords({
  code,
  title,
  description,
  lookFors,
  descriptors,
  levels,
}: CriterionWords): string {
  const scale = levels.map(level => [level.code, level.label, descriptors?.[level.code] ?? ''])
  return JSON.stringify([code, title, description ?? '', lookFors ?? [], scale])
}

export const sameWords = (a: CriterionWords, b: CriterionWords): boolean =>
  a === b || textOfWords(a) === textOfWords(b)
