import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { Criterion, DomainColour, RubricBody } from '../../../../electron/contract/records/rubric.ts'
import { keyOf } from '../../../../electron/contract/rubric/criterionWords.ts'

/** A rubric as someone is typing it: fields may be empty or say the same twice; `soundBody` makes a rubric of it. */
export interface Typed {
  readonly title: string
  readonly source: string
  readonly licence: string
  readonly levels: readonly TypedLevel[]
  readonly domains: readonly TypedDomain[]
}
export interface TypedLevel {
  readonly uid: string
  readonly code: string
  readonly label: string
}
export interface TypedDomain {
  readonly uid: string
  readonly title: string
  readonly colour: DomainColour | undefined
  readonly criteria: readonly TypedCriterion[]
}
export interface TypedCriterion {
  readonly uid: string
  /** Which criterion it is, whatever its code is. */
  readonly key: string
  readonly code: string
  readonly title: string
  readonly description: string
  /** One a line. */
  readonly lookFors: string
  /** By the level's uid: a level's code may be typed anew. */
  readonly descriptors: Readonly<Record<string, string>>
  readonly digit: number | undefined
}

let count = 0
/** Names a part of the rubric on this page only. */
export const newUid = (): string => `part-${++count}`

/** No criterion of this rubric was ever called that: old tags must not find a new criterion. */
export const newKey = (): string => `k-${crypto.randomUUID().slice(0, 13)}`

export function typedOf({ title, source, licence, levels, domains }: RubricView | RubricBody): Typed {
  const typedLevels = levels.map(({ code, label }) => ({ uid: newUid(), code, label }))
  const criterionOf = (criterion: Criterion): TypedCriterion => ({
    uid: newUid(),
    key: keyOf(criterion),
    code: criterion.code,
    title: criterion.title,
    description: criterion.description ?? '',
    lookFors: (criterion.lookFors ?? []).join('\n'),
    descriptors: Object.fromEntries(
      typedLevels.map(({ uid, code }) => [uid, criterion.descriptors?.[code] ?? '']),
    ),
    digit: criterion.digit,
  })
  return {
    title,
    source: source ?? '',
    licence: licence ?? '',
    levels: typedLevels,
    domains: domains.map(domain => ({
      uid: newUid(),
      title: domain.title,
      colour: domain.colour,
      criteria: domain.criteria.map(criterionOf),
    })),
  }
}

/** What an act is about: the rubric itself, a domain or a criterion. */
export type Chosen =
  | { readonly on: 'rubric' }
  | { readonly on: 'domain'; readonly domain: TypedDomain; readonly place: number }
  | {
      readonly on: 'criterion'
      readonly domain: TypedDomain
      readonly domainPlace: number
      readonly criterion: TypedCriterion
      readonly place: number
    }

/** @param uid of a domain or a criterion; anything else is the rubric */
export function chosenIn(typed: Typed, uid: string | undefined): Chosen {
  for (const [domainPlace, domain] of typed.domains.entries()) {
    if (domain.uid === uid) return { on: 'domain', domain, place: domainPlace }
    const place = domain.criteria.findIndex(criterion => criterion.uid === uid)
    const criterion = domain.criteria[place]
    if (criterion) return { on: 'criterion', domain, domainPlace, criterion, place }
  }
  return { on: 'rubric' }
}
