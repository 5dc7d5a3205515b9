/** Cameras without a set clock write 1904, 1970, 2000 or 2036; before this nobody recorded a lesson on a file. */
const earliestMs = Date.UTC(1995, 0, 1)
const clockResets = new Set(['2000-01-01', '2001-01-01', '2036-02-06', '2036-02-07', '2040-02-06'])
const dayMs = 86_400_000

type Tags = Readonly<Record<string, string>>

/** Best first: Apple's tag is the time of the shot with its zone, the other is when the file was made. */
const names = ['com.apple.quicktime.creationdate', 'creation_time', 'date_recorded', 'date', 'creationdate']

function read(text: string, nowMs: number): number | undefined {
  // A bare year or day (music tags) is no moment; a time without a zone is taken as UTC, as the container's rules say.
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/.exec(
    text.trim(),
  )
  if (!match?.[1] || clockResets.has(match[1])) return undefined
  const zone = (match[3] ?? 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  const ms = Date.parse(`${match[1]}T${match[2]}${zone}`)
  return Number.isFinite(ms) && ms >= earliestMs && ms <= nowMs + 2 * dayMs ? ms : undefined
}

/** When the camera says it recorded, ms since 1970; undefined where it says nothing that can be true. Container tags before stream tags. */
export function recordedAtMs(tagSets: readonly (Tags | undefined)[], nowMs: number): number | undefined {
  const sets = tagSets.map(
    tags => new Map(Object.entries(tags ?? {}).map(([key, value]) => [key.toLowerCase(), value])),
  )
  for (const name of names) {
    for (const set of sets) {
      const text = set.get(name)
      const ms = text === undefined ? undefined : read(text, nowMs)
      if (ms !== undefined) return ms
    }
  }
  return undefined
}
