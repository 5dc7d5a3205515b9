import { Button, SegmentedControl } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CalibrationView } from '../../../../electron/contract/api/calibrations.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useKeys } from '../../../lib/keys.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { CodeSquare, LevelMark } from '../../../ui/CriterionBadge.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { SavedField } from '../../../ui/SavedField.tsx'
import { useConversation } from '../conversation/useConversation.ts'
import { usePlayer } from '../player/playerContext.ts'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import type { RoomPerson } from '../room/roomPeople.ts'
import { Agreement } from './Agreement.tsx'
import classes from './Calibration.module.css'
import { agreeOn } from './calibrationActs.ts'
import { useCalibrationState } from './calibrationState.ts'
import { type ComparedCriterion, comparedCriteria } from './compared.ts'
import { LevelChoice } from './LevelChoice.tsx'
import { Meaning } from './ScoreForm.tsx'

/** All scores side by side: the figures, then each difference with its moments and what was agreed. */
export function Reconcile({
  calibration,
  people,
  readOnly,
}: {
  readonly calibration: CalibrationView
  readonly people: readonly RoomPerson[]
  readonly readOnly: boolean
}) {
  const room = useRoom()
  const player = usePlayer()
  const { all: comments } = useConversation()
  const compared = useMemo(() => comparedCriteria(calibration, comments), [calibration, comments])
  const different = compared.filter(({ same }) => !same)
  const [which, setWhich] = useState<'different' | 'all'>(different.length > 0 ? 'different' : 'all')
  const shown = which === 'all' ? compared : different
  const at = useCalibrationState(state => state.at)
  const place = different.findIndex(({ criterion }) => criterion.code === at)

  const go = (to: number) => {
    const next = different[to]
    if (!next) return
    useCalibrationState.setState({ at: next.criterion.code })
    const [moment] = next.momentsMs
    announce(room, `Difference ${to + 1} of ${different.length}: ${next.criterion.title}`)
    if (moment === undefined) return
    player.act({ do: 'pause' })
    player.seekTo(moment)
  }
  const on = () => go(Math.min(place + 1, different.length - 1))
  const back = () => go(Math.max(place - 1, 0))
  useKeys([
    {
      id: 'calibration.on',
      title: 'Next difference',
      group: 'Calibration',
      keys: ['n'],
      disabled: different.length === 0,
      run: on,
    },
    {
      id: 'calibration.back',
      title: 'Previous difference',
      group: 'Calibration',
      keys: ['b'],
      disabled: different.length === 0,
      run: back,
    },
  ])
  return (
    <>
      <Agreement calibration={calibration} />
      <div className={classes.row}>
        <SegmentedControl
          size="xs"
          aria-label="Which criteria are shown"
          value={which}
          onChange={value => setWhich(value === 'all' ? 'all' : 'different')}
          data={[
            { value: 'different', label: `Differences (${different.length})` },
            { value: 'all', label: `All (${compared.length})` },
          ]}
        />
        <div className={classes.steps}>
          <Button
            size="xs"
            variant="default"
            disabled={place <= 0}
            leftSection={<ChevronLeft size={14} aria-hidden="true" />}
            rightSection={<KeyCap combo="b" />}
            onClick={back}
          >
            Previous
          </Button>
          <Button
            size="xs"
            disabled={different.length === 0 || place === different.length - 1}
            leftSection={<ChevronRight size={14} aria-hidden="true" />}
            rightSection={<KeyCap combo="n" />}
            onClick={on}
          >
            {place < 0 ? 'First difference' : 'Next'}
          </Button>
        </div>
      </div>
      {shown.length === 0 && <p className={classes.quiet}>Everyone gave the same levels.</p>}
      <ol className={classes.criteria}>
        {shown.map(each => (
          <OneDifference
            key={each.criterion.code}
            compared={each}
            calibration={calibration}
            people={people}
            current={each.criterion.code === at}
            readOnly={readOnly}
          />
        ))}
      </ol>
    </>
  )
}

function OneDifference({
  compared: { criterion, ratings },
  calibration,
  people,
  current,
  readOnly,
}: {
  readonly compared: ComparedCriterion
  readonly calibration: CalibrationView
  readonly people: readonly RoomPerson[]
  readonly current: boolean
  readonly readOnly: boolean
}) {
  const player = usePlayer()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const agreed = calibration.agreed.find(({ code }) => code === criterion.code)
  return (
    <li ref={row} className={classes.criterion} aria-current={current}>
      <div className={classes.head}>
        <CodeSquare code={criterion.code} colour={criterion.colour} />
        <span className={classes.name}>{criterion.title}</span>
      </div>
      <ul className={classes.ratings}>
        {ratings.map(({ raterId, name, level, note, momentsMs }) => {
          const person = people.find(({ id }) => id === raterId)
          return (
            <li key={raterId}>
              <Avatar person={person ?? { name, colour: 'p4' }} size={20} />
              <span className={classes.who}>{name}</span>
              {level === undefined ? (
                <span className={classes.quiet}>not scored</span>
              ) : (
                <LevelMark level={level} levels={calibration.levels} />
              )}
              {momentsMs.map(atMs => (
                <button
                  key={atMs}
                  type="button"
                  className={classes.jump}
                  aria-label={`Go to ${formatTimecode(atMs)}, ${name}`}
                  onClick={() => player.seekTo(atMs)}
                >
                  {formatTimecode(atMs)}
                </button>
              ))}
              {note && (
                <span className={classes.note} dir="auto">
                  {note}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <Meaning calibration={calibration} criterion={criterion} />
      <div className={classes.head}>
        <span className={classes.name}>
          Agreed level
          {agreed && <span className={classes.quiet}> written by {agreed.author.name}</span>}
        </span>
        {readOnly ? (
          agreed && <LevelMark level={agreed.level} levels={calibration.levels} />
        ) : (
          <LevelChoice
            label={`Agreed level of ${criterion.code} ${criterion.title}`}
            levels={calibration.levels}
            value={agreed?.level}
            onChoose={level =>
              void agreeOn(calibration, { code: criterion.code, level, note: agreed?.note ?? '' })
            }
          />
        )}
      </div>
      {agreed && !readOnly && (
        <SavedField
          label={`Why, for ${criterion.code}`}
          value={agreed.note ?? ''}
          maxLength={2000}
          onSave={note =>
            void agreeOn(calibration, { code: criterion.code, level: agreed.level, note: note.trim() })
          }
        />
      )}
      {agreed?.note && readOnly && <p className={classes.quiet}>{agreed.note}</p>}
    </li>
  )
}
