import { AudioLines } from 'lucide-react'
import { useRef } from 'react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useTick } from './playerContext.ts'
import classes from './Stage.module.css'

/** A recording without a picture: what is heard, and where we are in it. */
export function SoundStage({ lesson }: { readonly lesson: LessonView }) {
  const time = useRef<HTMLDivElement>(null)
  useTick(player => {
    if (time.current) time.current.textContent = formatTimecode(player.nowMs)
  })
  return (
    <div className={classes.sound}>
      <span className={classes.soundIcon}>
        <AudioLines size={30} strokeWidth={1.7} aria-hidden="true" />
      </span>
      <div className={classes.soundTitle} dir="auto">
        {lesson.title}
      </div>
      <div ref={time} className={classes.soundTime} aria-hidden="true">
        0:00
      </div>
      <div className={classes.soundMeta}>Sound only · {formatTimecode(lesson.durationMs)}</div>
    </div>
  )
}
