import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cohenKappa,
  fleissKappa,
  krippendorffAlpha,
  pairAgreement,
  pairCounts,
  type Unit,
} from '../../../../electron/core/calibration/agreement.ts'
import { bootstrapInterval, seededRandom } from '../../../../electron/core/calibration/bootstrap.ts'

const numberOf = (figure: ReturnType<typeof cohenKappa>): number => {
  if (!('value' in figure)) throw new Error(`no figure: ${figure.undefinedBecause}`)
  return figure.value
}
const repeated = (count: number, unit: Unit): Unit[] => Array.from({ length: count }, () => unit)
/** One line a rater, `*` for what is missing, as the papers print them; turned into units. */
const unitsOf = (...raters: readonly string[]): Unit[] => {
  const lines = raters.map(line => line.split(' '))
  return (lines[0] ?? []).map((_, at) => lines.map(line => (line[at] === '*' ? undefined : line[at])))
}

describe('percent agreement', () => {
  it('is the share of same ratings for two raters, and of same pairs for more', () => {
    expect(numberOf(pairAgreement(unitsOf('a b c d', 'a b c a')))).toBe(0.75)
    expect(numberOf(pairAgreement(unitsOf('a', 'a', 'b')))).toBeCloseTo(1 / 3)
  })
})

describe('agreement within one level', () => {
  it('counts pairs that lie next to each other on the scale, beside those that are the same', () => {
    const near = (a: string, b: string) => Math.abs(Number(a) - Number(b)) <= 1
    expect(numberOf(pairAgreement(unitsOf('1 2 4 1', '1 3 1 2'), near))).toBe(0.75)
    expect(pairCounts(unitsOf('1', '2', '3'), near)).toEqual({ pairs: 3, same: 2 })
  })
})

describe("Cohen's kappa", () => {
  it.each([
    // Two readers of 50 grant proposals: both yes 20, yes/no 5, no/yes 10, both no 15.
    [[20, 5, 10, 15], 0.4],
    // The same percent agreement under other marginals, 100 units each.
    [[45, 15, 25, 15], 0.1304],
    [[25, 35, 5, 35], 0.2593],
  ])('of the worked table %j is %d', ([yes, yesNo, noYes, no], kappa) => {
    const units = [
      ...repeated(yes ?? 0, ['yes', 'yes']),
      ...repeated(yesNo ?? 0, ['yes', 'no']),
      ...repeated(noYes ?? 0, ['no', 'yes']),
      ...repeated(no ?? 0, ['no', 'no']),
    ]
    expect(numberOf(cohenKappa(units))).toBeCloseTo(kappa, 4)
  })
  it('is undefined where both gave one and the same level throughout, and for other than two raters', () => {
    expect(cohenKappa(unitsOf('3 3 3', '3 3 3'))).toEqual({ undefinedBecause: 'noVariation' })
    expect(cohenKappa(unitsOf('3 3', '3 2', '1 2'))).toEqual({ undefinedBecause: 'notTwoRaters' })
    expect(cohenKappa(unitsOf('3 *', '* 2'))).toEqual({ undefinedBecause: 'noPairs' })
  })
})

describe("Fleiss' kappa", () => {
  it('of the worked example of ten subjects, fourteen raters and five categories is 0.210', () => {
    const table = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ]
    const units = table.map(counts =>
      counts.flatMap((count, category) => Array.from({ length: count }, () => String(category))),
    )
    expect(numberOf(fleissKappa(units))).toBeCloseTo(0.21, 3)
  })
  it('is undefined where not all were rated by equally many', () => {
    expect(fleissKappa(unitsOf('1 2', '1 2', '* 2'))).toEqual({ undefinedBecause: 'unequalRaters' })
  })
})

describe("Krippendorff's alpha", () => {
  it('of ten articles by two observers with two values is 0.095', () => {
    expect(numberOf(krippendorffAlpha(unitsOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0')))).toBeCloseTo(
      0.095,
      3,
    )
  })
  it('of twelve articles by two observers with five values is 0.692', () => {
    expect(
      numberOf(krippendorffAlpha(unitsOf('a a b b d c c c e d d a', 'b a b b b c c c e d d d'))),
    ).toBeCloseTo(0.692, 3)
  })
  const four = unitsOf(
    '1 2 3 3 2 1 4 1 2 * * *',
    '1 2 3 3 2 2 4 1 2 5 * 3',
    '* 3 3 3 2 3 4 2 2 5 1 *',
    '1 2 3 3 2 4 4 1 2 5 1 *',
  )
  it('of four observers with missing values is 0.743 by name and 0.815 by order', () => {
    expect(numberOf(krippendorffAlpha(four))).toBeCloseTo(0.743, 3)
    expect(numberOf(krippendorffAlpha(four, ['1', '2', '3', '4', '5']))).toBeCloseTo(0.815, 3)
  })
  it('takes what is not on the scale as missing by order, and as a name of its own by name', () => {
    const units = unitsOf('1 2 1 not-observed', '1 2 2 not-observed')
    expect(krippendorffAlpha(units, ['1', '2'])).toEqual(krippendorffAlpha(units.slice(0, 3), ['1', '2']))
    expect(krippendorffAlpha(units)).not.toEqual(krippendorffAlpha(units.slice(0, 3)))
  })
  it('is undefined where all ratings are the same, or nobody rated the same unit', () => {
    expect(krippendorffAlpha(unitsOf('2 2', '2 2'))).toEqual({ undefinedBecause: 'noVariation' })
    expect(krippendorffAlpha(unitsOf('2 *', '* 2'))).toEqual({ undefinedBecause: 'noPairs' })
  })
})

const rating = fc.option(fc.constantFrom('1', '2', '3', '4'), { nil: undefined })
const someUnits = fc
  .integer({ min: 2, max: 5 })
  .chain(raters => fc.array(fc.array(rating, { minLength: raters, maxLength: raters }), { maxLength: 14 }))
const order = ['1', '2', '3', '4']
const figures = [
  pairAgreement,
  cohenKappa,
  fleissKappa,
  krippendorffAlpha,
  (units: readonly Unit[]) => krippendorffAlpha(units, order),
]

describe('every figure', () => {
  it('is a number up to one or says why there is none, whoever is named first and in any order of units', () => {
    fc.assert(
      fc.property(someUnits, units => {
        for (const figure of figures) {
          const found = figure(units)
          if ('value' in found) {
            expect(Number.isFinite(found.value)).toBe(true)
            expect(found.value).toBeLessThanOrEqual(1 + 1e-12)
            const turned = figure(units.map(unit => unit.toReversed()).toReversed())
            expect(numberOf(turned)).toBeCloseTo(found.value, 10)
          } else expect(found.undefinedBecause).toMatch(/^[a-zA-Z]+$/)
        }
      }),
      { numRuns: 300 },
    )
  })
  it('is one where all agree and there is more than one level', () => {
    const units = unitsOf('1 2 3 4 1', '1 2 3 4 1')
    for (const figure of figures) expect(numberOf(figure(units))).toBeCloseTo(1, 12)
  })
})

describe('the interval', () => {
  // The large-sample standard error of kappa, by Fleiss, Cohen and Everitt (1969).
  const textbook = (cells: readonly (readonly number[])[]) => {
    const all = cells.flat().reduce((total, count) => total + count, 0)
    const p = cells.map(row => row.map(count => count / all))
    const rows = p.map(row => row.reduce((total, share) => total + share, 0))
    const columns = rows.map((_, at) => p.reduce((total, row) => total + (row[at] ?? 0), 0))
    const observed = p.reduce((total, row, at) => total + (row[at] ?? 0), 0)
    const expected = rows.reduce((total, share, at) => total + share * (columns[at] ?? 0), 0)
    const kappa = (observed - expected) / (1 - expected)
    let spread = 0
    for (const [i, row] of p.entries())
      for (const [j, share] of row.entries())
        spread +=
          i === j
            ? share * (1 - ((rows[i] ?? 0) + (columns[i] ?? 0)) * (1 - kappa)) ** 2
            : share * (1 - kappa) ** 2 * ((columns[i] ?? 0) + (rows[j] ?? 0)) ** 2
    const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (all * (1 - expected) ** 2)
    return { kappa, error: Math.sqrt(variance) }
  }
  it.each([
    // The worked example of that paper, 200 subjects in three categories: kappa 0.429, standard error 0.0537.
    [
      [
        [106, 10, 4],
        [22, 28, 10],
        [2, 12, 6],
      ],
      0.429,
      0.0537,
    ],
    [
      [
        [20, 5],
        [10, 15],
      ],
      0.4,
      0.127,
    ],
  ])('is the textbook’s for tables that are large enough: %j', (cells, kappa, spread) => {
    const { kappa: again, error } = textbook(cells)
    expect(again).toBeCloseTo(kappa, 3)
    expect(error).toBeCloseTo(spread, 4)
    const units = cells.flatMap((row, i) =>
      row.flatMap((count, j) => repeated(count, [String(i), String(j)])),
    )
    expect(numberOf(cohenKappa(units))).toBeCloseTo(kappa, 3)
    const found = bootstrapInterval(units, cohenKappa, 7)
    if (!('low' in found)) throw new Error('no interval')
    expect(found.low).toBeCloseTo(kappa - 1.96 * error, 1)
    expect(found.high).toBeCloseTo(kappa + 1.96 * error, 1)
  })

  const units = unitsOf('1 2 3 3 2 1 4 1 2 4 3 2', '1 2 3 3 2 2 4 1 2 3 3 1')
  it('is the same for one seed, holds the figure, and is narrower with more units', () => {
    const once = bootstrapInterval(units, krippendorffAlpha, 7)
    expect(bootstrapInterval(units, krippendorffAlpha, 7)).toEqual(once)
    if (!('low' in once)) throw new Error('no interval')
    const value = numberOf(krippendorffAlpha(units))
    expect(once.low).toBeLessThan(value)
    expect(once.high).toBeGreaterThan(value)
    const more = bootstrapInterval([...units, ...units, ...units, ...units], krippendorffAlpha, 7)
    if (!('low' in more)) throw new Error('no interval')
    expect(more.high - more.low).toBeLessThan(once.high - once.low)
  })
  it('is not given for few units, nor where resamples often have no figure', () => {
    expect(bootstrapInterval(units.slice(0, 4), krippendorffAlpha, 7)).toEqual({ undefinedBecause: 'tooFew' })
    const nearlySame = [...repeated(7, ['3', '3']), ['3', '2']]
    expect(bootstrapInterval(nearlySame, krippendorffAlpha, 7)).toEqual({
      undefinedBecause: 'oftenUndefined',
    })
    expect(bootstrapInterval(repeated(9, ['3', '3']), krippendorffAlpha, 7)).toEqual({
      undefinedBecause: 'noFigure',
    })
  })
  it('draws evenly', () => {
    const random = seededRandom(1)
    const bins = Array.from({ length: 10 }, () => 0)
    for (let at = 0; at < 20_000; at++) {
      const bin = Math.floor(random() * 10)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })
})
