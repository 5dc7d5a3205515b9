import { Volume2 } from 'lucide-react'
import { type CSSProperties, useEffect, useRef } from 'react'
import type { LessonView, RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { angleName } from '../../../lib/angleWords.ts'
import { useWidth } from '../../../lib/useWidth.ts'
import { BesidePicture } from '../beside/BesidePicture.tsx'
import { useBeside } from '../beside/useBesideRoom.ts'
import { focusStage } from '../player/focusStage.ts'
import { useRoom } from '../room/roomContext.ts'
import { useHeight } from '../timeline/strips/useHeight.ts'
import { AngleMenu } from './AngleMenu.tsx'
import { AnglePicture, type Seat } from './AnglePicture.tsx'
import classes from './Angles.module.css'
import { choose } from './anglesStore.ts'
import { InsetGrip } from './InsetGrip.tsx'
import { splitOf } from './split.ts'
import { useAngles, useArrangement } from './useArrangement.ts'

/** The lesson's pictures as someone arranged them: one, two of equal size, or one in a corner of the other. */
export function AngleStage({ lesson }: { readonly lesson: LessonView }) {
  const room = useRoom()
  const { recordings, durationMs } = lesson
  const choice = useAngles(state => state.choice)
  const playing = useAngles(state => state.playing)
  const arrangement = useArrangement(recordings)
  const besideId = useBeside(state => state.lessonId)
  const keysThere = useBeside(state => state.keysThere)
  const sheet = useRef<HTMLDivElement>(null)
  const [widthPx, heightPx] = [useWidth(sheet), useHeight(sheet)]

  useEffect(() => room.director.open(), [room])
  useEffect(() => room.director.describe(recordings, durationMs), [room, recordings, durationMs])

  const { main, heard } = arrangement
  // Another lesson takes the second place; the lesson's own second angle comes back when it leaves.
  const other = besideId ? undefined : arrangement.other
  const seatOf = ({ id }: RecordingView): Seat =>
    id === main?.id ? 'main' : id === other?.id ? 'other' : 'none'
  const mounted = recordings.filter(each => seatOf(each) !== 'none' || each.id === heard?.id)
  const several = recordings.length > 1 || besideId !== undefined
  const pair = other !== undefined || besideId !== undefined
  const layout = pair ? (choice.layout === 'inset' ? 'inset' : 'two') : 'one'
  const way = splitOf({ widthPx, heightPx }, [main, other])
  const ratio = other && other.width > 0 ? `${other.width} / ${other.height}` : '16 / 9'
  const swap = () => {
    if (!main || !other) return
    choose(room.angles, room.lessonId, { main: other.id, other: main.id })
    focusStage()
  }
  return (
    <div
      ref={sheet}
      className={classes.sheet}
      data-layout={layout}
      data-way={way}
      data-corner={choice.corner}
      style={{ '--inset-ratio': ratio } as CSSProperties}
    >
      {mounted.map(recording => {
        const seat = seatOf(recording)
        return (
          <AnglePicture
            key={recording.id}
            lesson={lesson}
            recording={recording}
            seat={seat}
            heard={recording.id === heard?.id && !keysThere}
            keys={besideId !== undefined && seat === 'main' && !keysThere}
            plays={playing.includes(recording.id)}
            several={several}
            alone={!several && besideId === undefined}
          >
            {seat === 'other' && layout === 'inset' && (
              <InsetGrip
                label={`Show ${angleName(recording)} large`}
                corner={choice.corner}
                onSwap={swap}
                onCorner={corner => choose(room.angles, room.lessonId, { corner })}
                stage={sheet}
              />
            )}
            {seat !== 'none' && pair && (
              <Label
                words={besideId ? lesson.title : angleName(recording)}
                heard={recording.id === heard?.id && !keysThere}
                keys={besideId !== undefined && !keysThere}
                seat={seat}
                onMain={swap}
              />
            )}
          </AnglePicture>
        )
      })}
      {besideId && <BesidePicture lessonId={besideId} layout={layout} corner={choice.corner} sheet={sheet} />}
      {several && <AngleMenu lesson={lesson} arrangement={arrangement} pair={pair} />}
    </div>
  )
}

/** Which angle this is, whether it is the one that is heard, and whether the playing keys are its own. */
function Label({
  words,
  heard,
  keys,
  seat,
  onMain,
}: {
  readonly words: string
  readonly heard: boolean
  /** Said where another lesson could have them. */
  readonly keys: boolean
  readonly seat: Seat
  readonly onMain: () => void
}) {
  const inside = (
    <>
      <span className="ell">{words}</span>
      {heard && <Volume2 size={14} strokeWidth={1.9} aria-label="heard" role="img" />}
      {keys && <span className={classes.keys}>Keys here</span>}
    </>
  )
  return seat === 'main' ? (
    <span className={classes.label} dir="auto">
      {inside}
    </span>
  ) : (
    <button
      type="button"
      className={classes.label}
      dir="auto"
      title="Show it in the first place (A)"
      onClick={onMain}
    >
      {inside}
    </button>
  )
}
