/** The months `YYYY-MM` from the first to the last of some, without a gap. */
export function monthsBetween(months: readonly string[]): string[] {
  const [first] = [...months].sort()
  const last = [...months].sort().at(-1)
  if (first === undefined || last === undefined) return []
  const all: string[] = []
  let [year = 0, month = 1] = first.split('-').map(Number)
  for (let name = first; name <= last; ) {
    all.push(name)
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
    name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  }
  return all
}
