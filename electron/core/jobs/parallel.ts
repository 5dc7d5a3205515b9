import type { JobKind } from '../../contract/api/jobs.ts'

/** Encoders use every core by themselves; two of them only make both late. */
export const defaultParallel: Record<JobKind, number> = {
  import: 2,
  proxy: 1,
  export: 1,
  strips: 1,
  align: 1,
  relink: 1,
  report: 1,
  site: 1,
  package: 1,
  merge: 1,
  track: 1,
}
