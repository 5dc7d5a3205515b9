import { Link2, Link2Off, Pause, Play, Volume2, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { focusStage } from '../player/focusStage.ts'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './Beside.module.css'
import { tieActs } from './besideActs.ts'
import { useBeside } from './useBesideRoom.ts'

/** Under the other lesson's picture: what it is, where it stands, and whether the two are tied. */
export function BesideBar({ lesson }: { readonly lesson: LessonView }) {
  const room = useRoom()
  const { beside, player } = room
  const tie = useBeside(state => state.tie)
  const keysThere = useBeside(state => state.keysThere)
  const moving = useStore((tie ? player : beside.player).state, ({ rate }) => rate !== 0)
  const { toggleTie } = tieActs(room)
  return (
    <div className={classes.bar}>
      <IconButton
        icon={moving ? Pause : Play}
        label={`${moving ? 'Pause' : 'Play'} ${tie ? 'both' : lesson.title}`}
        size={28}
        iconSize={16}
        onClick={() => (tie ? player : beside.player).act({ do: 'toggle' })}
      />
      <span className={classes.title} dir="auto" title={lesson.title}>
        <span className="ell">{lesson.title}</span>
        {keysThere && <Volume2 size={14} strokeWidth={1.9} aria-label="heard" role="img" />}
      </span>
      <Where durationMs={lesson.durationMs} title={lesson.title} />
      {keysThere ? (
        <span className={classes.keys}>Keys here</span>
      ) : (
        <button
          type="button"
          className={classes.keys}
          title="The playing keys go to this lesson"
          onClick={() => {
            beside.giveKeys(true)
            announce(room, `Keys go to ${lesson.title}.`)
            focusStage()
          }}
        >
          Keys <KeyCap combo="g" />
        </button>
      )}
      <IconButton
        icon={tie ? Link2Off : Link2}
        label={tie ? 'Untie: each its own clock' : 'Tie the two here'}
        combo="shift+w"
        pressed={tie !== undefined}
        size={28}
        iconSize={16}
        onClick={toggleTie}
      />
      <IconButton
        icon={X}
        label="Put the other lesson away"
        size={28}
        iconSize={16}
        onClick={() => {
          beside.close()
          focusStage()
        }}
      />
    </div>
  )
}

/** Where the other lesson stands; a slider, so that it can be moved without its keys. */
function Where({ durationMs, title }: { readonly durationMs: number; readonly title: string }) {
  const { beside, player } = useRoom()
  const clock = useRef<HTMLSpanElement>(null)
  const [second, setSecond] = useState(0)
  const tie = useBeside(state => state.tie)
  useEffect(() => {
    const show = () => {
      const { thereMs } = beside
      if (clock.current) clock.current.textContent = formatTimecode(thereMs)
      setSecond(Math.floor(Math.min(Math.max(0, thereMs), durationMs) / 1000))
    }
    show()
    return (tie ? player : beside.player).onTick(show)
  }, [beside, player, tie, durationMs])
  return (
    <>
      <input
        type="range"
        className={classes.slider}
        min={0}
        max={Math.floor(durationMs / 1000)}
        value={second}
        aria-label={`Where ${title} stands`}
        aria-valuetext={formatTimecode(second * 1000)}
        onChange={event => {
          const toMs = Number(event.currentTarget.value) * 1000
          if (tie) player.seekTo(toMs - (tie.thereMs - tie.hereMs))
          else beside.player.seekTo(toMs)
        }}
      />
      <span ref={clock} className={classes.clock} aria-hidden="true" />
    </>
  )
}
