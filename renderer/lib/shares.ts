/** Of fewer things than this no percentage is given: one more would change it by ten points and more. */
export const LEAST_FOR_PERCENT = 10

/** `9 of 12 (75 %)`; of few things only `3 of 4`. */
export const shareWords = (part: number, whole: number): string =>
  whole < LEAST_FOR_PERCENT ? `${part} of ${whole}` : `${part} of ${whole} (${percentOf(part, whole)} %)`

/** A whole percentage; undefined of few things. */
export const percentOf = (part: number, whole: number): number | undefined =>
  whole < LEAST_FOR_PERCENT ? undefined : Math.round((100 * part) / whole)
