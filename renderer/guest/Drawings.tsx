import { useMemo } from 'react'
import type { CommentView } from '../../electron/contract/api/comments.ts'
import type { RecordingView } from '../../electron/contract/api/lessons.ts'
import { drawnAt, type TimedDrawing } from '../lib/drawnAt.ts'
import { ShapeSheet } from '../ui/drawing/ShapeSheet.tsx'
import type { Picture } from './Picture.ts'
import { colourIn, type Speaker, useComments, useSpeakers } from './speakers.ts'
import { useOfPicture } from './useOfPicture.ts'

/** Every drawing on this recording. @param first whether it is the lesson’s first, on which those are that name none */
export const drawingsOn = (
  recordingId: string,
  first: boolean,
  comments: readonly CommentView[],
  speakers: readonly Speaker[],
): readonly TimedDrawing[] =>
  comments.flatMap(({ id: commentId, author: { id, name }, atMs, toMs, drawings }) =>
    drawings
      .filter(drawing => (drawing.recordingId === undefined ? first : drawing.recordingId === recordingId))
      .map(({ id: key, picture, shapes }) => {
        const colour = colourIn(speakers, id)
        return { key, commentId, name, colour, atMs, toMs, picture, shapes }
      }),
  )

/** What people drew on the picture, while the comment that it belongs to is at hand. */
export function Drawings({
  recording,
  first,
  picture,
}: {
  readonly recording: RecordingView
  readonly first: boolean
  readonly picture: Picture | undefined
}) {
  const comments = useComments()
  const speakers = useSpeakers()
  const all = useMemo(
    () => drawingsOn(recording.id, first, comments, speakers),
    [recording.id, first, comments, speakers],
  )
  const keys = useOfPicture(picture, ({ atMs }) =>
    drawnAt(all, atMs)
      .map(({ key }) => key)
      .join('\n'),
  )
  const now = useMemo(() => {
    const on = new Set(keys?.split('\n'))
    return all.filter(({ key }) => on.has(key))
  }, [all, keys])
  if (now.length === 0) return null
  return <ShapeSheet size={recording} shown={now} dimmedBy={now} />
}
