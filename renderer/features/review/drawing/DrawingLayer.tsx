import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { useKeys } from '../../../lib/keys.ts'
import { useAppInfo } from '../../../lib/queries.ts'
import { ShapeSheet } from '../../../ui/drawing/ShapeSheet.tsx'
import { useConversation, useNewestConversation } from '../conversation/useConversation.ts'
import { useRoom } from '../room/roomContext.ts'
import { useRoomPeople } from '../room/roomPeople.ts'
import { DrawingDesk } from './DrawingDesk.tsx'
import { DrawingTools } from './DrawingTools.tsx'
import { closeDesk, useDesk } from './useDesk.ts'
import { useDrawnNow } from './useDrawnNow.ts'
import { useTimedDrawings } from './useTimedDrawings.ts'

/** What is drawn on a recording's picture: the drawings of this moment, and the tools to draw with. It lies over the picture. */
export function DrawingLayer({ recording }: { readonly recording: RecordingView }) {
  const room = useRoom()
  const { all } = useConversation()
  // What the desk draws for is of this very frame: by what is a moment behind, a comment just opened would count as gone.
  const { all: newest } = useNewestConversation()
  const people = useRoomPeople(all)
  const readOnly = useAppInfo().data?.library.readOnly ?? false
  const desk = useDesk(recording, newest, readOnly)
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
        <ShapeSheet
          size={size}
          shown={shown}
          dimmedBy={desk ? [...shown, { picture: desk.picture, shapes: desk.state.shapes }] : shown}
        />
      )}
      {desk && drawer && (
        <>
          <DrawingDesk desk={desk} person={drawer} />
          <DrawingTools desk={desk} comments={newest} />
        </>
      )}
    </>
  )
}
