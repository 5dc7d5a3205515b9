/** A criterion as a filter's value: rubric and code, because two rubrics may share a code. */
export const criterionValue = (rubricId: string, code: string): string => `${rubricId} ${code}`

export function splitCriterion(value: string): { readonly rubricId: string; readonly code: string } {
  const at = value.indexOf(' ')
  return { rubricId: value.slice(0, at), code: value.slice(at + 1) }
}
