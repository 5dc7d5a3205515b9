/**
 * How far people agree, by the field's standard figures. A unit is what several people scored (a criterion of a lesson); a
 * rating is a category's name, or undefined where someone gave none.
 */
export type Unit = ReadonlyArray<string | undefined>

/** A figure, or why there is none: an undefined case is never shown as zero or one. */
export type Figure =
  | { readonly value: number }
  | { readonly undefinedBecause: 'noPairs' | 'noVariation' | 'notTwoRaters' | 'unequalRaters' }

const none = (why: 'noPairs' | 'noVariation' | 'notTwoRaters' | 'unequalRaters'): Figure => ({
  undefinedBecause: why,
})

const given = (unit: Unit): string[] => unit.filter(rating => rating !== undefined)

/** Units that at least two people rated: the others say nothing about agreement. */
export const pairable = (units: readonly Unit[]): Unit[] => units.filter(unit => given(unit).length > 1)

const countsOf = (ratings: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1)
  return counts
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}

/**
 * How many pairs of ratings of one unit there are, and how many of them are the same.
 * @param alike what counts as the same, where that is more than one and the same name
 */
export function pairCounts(
  units: readonly Unit[],
  alike: (a: string, b: string) => boolean = (a, b) => a === b,
): { readonly pairs: number; readonly same: number } {
  let pairs = 0
  let same = 0
  for (const unit of units) {
    const counts = [...countsOf(given(unit))]
    for (const [at, [a, countA]] of counts.entries())
      for (const [b, countB] of counts.slice(at)) {
        const these = a === b ? (countA * (countA - 1)) / 2 : countA * countB
        pairs += these
        if (alike(a, b)) same += these
      }
  }
  return { pairs, same }
}

/** The share of all pairs of ratings of one unit that are the same; for two raters, the plain percent agreement over 100. */
export function pairAgreement(units: readonly Unit[], alike?: (a: string, b: string) => boolean): Figure {
  const { pairs, same } = pairCounts(units, alike)
  return pairs === 0 ? none('noPairs') : { value: same / pairs }
}

/**
 * Cohen's kappa for two raters (Cohen 1960), over the units that both rated.
 * @param units with two places each
 */
export function cohenKappa(units: readonly Unit[]): Figure {
  if (units.some(unit => unit.length !== 2)) return none('notTwoRaters')
  const both = units.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [[a, b] as const]))
  if (both.length === 0) return none('noPairs')
  const first = countsOf(both.map(([a]) => a))
  const second = countsOf(both.map(([, b]) => b))
  const observed = both.filter(([a, b]) => a === b).length / both.length
  const expected = sum([...first].map(([name, count]) => count * (second.get(name) ?? 0))) / both.length ** 2
  return expected === 1 ? none('noVariation') : { value: (observed - expected) / (1 - expected) }
}

/** Fleiss' kappa (Fleiss 1971), for units that were all rated by equally many people. */
export function fleissKappa(units: readonly Unit[]): Figure {
  const rated = pairable(units).map(given)
  const raters = rated[0]?.length
  if (raters === undefined) return none('noPairs')
  if (rated.some(ratings => ratings.length !== raters)) return none('unequalRaters')
  const all = rated.length * raters
  const observed =
    sum(
      rated.map(
        ratings =>
          sum([...countsOf(ratings).values()].map(count => count * (count - 1))) / (raters * (raters - 1)),
      ),
    ) / rated.length
  const expected = sum([...countsOf(rated.flat()).values()].map(count => (count / all) ** 2))
  return expected === 1 ? none('noVariation') : { value: (observed - expected) / (1 - expected) }
}

/**
 * Krippendorff's alpha for any number of raters and missing ratings (Krippendorff 2011).
 * @param order the categories from lowest to highest for the ordinal figure; ratings that are not in it count as missing.
 *   Without it the figure is nominal
 */
export function krippendorffAlpha(units: readonly Unit[], order?: readonly string[]): Figure {
  const rated = units
    .map(unit => given(unit).filter(rating => order?.includes(rating) ?? true))
    .filter(ratings => ratings.length > 1)
  const totals = countsOf(rated.flat())
  const pairableCount = sum(totals.values())
  if (pairableCount === 0) return none('noPairs')
  if (totals.size === 1) return none('noVariation')
  const distance = distanceOf(totals, order)
  let observed = 0
  for (const ratings of rated) {
    const counts = [...countsOf(ratings)]
    for (const [a, countA] of counts)
      for (const [b, countB] of counts)
        if (a !== b) observed += (countA * countB * distance(a, b)) / (ratings.length - 1)
  }
  let expected = 0
  for (const [a, countA] of totals)
    for (const [b, countB] of totals) if (a !== b) expected += countA * countB * distance(a, b)
  return { value: 1 - ((pairableCount - 1) * observed) / expected }
}

/** The squared difference of two categories: 1 for names, else by how many ratings lie between them. */
function distanceOf(
  totals: ReadonlyMap<string, number>,
  order: readonly string[] | undefined,
): (a: string, b: string) => number {
  if (!order) return () => 1
  const place = new Map(order.map((category, at) => [category, at]))
  return (a, b) => {
    const [low, high] = [place.get(a) ?? 0, place.get(b) ?? 0].sort((one, other) => one - other)
    const between = sum(order.slice(low, (high ?? 0) + 1).map(category => totals.get(category) ?? 0))
    return (between - ((totals.get(a) ?? 0) + (totals.get(b) ?? 0)) / 2) ** 2
  }
}
