import { freeCode } from './soundBody.ts'
import {
  chosenIn,
  newKey,
  newUid,
  type Typed,
  type TypedCriterion,
  type TypedDomain,
  type TypedLevel,
} from './typed.ts'

export const MOST_DOMAINS = 60
export const MOST_CRITERIA = 200
export const MOST_LEVELS = 12

const codesIn = (typed: Typed): ReadonlySet<string> =>
  new Set(typed.domains.flatMap(domain => domain.criteria.map(({ code }) => code.trim())))

const withDomains = (typed: Typed, domains: readonly TypedDomain[]): Typed => ({ ...typed, domains })

const inserted = <T>(list: readonly T[], at: number, item: T): T[] => [
  ...list.slice(0, at),
  item,
  ...list.slice(at),
]
const without = <T extends { readonly uid: string }>(list: readonly T[], uid: string): T[] =>
  list.filter(each => each.uid !== uid)
const changed = <T extends { readonly uid: string }>(
  list: readonly T[],
  uid: string,
  patch: Partial<T>,
): T[] => list.map(each => (each.uid === uid ? { ...each, ...patch } : each))

export const patchDomain = (typed: Typed, uid: string, patch: Partial<TypedDomain>): Typed =>
  withDomains(typed, changed(typed.domains, uid, patch))

export const patchCriterion = (typed: Typed, uid: string, patch: Partial<TypedCriterion>): Typed =>
  withDomains(
    typed,
    typed.domains.map(domain =>
      domain.criteria.some(each => each.uid === uid)
        ? { ...domain, criteria: changed(domain.criteria, uid, patch) }
        : domain,
    ),
  )

/** A key belongs to one criterion: who had it before goes back to the order's own. */
export const bindKey = (typed: Typed, uid: string, digit: number | undefined): Typed =>
  withDomains(
    typed,
    typed.domains.map(domain => ({
      ...domain,
      criteria: domain.criteria.map(each => {
        if (each.uid === uid) return { ...each, digit }
        return digit !== undefined && each.digit === digit ? { ...each, digit: undefined } : each
      }),
    })),
  )

/** A new domain behind the chosen one. @returns its uid too */
export function addDomain(typed: Typed, after: string | undefined): { typed: Typed; uid: string } {
  const chosen = chosenIn(typed, after)
  const at =
    chosen.on === 'rubric'
      ? typed.domains.length
      : (chosen.on === 'domain' ? chosen.place : chosen.domainPlace) + 1
  const domain: TypedDomain = { uid: newUid(), title: '', colour: undefined, criteria: [] }
  return { typed: withDomains(typed, inserted(typed.domains, at, domain)), uid: domain.uid }
}

/** A new criterion behind the chosen one, or at the end of the chosen domain; where there is no domain, in a first one. */
export function addCriterion(typed: Typed, after: string | undefined): { typed: Typed; uid: string } {
  if (typed.domains.length === 0) {
    const first = addDomain(typed, undefined)
    return addCriterion(patchDomain(first.typed, first.uid, { title: 'All criteria' }), first.uid)
  }
  const chosen = chosenIn(typed, after)
  const domainPlace =
    chosen.on === 'rubric'
      ? typed.domains.length - 1
      : chosen.on === 'domain'
        ? chosen.place
        : chosen.domainPlace
  const criterion: TypedCriterion = {
    uid: newUid(),
    key: newKey(),
    code: freeCode(domainPlace, codesIn(typed)),
    title: '',
    description: '',
    lookFors: '',
    descriptors: {},
    digit: undefined,
  }
  const domains = typed.domains.map((domain, at) => {
    if (at !== domainPlace) return domain
    const place = chosen.on === 'criterion' ? chosen.place + 1 : domain.criteria.length
    return { ...domain, criteria: inserted(domain.criteria, place, criterion) }
  })
  return { typed: withDomains(typed, domains), uid: criterion.uid }
}

/** A copy right behind it, under a code of its own. */
export function copyCriterion(typed: Typed, uid: string): { typed: Typed; uid: string } | undefined {
  const chosen = chosenIn(typed, uid)
  if (chosen.on !== 'criterion') return undefined
  const copy: TypedCriterion = {
    ...chosen.criterion,
    uid: newUid(),
    key: newKey(),
    code: freeCode(chosen.domainPlace, codesIn(typed)),
    title: `${chosen.criterion.title} (copy)`,
    digit: undefined,
  }
  const criteria = inserted(chosen.domain.criteria, chosen.place + 1, copy)
  return { typed: patchDomain(typed, chosen.domain.uid, { criteria }), uid: copy.uid }
}

/** Takes a domain (with its criteria) or a criterion away. @returns what is chosen next too */
export function removePart(typed: Typed, uid: string): { typed: Typed; next: string | undefined } {
  const chosen = chosenIn(typed, uid)
  if (chosen.on === 'rubric') return { typed, next: uid }
  if (chosen.on === 'domain') {
    const domains = without(typed.domains, uid)
    const next = domains[chosen.place] ?? domains.at(-1)
    return { typed: withDomains(typed, domains), next: next?.uid }
  }
  const criteria = without(chosen.domain.criteria, uid)
  const next = criteria[chosen.place] ?? criteria.at(-1) ?? chosen.domain
  return { typed: patchDomain(typed, chosen.domain.uid, { criteria }), next: next.uid }
}

/** Puts what was taken away back where it was, as near as what is there now allows. */
export function putBack(typed: Typed, before: Typed, uid: string): Typed {
  if (chosenIn(typed, uid).on !== 'rubric') return typed
  const was = chosenIn(before, uid)
  if (was.on === 'domain') return withDomains(typed, inserted(typed.domains, was.place, was.domain))
  if (was.on === 'rubric') return typed
  const home = typed.domains.find(domain => domain.uid === was.domain.uid)
  if (!home) {
    const domain = { ...was.domain, criteria: [was.criterion] }
    return withDomains(typed, inserted(typed.domains, was.domainPlace, domain))
  }
  return patchDomain(typed, home.uid, { criteria: inserted(home.criteria, was.place, was.criterion) })
}

/** One step up or down; a criterion at the edge of its domain goes on in the next one. */
export function movePart(typed: Typed, uid: string, by: 1 | -1): Typed {
  const chosen = chosenIn(typed, uid)
  if (chosen.on === 'rubric') return typed
  if (chosen.on === 'domain') {
    const at = chosen.place + by
    if (at < 0 || at >= typed.domains.length) return typed
    return withDomains(typed, inserted(without(typed.domains, uid), at, chosen.domain))
  }
  const at = chosen.place + by
  if (at >= 0 && at < chosen.domain.criteria.length) {
    const criteria = inserted(without(chosen.domain.criteria, uid), at, chosen.criterion)
    return patchDomain(typed, chosen.domain.uid, { criteria })
  }
  const beside = typed.domains[chosen.domainPlace + by]
  if (!beside) return typed
  return moveTo(typed, uid, { domain: beside.uid, at: by > 0 ? 0 : beside.criteria.length })
}

/** Where something is dropped: a criterion at a place of a domain, or a domain before another (`at` counts domains). */
export interface Drop {
  readonly domain?: string
  readonly at: number
}

export function moveTo(typed: Typed, uid: string, drop: Drop): Typed {
  const chosen = chosenIn(typed, uid)
  if (chosen.on === 'domain') {
    const at = drop.at > chosen.place ? drop.at - 1 : drop.at
    return at === chosen.place
      ? typed
      : withDomains(typed, inserted(without(typed.domains, uid), at, chosen.domain))
  }
  if (chosen.on !== 'criterion' || drop.domain === undefined) return typed
  const same = chosen.domain.uid === drop.domain
  const at = same && drop.at > chosen.place ? drop.at - 1 : drop.at
  if (same && at === chosen.place) return typed
  return withDomains(
    typed,
    typed.domains.map(domain => {
      const criteria = without(domain.criteria, uid)
      if (domain.uid === drop.domain) return { ...domain, criteria: inserted(criteria, at, chosen.criterion) }
      return criteria.length === domain.criteria.length ? domain : { ...domain, criteria }
    }),
  )
}

export const patchLevel = (typed: Typed, uid: string, patch: Partial<TypedLevel>): Typed => ({
  ...typed,
  levels: changed(typed.levels, uid, patch),
})

/** A new highest level, under the first number that is free. */
export function addLevel(typed: Typed): { typed: Typed; uid: string } {
  const taken = new Set(typed.levels.map(({ code }) => code.trim()))
  let number = typed.levels.length + 1
  while (taken.has(String(number))) number++
  const level = { uid: newUid(), code: String(number), label: '' }
  return { typed: { ...typed, levels: [...typed.levels, level] }, uid: level.uid }
}

/** The words of a level stay in the criteria until they are saved without it, so that undo brings all back. */
export const removeLevel = (typed: Typed, uid: string): Typed => ({
  ...typed,
  levels: without(typed.levels, uid),
})

export function moveLevel(typed: Typed, uid: string, by: 1 | -1): Typed {
  const place = typed.levels.findIndex(level => level.uid === uid)
  const level = typed.levels[place]
  const at = place + by
  if (!level || at < 0 || at >= typed.levels.length) return typed
  return { ...typed, levels: inserted(without(typed.levels, uid), at, level) }
}
