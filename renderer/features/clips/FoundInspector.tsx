import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Scissors, SquareArrowOutUpRight, X } from 'lucide-react'
import { useLocation } from 'wouter'
import type { LessonView } from '../../../electron/contract/api/lessons.ts'
import type { Found } from '../../../electron/contract/api/search.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { lessonAddress } from '../../lib/lessonAddress.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { KindLabel } from '../../ui/KindIcon.tsx'
import { fromWords } from './ClipCard.tsx'
import classes from './ClipInspector.module.css'
import { ClipPlayer } from './ClipPlayer.tsx'
import { clipOfMoment } from './clipActs.ts'
import { useClipsState } from './clipsState.ts'

/** What is heard before and after the words that were found. */
const BEFORE_MS = 2000
const AFTER_MS = 6000

export const stretchOf = ({ atMs, toMs = atMs }: Found, { durationMs }: LessonView) => ({
  fromMs: Math.max(0, atMs - BEFORE_MS),
  toMs: Math.min(durationMs, toMs + AFTER_MS),
})

/** A moment that was found in a lesson: it plays here, in its context, and can become a clip. */
export function FoundInspector({ found, lesson }: { readonly found: Found; readonly lesson: LessonView }) {
  const wide = useMediaQuery('(min-width: 1181px)', true, { getInitialValueInEffect: false })
  const close = () => useClipsState.setState({ moment: undefined })
  const heading = `${formatTimecode(found.atMs)} in “${lesson.title}”`
  const details = <Details found={found} lesson={lesson} />
  if (!wide)
    return (
      <Drawer opened onClose={close} title={heading} size={380}>
        {details}
      </Drawer>
    )
  return (
    <aside className={classes.aside} aria-label={heading}>
      <div className={classes.head}>
        <span className="xs t3">{heading}</span>
        <IconButton
          icon={X}
          label="Close the details"
          combo="escape"
          size={28}
          iconSize={16}
          onClick={close}
        />
      </div>
      {details}
    </aside>
  )
}

function Details({ found, lesson }: { readonly found: Found; readonly lesson: LessonView }) {
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
