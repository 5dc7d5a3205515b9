import { LogOut, Users } from 'lucide-react'
import { useEffect, useReducer, useRef, useState } from 'react'
import { formatTimecode } from '../../electron/contract/time/timecode.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Composer } from './Composer.tsx'
import { Conversation } from './Conversation.tsx'
import classes from './Guest.module.css'
import { useGuestRoom } from './guestRoom.ts'
import { Picture } from './Picture.ts'
import { Stage } from './Stage.tsx'
import { leave } from './stay.ts'
import { UnsentWords } from './UnsentWords.tsx'
import { useUnsent } from './unsent.ts'
import { useRoomKeys } from './useRoomKeys.ts'

/** The lesson that is looked at together: picture, conversation, who is here. */
export function Room() {
  const { lesson, hostName, lost } = useGuestRoom()
  const hasProblem = useUnsent(unsent => unsent.all.some(({ problem }) => problem !== undefined))
  const recording = lesson?.recordings.find(({ width }) => width > 0) ?? lesson?.recordings[0]
  const video = useRef<HTMLVideoElement>(null)
  const [picture, setPicture] = useState<Picture>()
  const [, turn] = useReducer((count: number) => count + 1, 0)
  const beginsMs = recording?.offsetMs ?? 0
  const id = recording?.id
  useEffect(() => {
    if (!video.current || id === undefined) return
    const opened = new Picture(video.current, beginsMs, turn)
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
        <button type="button" className={classes.quiet} onClick={() => void leave()}>
          <LogOut size={16} aria-hidden="true" /> Leave
        </button>
      </header>
      <main className={classes.main}>
        <div className={classes.left}>
          <Together picture={picture} />
          {recording && <Stage recording={recording} video={video} picture={picture} />}
          {lost && (
            <p role="status" className={classes.lost}>
              {hostName} cannot be reached. Go on: what you write is kept in this page and goes out on return.
            </p>
          )}
          {(lost || hasProblem) && (
            <UnsentWords
              why={
                lost
                  ? 'Not sent yet. Kept in this page; it goes out by itself when the host is back.'
                  : 'The host did not take this:'
              }
            />
          )}
          <Composer picture={picture} />
        </div>
        <Conversation picture={picture} />
      </main>
    </div>
  )
}

/** Who is here, where each one is, and whose picture leads. */
function Together({ picture }: { readonly picture: Picture | undefined }) {
  const { people, leaderId, you } = useGuestRoom()
  const leader = people.find(({ id }) => id === leaderId)
  return (
    <section className={classes.together} aria-label="Live review">
      <Users size={16} aria-hidden="true" />
      <ul>
        {people.map(person => (
          <li key={person.id} data-here={person.here}>
            <Avatar person={person} size={22} />
            <span className={classes.who}>
              <bdi>{person.name}</bdi>
              {person.id === you && ' (you)'}
              <small>
                {!person.here
                  ? 'away'
                  : person.typing
                    ? 'writes'
                    : person.playhead && formatTimecode(person.playhead.atMs)}
              </small>
            </span>
          </li>
        ))}
      </ul>
      {leader && leader.id === you ? (
        <b>You lead</b>
      ) : (
        <button
          type="button"
          className={classes.quiet}
          aria-pressed={picture?.follows ?? false}
          onClick={() => picture?.setFollows(!picture.follows)}
        >
          Follow {leader?.name}
        </button>
      )}
    </section>
  )
}
