/** Where a person's words stand: left or right of the time spine, or in one stream where there are no two sides. */
export type Side = 'left' | 'right' | 'one'

export type LanePerson = { id: string; role: string }

/**
 * Coach left, teacher right: who teaches stands right, everyone else left. Where that would leave one side empty, the
 * first stands left and the others right, so that two people always have two lanes.
 * @param people those present first, then others who have written
 */
export function sidesOf(people: readonly LanePerson[]): ReadonlyMap<string, 'left' | 'right'> {
  const teachers = people.filter(({ role }) => role === 'teacher').length
  const mixed = teachers > 0 && teachers < people.length
  return new Map(
    people.map(({ id, role }, at) => [
      id,
      (mixed ? role === 'teacher' : at > 0) ? ('right' as const) : ('left' as const),
    ]),
  )
}

/** Narrower than this, two columns of words are too thin to read. */
export const TWO_LANES_PX = 460

export const laneCount = (panelPx: number, people: number): 1 | 2 =>
  panelPx >= TWO_LANES_PX && people > 1 ? 2 : 1
