import type { AgreementView, Measured } from '../../contract/api/calibrations.ts'
import { NOT_OBSERVED } from '../../contract/records/rubric.ts'
import {
  cohenKappa,
  type Figure,
  fleissKappa,
  krippendorffAlpha,
  pairAgreement,
  pairable,
  pairCounts,
  type Unit,
} from './agreement.ts'
import { bootstrapInterval } from './bootstrap.ts'

/** What several people scored: one unit a criterion, its ratings in the order of the raters; the scale lowest first. */
export interface ScoredUnits {
  readonly raters: number
  readonly levels: readonly string[]
  readonly units: readonly Unit[]
}

/** The same scores give the same intervals, on every machine and at every look. */
const SEED = 20_260

/** All figures on how far raters agree. Pure; a few tens of milliseconds for a hundred criteria. */
export function agreementOf({ raters, levels, units }: ScoredUnits): Omit<AgreementView, 'calibrations'> {
  const rated = pairable(units)
  const onScale = units.map(unit => unit.map(level => (level === NOT_OBSERVED ? undefined : level)))
  const place = new Map(levels.map((level, at) => [level, at]))
  const near = (a: string, b: string) => Math.abs((place.get(a) ?? 0) - (place.get(b) ?? 0)) <= 1
  const measured = (of: readonly Unit[], figure: (units: readonly Unit[]) => Figure): Measured => {
    const found = figure(of)
    return 'value' in found
      ? { value: found.value, interval: bootstrapInterval(pairable(of), figure, SEED) }
      : found
  }
  const all = pairCounts(rated)
  return {
    raters,
    units: rated.length,
    pairs: all.pairs,
    samePairs: all.same,
    nearPairs: pairCounts(onScale, near).same,
    percent: measured(rated, pairAgreement),
    withinOne: measured(onScale, of => pairAgreement(of, near)),
    kappa:
      raters === 2
        ? { of: 'cohen', figure: measured(rated, cohenKappa) }
        : { of: 'fleiss', figure: measured(rated, fleissKappa) },
    alpha: measured(onScale, of => krippendorffAlpha(of, levels)),
    alphaByName: measured(rated, krippendorffAlpha),
  }
}
