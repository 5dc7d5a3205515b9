import { LogOut } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Composer } from './Composer.tsx'
import { Conversation } from './Conversation.tsx'
import controls from './controls.module.css'
import { useGuestRoom } from './guestRoom.ts'
import { Picture } from './Picture.ts'
import classes from './Room.module.css'
import { Stage } from './Stage.tsx'
import { leave } from './stay.ts'
import { Timeline } from './Timeline.tsx'
import { Together } from './Together.tsx'
import { HostNotes } from './UnsentWords.tsx'
import { useRoomKeys } from './useRoomKeys.ts'

/** The lesson that is looked at together: picture, timeline, conversation, who is here. */
export function Room() {
  const lesson = useGuestRoom(room => room.lesson)
  const hostName = useGuestRoom(room => room.hostName)
  const recording = lesson?.recordings.find(({ width }) => width > 0) ?? lesson?.recordings[0]
  const video = useRef<HTMLVideoElement>(null)
  const [picture, setPicture] = useState<Picture>()
  const beginsMs = recording?.offsetMs ?? 0
  const id = recording?.id
  useEffect(() => {
    if (!video.current || id === undefined) return
    const opened = new Picture(video.current, beginsMs)
    setPicture(opened)
    return () => opened.close()
  }, [id, beginsMs])
  useRoomKeys(picture)
  useEffect(() => {
    document.title = `${lesson?.title ?? ''} · Debrief`
  }, [lesson?.title])
  return (
    <div className={classes.room}>
      <header className={classes.bar}>
        <h1 className={classes.title} dir="auto">
          {lesson?.title}
        </h1>
        <span className={classes.note}>In a browser, at {hostName}’s</span>
        <button type="button" className={controls.quiet} onClick={() => void leave()}>
          <LogOut size={16} aria-hidden="true" /> Leave
        </button>
      </header>
      <main className={classes.main}>
        <div className={classes.left}>
          <Together picture={picture} />
          {recording && (
            <Stage
              recording={recording}
              first={recording.id === lesson?.recordings[0]?.id}
              video={video}
              picture={picture}
            />
          )}
          <Timeline picture={picture} />
          <HostNotes />
          <Composer picture={picture} />
        </div>
        <Conversation picture={picture} />
      </main>
    </div>
  )
}
