import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { useCycles } from '../../lib/queries.ts'
import { dayWords } from '../../lib/words.ts'

/** The coaching cycles that a lesson is part of, with their lessons and what became of their action steps. */
export function LessonCycles({ lessonId }: { readonly lessonId: LessonId }) {
  const cycles = (useCycles().data ?? []).filter(({ lessons }) => lessons.some(({ id }) => id === lessonId))
  if (cycles.length === 0) return null
  return (
    <section aria-label="Coaching cycle" className="sm">
      <h3>Coaching cycle</h3>
      {cycles.map(cycle => (
        <div key={cycle.id}>
          <p dir="auto">{cycle.goal}</p>
          <ol>
            {cycle.lessons.map(({ id, title, date, steps }) => (
              <li key={id} aria-current={id === lessonId}>
                <a href={`#/lesson/${encodeURIComponent(id)}`}>{title}</a>
                <span className="t2">
                  {date && ` · ${dayWords(date)}`}
                  {steps.length > 0 &&
                    ` · ${steps.filter(({ done }) => done).length} of ${steps.length} steps done`}
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
