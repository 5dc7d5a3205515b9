import type { LessonView } from '../../contract/api/lessons.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Action } from '../command.types.ts'
import { shorten, table } from '../format/table.ts'

const row = ({ id, title, teacher, date, durationMs, comments, clips, recordings }: LessonView): string[] => [
  shorten(title, 48),
  teacher ?? '',
  date ?? '',
  formatTimecode(durationMs),
  String(comments),
  String(clips),
  recordings.some(recording => recording.missing) ? 'recording missing' : '',
  id,
]

const columns = [
  { title: 'TITLE' },
  { title: 'TEACHER' },
  { title: 'DATE' },
  { title: 'LENGTH', align: 'right' },
  { title: 'COMMENTS', align: 'right' },
  { title: 'CLIPS', align: 'right' },
  { title: '' },
  { title: 'ID' },
] as const

/** Lists the lessons of the library. */
export const lessons: Action = async ({ api, out }) => {
  const all = await api.lessons.list()
  out.result(all, () =>
    all.length === 0
      ? 'There is no lesson in this library yet. Add one with: debrief import FILE'
      : table(columns, all.map(row)),
  )
}
