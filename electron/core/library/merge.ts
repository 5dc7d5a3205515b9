import type { Envelope } from '../../contract/records/envelope.ts'

/**
 * Orders two versions of one record: by rev, and where the revs are equal by their content, so that every machine
 * chooses alike. @returns > 0 where `a` wins, < 0 where `b` wins, 0 where they are the same
 */
export function compareVersions(a: Envelope, b: Envelope): number {
  if (a === b) return 0
  if (a.rev !== b.rev) return a.rev > b.rev ? 1 : -1
  // Nearly always it is the same version read twice, with its fields in the same order.
  if (JSON.stringify(a) === JSON.stringify(b)) return 0
  const left = canonicalJson(a)
  const right = canonicalJson(b)
  return left === right ? 0 : left > right ? 1 : -1
}

/**
 * The newest version of each record over all replicas, in any order of replicas and of records in them: commutative,
 * associative and idempotent.
 */
export function mergeVersions<V>(
  replicas: Iterable<Iterable<V>>,
  envelopeOf: (version: V) => Envelope,
): Map<string, V> {
  const newest = new Map<string, V>()
  for (const replica of replicas) {
    for (const version of replica) {
      const envelope = envelopeOf(version)
      const known = newest.get(envelope.id)
      if (known === undefined || compareVersions(envelope, envelopeOf(known)) > 0) {
        newest.set(envelope.id, version)
      }
    }
  }
  return newest
}

/** JSON with the keys of every object in order, so that equal contents give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
    return `{${fields.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
