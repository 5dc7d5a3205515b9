import { Button } from '@mantine/core'
import { ChevronLeft, EyeOff, Scale, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CalibrationView } from '../../../../electron/contract/api/calibrations.ts'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { counted } from '../../../lib/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './Calibration.module.css'
import { goOnWithout, remove, scoreOn, useCalibrations } from './calibrationActs.ts'
import { openCalibration, useCalibrationState } from './calibrationState.ts'
import { NewCalibration } from './NewCalibration.tsx'
import { Reconcile } from './Reconcile.tsx'
import { ScoreForm } from './ScoreForm.tsx'

const aboutWords = ({ title, place }: CalibrationView): string =>
  title ?? (place ? `${formatTimecode(place.fromMs)} – ${formatTimecode(place.toMs)}` : 'The whole lesson')

/** Several people score the same thing without seeing each other's scores, show them together, and agree. */
export function CalibrationPanel({
  lesson,
  rubrics,
  people,
  readOnly,
}: {
  readonly lesson: LessonView
  readonly rubrics: readonly RubricView[]
  readonly people: readonly RoomPerson[]
  readonly readOnly: boolean
}) {
  const { data, error } = useCalibrations(lesson.id)
  const open = useCalibrationState(state => state.open)
  const [adding, setAdding] = useState(false)
  if (error) return <ErrorPanel error={error} />
  if (!data) return <LoadingLines />
  const one = data.find(({ id }) => id === open)
  if (one) return <OneCalibration calibration={one} people={people} readOnly={readOnly} />
  if (readOnly && data.length === 0)
    return (
      <EmptyState icon={Scale} title="Nothing was scored blind here">
        This library can only be read, so no scoring can begin.
      </EmptyState>
    )
  return (
    <>
      {data.length === 0 && (
        <p className={classes.lead}>
          Score the lesson or a clip by its rubric, each on their own. When all are ready, Debrief shows the
          scores side by side, says how far you agree, and goes through the differences with you.
        </p>
      )}
      <ul className={classes.list}>
        {data.map(each => (
          <li key={each.id}>
            <button type="button" className={classes.entry} onClick={() => openCalibration(each.id)}>
              <span className={classes.name}>{aboutWords(each)}</span>
              <span className={classes.quiet}>
                {each.rubricTitle} · {each.raters.map(({ person }) => person.name).join(', ')} ·{' '}
                {stateWords(each)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {!readOnly &&
        (adding || data.length === 0 ? (
          <NewCalibration
            lesson={lesson}
            rubrics={rubrics}
            onClose={data.length > 0 ? () => setAdding(false) : undefined}
          />
        ) : (
          <Button size="sm" variant="default" onClick={() => setAdding(true)}>
            Score blind again
          </Button>
        ))}
    </>
  )
}

function stateWords({ revealed, raters, agreed }: CalibrationView): string {
  if (revealed) return agreed.length > 0 ? `${counted(agreed.length, 'level')} agreed` : 'scores shown'
  const ready = raters.filter(({ state }) => state === 'ready').length
  return `${ready} of ${raters.length} ready`
}

function OneCalibration({
  calibration,
  people,
  readOnly,
}: {
  readonly calibration: CalibrationView
  readonly people: readonly RoomPerson[]
  readonly readOnly: boolean
}) {
  const { player, ui } = useRoom()
  const speaker = useSpeaker(state => state.speaker)
  const { place, revealed, mine } = calibration
  const me = calibration.raters.find(({ person }) => person.id === speaker)?.person
  const begunHere = people.some(({ id, present }) => id === calibration.author.id && present)
  return (
    <>
      <div className={classes.row}>
        <IconButton icon={ChevronLeft} label="All calibrations" onClick={() => openCalibration(undefined)} />
        <h2 className={classes.heading}>{aboutWords(calibration)}</h2>
        <span className="grow" />
        {place && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              ui.setState({ inMs: place.fromMs, outMs: place.toMs })
              player.seekTo(place.fromMs)
            }}
          >
            Go to {formatTimecode(place.fromMs)} – {formatTimecode(place.toMs)}
          </Button>
        )}
        {begunHere && !readOnly && (
          <IconButton
            icon={Trash2}
            label="Delete this calibration"
            onClick={() => void remove(calibration)}
          />
        )}
      </div>
      <p className={classes.quiet}>{calibration.rubricTitle}</p>
      {revealed ? (
        <Reconcile calibration={calibration} people={people} readOnly={readOnly} />
      ) : (
        <>
          <ul className={classes.states} aria-label="Who scores">
            {calibration.raters.map(({ person, state, scored }) => (
              <li key={person.id}>
                <span className={classes.who}>{person.name}</span>
                <span className={classes.quiet}>
                  {state === 'ready' ? 'ready' : `${scored} of ${calibration.criteria.length} scored`}
                </span>
                {begunHere && !readOnly && state !== 'ready' && calibration.raters.length > 2 && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => void goOnWithout(calibration, person.id)}
                  >
                    Go on without {person.name}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {me && mine?.state === 'ready' && (
            <div className={classes.closed}>
              <EyeOff size={15} strokeWidth={1.9} aria-hidden="true" />
              <span className="grow">{me.name} is ready. The scores show when everyone is.</span>
              {!readOnly && (
                <Button size="compact-xs" variant="default" onClick={() => void scoreOn(calibration)}>
                  Score on
                </Button>
              )}
            </div>
          )}
          {me && mine?.state !== 'ready' && !readOnly && (
            <ScoreForm key={me.id} calibration={calibration} name={me.name} />
          )}
          {!me && (
            <p className={classes.closed}>
              <EyeOff size={15} strokeWidth={1.9} aria-hidden="true" />
              Their scores show when all of them are ready.
            </p>
          )}
        </>
      )}
    </>
  )
}
