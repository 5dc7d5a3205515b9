import { DebriefError } from '../../contract/errors.ts'
import { type Criterion, NOT_OBSERVED } from '../../contract/records/rubric.ts'
import type { IdentifiedRubric } from './templates.ts'

export interface FoundCriterion {
  readonly rubric: IdentifiedRubric
  readonly domainTitle: string
  readonly criterion: Criterion
}

/** What `CODE[=LEVEL]` means. */
export interface TagSpec {
  readonly rubricId: IdentifiedRubric['id']
  readonly code: string
  /** A level's code, or NOT_OBSERVED. */
  readonly level?: string
}

const MAX_LISTED = 12
const fold = (text: string): string => text.trim().toLowerCase()
const listed = (items: readonly string[]): string =>
  items.length > MAX_LISTED
    ? `${items.slice(0, MAX_LISTED).join(', ')} and ${items.length - MAX_LISTED} more`
    : items.join(', ')

function criteriaNamed(rubric: IdentifiedRubric, code: string, exact: boolean): FoundCriterion[] {
  return rubric.domains.flatMap(domain =>
    domain.criteria
      .filter(criterion => (exact ? criterion.code === code : fold(criterion.code) === fold(code)))
      .map(criterion => ({ rubric, domainTitle: domain.title, criterion })),
  )
}

/** Every criterion that `CODE` or `rubricId/CODE` can mean; letters of another case count only where no code fits exactly. */
function candidates(rubrics: readonly IdentifiedRubric[], spec: string): FoundCriterion[] {
  const wanted = spec.trim()
  for (const exact of [true, false]) {
    const found = rubrics.flatMap(rubric => {
      const prefix = [rubric.id, rubric.id.replace(/^rubric:/, '')].find(id => wanted.startsWith(`${id}/`))
      return criteriaNamed(rubric, prefix === undefined ? wanted : wanted.slice(prefix.length + 1), exact)
    })
    if (found.length > 0) return found
  }
  return []
}

function choose(
  found: readonly FoundCriterion[],
  spec: string,
  preferredRubricId?: string,
): FoundCriterion | undefined {
  const preferred = found.find(({ rubric }) => rubric.id === preferredRubricId)
  if (preferred) return preferred
  if (new Set(found.map(({ rubric }) => rubric.id)).size > 1)
    throw new DebriefError(
      'input.invalid',
      `Several rubrics have a criterion ${spec.trim()}. Name the rubric too: ${listed(found.map(each => `${each.rubric.id}/${each.criterion.code}`))}.`,
      { subject: spec },
    )
  return found[0]
}

function unknownCriterion(
  rubrics: readonly IdentifiedRubric[],
  spec: string,
  preferredRubricId?: string,
): DebriefError {
  const preferred = rubrics.filter(rubric => rubric.id === preferredRubricId)
  const shown = (preferred.length > 0 ? preferred : rubrics).map(
    rubric =>
      `“${rubric.title}” has ${listed(rubric.domains.flatMap(domain => domain.criteria.map(each => each.code)))}`,
  )
  const there = shown.length === 0 ? 'There is no rubric yet; import one first' : shown.slice(0, 5).join('; ')
  return new DebriefError('input.invalid', `There is no criterion ${spec.trim()}. ${there}.`, {
    subject: spec,
  })
}

/**
 * Finds the criterion that `CODE` or `rubricId/CODE` means.
 * @param preferredRubricId the lesson's rubric: wins where several have the code
 * @throws DebriefError input.invalid, with a sentence that lists the criteria there are
 */
export function findCriterion(
  rubrics: readonly IdentifiedRubric[],
  spec: string,
  preferredRubricId?: string,
): FoundCriterion {
  const found = choose(candidates(rubrics, spec), spec, preferredRubricId)
  if (!found) throw unknownCriterion(rubrics, spec, preferredRubricId)
  return found
}

/**
 * Reads a level as people type it: its code, its label in any case, or "not observed".
 * @throws DebriefError input.invalid, with a sentence that lists the levels there are
 */
export function findLevel(rubric: IdentifiedRubric, spec: string): string {
  const wanted = fold(spec)
  const level =
    rubric.levels.find(each => each.code === spec.trim()) ??
    rubric.levels.find(each => fold(each.code) === wanted) ??
    rubric.levels.find(each => fold(each.label) === wanted)
  if (level) return level.code
  if (wanted.replace(/[\s_-]+/g, '-') === NOT_OBSERVED) return NOT_OBSERVED
  const there = rubric.levels.map(each =>
    each.label === each.code ? each.code : `${each.code} (${each.label})`,
  )
  throw new DebriefError(
    'input.invalid',
    `“${rubric.title}” has no level ${spec.trim() || '(empty)'}. Use ${listed([...there, NOT_OBSERVED])}.`,
    { subject: spec },
  )
}

/**
 * Reads `CODE[=LEVEL]`, where CODE may be `rubricId/CODE`. Codes may hold "=" themselves, so the longest code that is there
 * wins.
 * @throws DebriefError input.invalid, with a sentence that lists what there is
 */
export function parseTagSpec(
  spec: string,
  rubrics: readonly IdentifiedRubric[],
  preferredRubricId?: string,
): TagSpec {
  const cuts = [spec.length, ...[...spec.matchAll(/=/g)].map(match => match.index).reverse()]
  for (const cut of cuts) {
    const found = choose(candidates(rubrics, spec.slice(0, cut)), spec.slice(0, cut), preferredRubricId)
    if (!found) continue
    const tag = { rubricId: found.rubric.id, code: found.criterion.code }
    return cut === spec.length ? tag : { ...tag, level: findLevel(found.rubric, spec.slice(cut + 1)) }
  }
  throw unknownCriterion(rubrics, spec.split('=')[0] ?? spec, preferredRubricId)
}
