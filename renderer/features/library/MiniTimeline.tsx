import type { LessonView } from '../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import classes from './MiniTimeline.module.css'

/** More marks than this on a card's width are a smear: what falls on the same 200th is drawn once. */
const STEPS = 200

/** Where comments stand in a lesson: the first writer above, everyone else below, each in their colour. */
export function MiniTimeline({
  lesson,
  people,
}: {
  readonly lesson: LessonView
  readonly people: ReadonlyMap<string, PersonView>
}) {
  const [upper] = lesson.people
  const seen = new Set<string>()
  const marks = lesson.marks.flatMap(({ atMs, by }) => {
    const step = Math.round((Math.min(atMs, lesson.durationMs) / Math.max(1, lesson.durationMs)) * STEPS)
    const key = `${step} ${by}`
    if (seen.has(key)) return []
    seen.add(key)
    return [
      {
        key,
        x: 1 + (step / STEPS) * 98,
        row: by === upper ? 'upper' : 'lower',
        colour: people.get(by)?.colour ?? 'p1',
      },
    ]
  })
  return (
    <div className={classes.mini} aria-hidden="true">
      {marks.map(({ key, x, row, colour }) => (
        <i key={key} style={{ left: `${x}%` }} data-row={row} data-person={colour} />
      ))}
    </div>
  )
}
