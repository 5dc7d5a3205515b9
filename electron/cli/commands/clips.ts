import type { ClipView } from '../../contract/api/clips.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Action } from '../command.types.ts'
import { UsageError } from '../failures.ts'
import { shorten, table } from '../format/table.ts'
import { becomeSpeaker } from '../speaker.ts'

export interface ClipOptions {
  readonly from: number
  readonly to: number
  readonly title: string
  readonly collection?: string
}

/** Makes a clip of a stretch of a lesson. */
export const clip =
  (lesson: string, { from: fromMs, to: toMs, title, collection }: ClipOptions): Action =>
  async work => {
    if (toMs <= fromMs) throw new UsageError('The clip ends before it begins: --to must be after --from.')
    const { id: lessonId } = await work.api.lessons.find({ id: lesson })
    await becomeSpeaker(work, work.globals)
    const inCollection = collection === undefined ? {} : { collection }
    const made = await work.api.clips.add({ lessonId, fromMs, toMs, title, ...inCollection })
    work.out.result(made, () => {
      const place = `${formatTimecode(made.fromMs, 3)}–${formatTimecode(made.toMs, 3)}`
      return `Clip “${shorten(made.title, 60)}” made of ${place}: ${made.id}`
    })
  }

const columns = [
  { title: 'TITLE' },
  { title: 'FROM', align: 'right' },
  { title: 'TO', align: 'right' },
  { title: 'COMMENTS', align: 'right' },
  { title: 'COLLECTION' },
  { title: 'LESSON' },
  { title: 'ID' },
] as const

const row = ({ title, fromMs, toMs, comments, collection, id }: ClipView, lesson: string): string[] => [
  shorten(title, 40),
  formatTimecode(fromMs),
  formatTimecode(toMs),
  String(comments),
  collection ?? '',
  shorten(lesson, 30),
  id,
]

/** Lists the clips of the library. */
export const clips: Action = async ({ api, out }) => {
  const all = await api.clips.list({})
  const titles = out.json ? [] : await api.lessons.entries()
  out.result(all, () =>
    all.length === 0
      ? 'There is no clip in this library yet. Make one with: debrief clip LESSON --from T --to T --title S'
      : table(
          columns,
          all.map(each =>
            row(each, titles.find(lesson => lesson.id === each.lessonId)?.title ?? each.lessonId),
          ),
        ),
  )
}
