import type { PersonColour } from '../../contract/records/person.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Report } from './report.types.ts'

/** The timeline as shapes in points, from the top left; the same for every format. */
export interface TimelinePlan {
  readonly width: number
  readonly height: number
  readonly bands: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly title: string
  }[]
  readonly lanes: readonly {
    readonly y: number
    readonly height: number
    readonly name: string
    readonly colour: PersonColour
  }[]
  readonly marks: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly colour: PersonColour
    readonly number: number
  }[]
  readonly ticks: readonly { readonly x: number; readonly text: string }[]
  readonly laneLeft: number
  readonly rulerY: number
}

const LANE = 22
const BAND = 18
const RULER = 18
const LABEL = 96
const MARK_WIDTH = 3

/** Steps of a ruler, ms: whole seconds, minutes and hours that people count in. */
const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200].map(seconds => seconds * 1000)

/**
 * Where everything of a lesson stands on its clock. Pure.
 * @param width points
 */
export function timelinePlan(report: Report, width: number): TimelinePlan {
  const { durationMs, phases, people, comments } = report
  const last = Math.max(durationMs, 1, ...comments.map(({ atMs, toMs }) => toMs ?? atMs))
  const room = width - LABEL
  const xOf = (ms: number) => LABEL + (Math.min(ms, last) / last) * room
  const laneTop = phases.length > 0 ? BAND + 4 : 0
  const lanes = people.map(({ name, colour }, at) => ({ name, colour, y: laneTop + at * LANE, height: LANE }))
  const rulerY = laneTop + Math.max(1, lanes.length) * LANE
  const step = steps.find(each => last / each <= 9) ?? last
  const ticks = Array.from({ length: Math.floor(last / step) + 1 }, (_, at) => ({
    x: xOf(at * step),
    text: formatTimecode(at * step),
  }))
  return {
    width,
    height: rulerY + RULER,
    laneLeft: LABEL,
    rulerY,
    bands: phases.map(({ title, fromMs, toMs }) => ({
      x: xOf(fromMs),
      y: 0,
      width: Math.max(1, xOf(toMs) - xOf(fromMs)),
      height: BAND,
      title,
    })),
    lanes,
    marks: comments.flatMap(({ atMs, toMs, author, number }) => {
      const lane = lanes.find(({ name, colour }) => name === author.name && colour === author.colour)
      if (!lane) return []
      const x = Math.min(xOf(atMs), LABEL + room - MARK_WIDTH)
      const long = toMs === undefined ? MARK_WIDTH : Math.max(MARK_WIDTH, xOf(toMs) - x)
      return [{ x, y: lane.y + 4, width: long, height: LANE - 8, colour: author.colour, number }]
    }),
    // The last one would hang over the edge.
    ticks: ticks.filter(({ x }) => x <= width - 24),
  }
}
