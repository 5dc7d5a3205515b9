import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import type { PersonView } from '../../../electron/contract/api/people.ts'
import type { PersonId } from '../../../electron/contract/records/person.ts'
import { useMarks } from '../../lib/summaries.ts'
import classes from './MiniTimeline.module.css'

/** More marks than this on a card's width are a smear: what falls on the same 200th is drawn once. */
const STEPS = 200

/** The same band, of a card out of sight. */
export const EmptyTimeline = () => <div className={classes.mini} aria-hidden="true" />

/** Where comments stand in a lesson: the first writer above, everyone else below, each in their colour. For cards in sight. */
export function MiniTimeline({
  lesson,
  upper,
  people,
}: {
  readonly lesson: LessonEntry
  /** Who wrote most. */
  readonly upper: PersonId | undefined
  readonly people: ReadonlyMap<string, PersonView>
}) {
  const places = useMarks(lesson.id).data ?? []
  const seen = new Set<string>()
  const marks = places.flatMap(({ atMs, by }) => {
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
