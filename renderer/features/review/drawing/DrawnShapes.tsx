import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { ShapeSheet } from '../../../ui/drawing/ShapeSheet.tsx'
import { useConversation } from '../conversation/useConversation.ts'
import { useRoomPeople } from '../room/roomPeople.ts'
import { useDrawnNow } from './useDrawnNow.ts'
import { useTimedDrawings } from './useTimedDrawings.ts'

/** The drawings of this moment on a picture on which nobody draws just now. */
export function DrawnShapes({ recording }: { readonly recording: RecordingView }) {
  const { all } = useConversation()
  const people = useRoomPeople(all)
  const now = useDrawnNow(useTimedDrawings(recording, all, people))
  if (now.length === 0) return null
  return <ShapeSheet size={recording} shown={now} dimmedBy={now} />
}
