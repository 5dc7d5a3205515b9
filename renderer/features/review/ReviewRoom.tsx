import { useEffect, useState } from 'react'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { beginHistory } from '../../lib/notices.ts'
import { useAppInfo, useLesson, useRubrics } from '../../lib/queries.ts'
import { useSettings } from '../../lib/settings.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { PlayerContext } from './player/playerContext.ts'
import classes from './ReviewRoom.module.css'
import { createRoom } from './room/Room.ts'
import { RoomScreen } from './room/RoomScreen.tsx'
import { RoomContext } from './room/roomContext.ts'

/** The screen in which people look at a lesson together. */
export function ReviewRoom({
  lessonId,
  startMs = 0,
}: {
  readonly lessonId: LessonId
  /** Where the clock stands at first, lesson clock. */
  readonly startMs?: number
}) {
  const [room] = useState(() => {
    const made = createRoom(lessonId)
    if (startMs > 0) {
      // Until the host says how long the lesson is, it is at least so long.
      made.player.describe({ durationMs: startMs, offsetMs: 0 })
      made.player.seekTo(startMs)
    }
    return made
  })
  const lesson = useLesson(lessonId)
  const rubrics = useRubrics()
  const settings = useSettings()
  const info = useAppInfo()
  useEffect(
    () => () => {
      room.player.close()
      room.beside.player.close()
    },
    [room],
  )
  useEffect(() => beginHistory(), [])
  const title = lesson.data?.title
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – Debrief`
  }, [title])
  const failed = lesson.error ?? rubrics.error ?? settings.error ?? info.error
  if (failed && !(lesson.data && rubrics.data && settings.data && info.data)) {
    return (
      <main className={classes.alone}>
        <ErrorPanel
          error={failed}
          act={
            <a className={classes.back} href="#/library">
              Library
            </a>
          }
        />
      </main>
    )
  }
  if (!lesson.data || !rubrics.data || !settings.data || !info.data) {
    return (
      <main className={classes.alone}>
        <LoadingLines />
      </main>
    )
  }
  return (
    <RoomContext value={room}>
      <PlayerContext value={room.player}>
        <RoomScreen
          lesson={lesson.data}
          rubrics={rubrics.data}
          settings={settings.data}
          readOnly={info.data.library.readOnly}
        />
      </PlayerContext>
    </RoomContext>
  )
}
