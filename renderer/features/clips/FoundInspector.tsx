import { Button } from '@mantine/core'
import { Scissors, SquareArrowOutUpRight } from 'lucide-react'
import { useLocation } from 'wouter'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import type { Found } from '../../../electron/contract/api/search.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { lessonAddress } from '../../lib/lessonAddress.ts'
import { KindLabel } from '../../ui/KindIcon.tsx'
import { fromWords } from './ClipCard.tsx'
import { ClipPlayer } from './ClipPlayer.tsx'
import { clipOfMoment } from './clipActs.ts'
import { useClipsState } from './clipsState.ts'
import classes from './Inspector.module.css'
import { Inspector } from './Inspector.tsx'

/** What is heard before and after the words that were found. */
const BEFORE_MS = 2000
const AFTER_MS = 6000

export const stretchOf = ({ atMs, toMs = atMs }: Found, { durationMs }: LessonEntry) => ({
  fromMs: Math.max(0, atMs - BEFORE_MS),
  toMs: Math.min(durationMs, toMs + AFTER_MS),
})

/** A moment that was found in a lesson: it plays here, in its context, and can become a clip. */
export function FoundInspector({ found, lesson }: { readonly found: Found; readonly lesson: LessonEntry }) {
  return (
    <Inspector
      heading={`${formatTimecode(found.atMs)} in “${lesson.title}”`}
      onClose={() => useClipsState.setState({ moment: undefined })}
    >
      <Details found={found} lesson={lesson} />
    </Inspector>
  )
}

function Details({ found, lesson }: { readonly found: Found; readonly lesson: LessonEntry }) {
  const plays = useClipsState(state => state.plays)
  const [, go] = useLocation()
  const stretch = stretchOf(found, lesson)
  const recordingId = found.recordingId
  const playable = { title: found.text, ...stretch, ...(recordingId && { recordingId }) }
  return (
    <div className={classes.details}>
      <ClipPlayer key={`${found.lessonId} ${found.atMs}`} clip={playable} lesson={lesson} plays={plays} />
      <div>
        {found.author && (
          <p className={classes.line}>
            {found.kind && <KindLabel kind={found.kind} />}
            {found.author.name}
          </p>
        )}
        <p className={classes.foundText} dir="auto">
          {found.text}
        </p>
      </div>
      <p className="sm t2">{fromWords(lesson)}</p>
      <div className={classes.acts}>
        <Button
          leftSection={<SquareArrowOutUpRight size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => go(lessonAddress(lesson.id, found.atMs))}
        >
          Open the lesson here
        </Button>
        <Button
          variant="default"
          leftSection={<Scissors size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void clipOfMoment(found, stretch)}
        >
          Make a clip of it
        </Button>
      </div>
    </div>
  )
}
