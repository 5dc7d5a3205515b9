import { useMemo } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { describeShape } from '../../../../electron/contract/drawing/describe.ts'
import { useKeys } from '../../../lib/keys.ts'
import { useAppInfo } from '../../../lib/queries.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useConversation } from '../conversation/useConversation.ts'
import { useDraftOf, useRoom } from '../room/roomContext.ts'
import { type RoomPerson, useRoomPeople } from '../room/roomPeople.ts'
import { Dimming, scaleTo } from './Dimming.tsx'
import classes from './Drawing.module.css'
import { DrawingDesk } from './DrawingDesk.tsx'
import { DrawingTools } from './DrawingTools.tsx'
import { measureLabel } from './measureLabel.ts'
import { ShapeMarks } from './ShapeMarks.tsx'
import { closeDesk, useDesk } from './useDesk.ts'
import { type TimedDrawing, useDrawnNow } from './useDrawnNow.ts'

/** What is drawn on a recording's picture: the drawings of this moment, and the tools to draw with. It lies over the picture. */
export function DrawingLayer({ recording }: { readonly recording: RecordingView }) {
  const room = useRoom()
  const { all } = useConversation()
  const people = useRoomPeople(all)
  const readOnly = useAppInfo().data?.library.readOnly ?? false
  const desk = useDesk(recording, all, readOnly)
  const drawn = useTimedDrawings(recording, all, people)
  const now = useDrawnNow(drawn)
  const target = desk?.target
  const hidden = target && (target.for === 'comment' ? target.commentId : 'draft')
  const shown = now.filter(({ commentId }) => commentId !== hidden)
  const size = { width: recording.width, height: recording.height }
  const drawer = people.find(({ id }) => id === target?.speaker)

  useKeys([
    {
      id: 'draw',
      title: desk ? 'Stop drawing' : 'Draw on the picture',
      group: 'Drawing',
      keys: ['d'],
      disabled: readOnly,
      run: () => (desk ? closeDesk(room) : room.drawing.getState().begin?.()),
    },
  ])
  return (
    <>
      {(shown.length > 0 || desk) && (
        // biome-ignore lint/a11y/useSemanticElements: HTML's fieldset cannot hold a drawing
        <svg
          className={classes.layer}
          viewBox={`0 0 ${size.width} ${size.height}`}
          role="group"
          aria-label="Drawings of this moment"
          data-testid="drawings"
        >
          <Dimming
            size={size}
            drawings={desk ? [...shown, { picture: desk.picture, shapes: desk.state.shapes }] : shown}
          />
          {shown.map(({ key, name, colour, picture, shapes }) => (
            <g key={key} transform={scaleTo(picture, size)}>
              {shapes.map((shape, at) => (
                // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a drawn shape is a picture with a name
                <g
                  // biome-ignore lint/suspicious/noArrayIndexKey: a shape is its place in the list, and two may be alike
                  key={at}
                  role="img"
                  aria-label={describeShape(shape, name, picture, measureLabel)}
                >
                  <ShapeMarks shape={shape} colour={colour} picture={picture} />
                </g>
              ))}
            </g>
          ))}
        </svg>
      )}
      {desk && drawer && (
        <>
          <DrawingDesk desk={desk} person={drawer} />
          <DrawingTools desk={desk} comments={all} />
        </>
      )}
    </>
  )
}

/** Every drawing on this recording that those at the machine may see, the speaker's unsaved one too. */
function useTimedDrawings(
  recording: RecordingView,
  comments: readonly ShownComment[],
  people: readonly RoomPerson[],
): readonly TimedDrawing[] {
  const speaker = useSpeaker(state => state.speaker)
  const drawing = useDraftOf(speaker, draft => draft.drawing)
  const place = useDraftOf(speaker, draft => draft.place)
  const saved = useMemo(
    () =>
      comments.flatMap(({ id, author, atMs, toMs, drawings }) =>
        drawings
          .filter(({ recordingId }) => recordingId === undefined || recordingId === recording.id)
          .map(({ id: key, picture, shapes }): TimedDrawing => {
            const colour = people.find(person => person.id === author.id)?.colour ?? 'p4'
            return { key, commentId: id, name: author.name, colour, atMs, toMs, picture, shapes }
          }),
      ),
    [recording.id, comments, people],
  )
  return useMemo(() => {
    const own = people.find(({ id }) => id === speaker)
    if (!own || !drawing || !place || drawing.recordingId !== recording.id) return saved
    const { name, colour } = own
    const { picture, shapes } = drawing
    return [...saved, { key: 'draft', commentId: 'draft', name, colour, ...place, picture, shapes }]
  }, [recording.id, saved, people, speaker, drawing, place])
}
