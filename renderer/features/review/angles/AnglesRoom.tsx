import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { useKeys } from '../../../lib/keys.ts'
import { besideActs } from '../beside/besideActs.ts'
import { LessonPicker } from '../beside/LessonPicker.tsx'
import { useBeside } from '../beside/useBesideRoom.ts'
import { useRoom } from '../room/roomContext.ts'
import { AnglesDialog } from './AnglesDialog.tsx'
import { angleActs } from './angleActs.ts'
import { useAngleImports } from './useAngleImports.ts'
import { useAngles, useArrangement } from './useArrangement.ts'
import { useLineUp } from './useLineUp.ts'

/** What angles and a lesson beside do in the whole room: their keys, their dialogs, and lining up by sound. */
export function AnglesRoom({
  lesson,
  readOnly,
}: {
  readonly lesson: LessonView
  readonly readOnly: boolean
}) {
  const room = useRoom()
  const arrangement = useArrangement(lesson.recordings)
  const listed = useAngles(state => state.listed)
  // The acts are named after what is chosen now.
  useAngles(state => state.choice)
  const besideId = useBeside(state => state.lessonId)
  const asking = useBeside(state => state.asking)
  useKeys([
    ...angleActs(room, lesson, arrangement, { beside: besideId !== undefined, readOnly }),
    ...besideActs(room, besideId !== undefined),
  ])
  useAngleImports(lesson)
  useLineUp(lesson)
  return (
    <>
      {listed && <AnglesDialog lesson={lesson} readOnly={readOnly} />}
      {asking && <LessonPicker here={lesson} />}
    </>
  )
}
