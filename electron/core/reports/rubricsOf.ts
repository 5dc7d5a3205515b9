import type { ReportComment, ReportCriterion, ReportRubric, ReportTag } from './report.types.ts'

interface Tagged {
  readonly tag: ReportTag
  readonly number: number
}

const byCode = (a: { readonly code: string }, b: { readonly code: string }): number =>
  a.code.localeCompare(b.code, 'en', { numeric: true })

function criterionOf(tagged: readonly [Tagged, ...Tagged[]]): ReportCriterion {
  const [{ tag: first }] = tagged
  const rated = new Map<string, { label: string; index: number; count: number }>()
  for (const { tag } of tagged) {
    if (!tag.level) continue
    const { label, index } = tag.level
    const known = rated.get(label) ?? { label, index, count: 0 }
    rated.set(label, { ...known, count: known.count + 1 })
  }
  return {
    code: first.code,
    title: first.title,
    domainIndex: first.domainIndex,
    count: tagged.length,
    notObserved: tagged.filter(({ tag }) => tag.notObserved).length,
    unrated: tagged.filter(({ tag }) => !tag.level && !tag.notObserved).length,
    levels: [...rated.values()]
      .sort((a, b) => a.index - b.index)
      .map(({ label, count }) => ({ label, count })),
    about: [...new Set(tagged.map(({ number }) => number))],
  }
}

/** The criteria that were tagged, by rubric and in the order of their codes. Pure. */
export function rubricsOf(comments: readonly ReportComment[]): ReportRubric[] {
  const rubrics = new Map<string, Map<string, [Tagged, ...Tagged[]]>>()
  for (const { number, tags } of comments) {
    for (const tag of tags) {
      const criteria = rubrics.get(tag.rubricTitle) ?? new Map<string, [Tagged, ...Tagged[]]>()
      rubrics.set(tag.rubricTitle, criteria)
      const known = criteria.get(tag.code)
      if (known) known.push({ tag, number })
      else criteria.set(tag.code, [{ tag, number }])
    }
  }
  return [...rubrics].map(([title, criteria]) => ({
    title,
    criteria: [...criteria.values()].map(criterionOf).sort(byCode),
  }))
}
