import { Button, Modal } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useEffect } from 'react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { importByFile } from '../../../lib/importing.ts'
import { useKeys } from '../../../lib/keys.ts'
import { focusStage } from '../player/focusStage.ts'
import { useRoom } from '../room/roomContext.ts'
import { AngleRow } from './AngleRow.tsx'
import classes from './AnglesDialog.module.css'
import { settleAngle } from './angleChanges.ts'

/** Every recording of the lesson: what it is called, where it begins on the lesson clock, and how that was found. */
export function AnglesDialog({
  lesson,
  readOnly,
}: {
  readonly lesson: LessonView
  readonly readOnly: boolean
}) {
  const room = useRoom()
  useKeys([], { modal: true })
  useEffect(() => settleAngle, [])
  const close = () => {
    room.angles.setState({ listed: false })
    requestAnimationFrame(focusStage)
  }
  return (
    <Modal opened onClose={close} title="Angles of this lesson" size={640}>
      <p className={classes.intro}>
        Recordings of the same lesson run on one clock, that of the first. The others are lined up by their
        sound; where they share none, put them in their place by hand.
      </p>
      <ul className={classes.list}>
        {lesson.recordings.map((recording, at) => (
          <AngleRow
            key={recording.id}
            lesson={lesson}
            recording={recording}
            first={at === 0}
            readOnly={readOnly}
          />
        ))}
      </ul>
      <div className={classes.acts}>
        <Button
          variant="default"
          disabled={readOnly}
          leftSection={<Plus size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => {
            // One dialog at a time: the picker of files takes its place.
            close()
            void importByFile({ lessonId: lesson.id })
          }}
        >
          Add an angle
        </Button>
        <Button onClick={close}>Done</Button>
      </div>
    </Modal>
  )
}
