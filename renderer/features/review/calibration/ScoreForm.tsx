import { Button } from '@mantine/core'
import { MapPin, X } from 'lucide-react'
import type { CalibrationView } from '../../../../electron/contract/api/calibrations.ts'
import type { ScoredCriterion } from '../../../../electron/contract/records/calibration.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { CodeSquare, LevelMark } from '../../../ui/CriterionBadge.tsx'
import { LookFors } from '../../../ui/LookFors.tsx'
import { SavedField } from '../../../ui/SavedField.tsx'
import { usePlayer } from '../player/playerContext.ts'
import classes from './Calibration.module.css'
import { putScore, reveal } from './calibrationActs.ts'
import { LevelChoice } from './LevelChoice.tsx'

/** The speaker's own sheet: a level for each criterion, where it shows, and why. */
export function ScoreForm({
  calibration,
  name,
}: {
  readonly calibration: CalibrationView
  /** Whose sheet it is. */
  readonly name: string
}) {
  const scored = calibration.mine?.scores.length ?? 0
  const all = calibration.criteria.length
  return (
    <section aria-label={`Scores of ${name}`}>
      <ol className={classes.criteria}>
        {calibration.criteria.map(criterion => (
          <OneCriterion key={criterion.code} calibration={calibration} criterion={criterion} />
        ))}
      </ol>
      <div className={classes.foot}>
        <span className={classes.quiet}>
          {name}: {scored} of {all} scored
        </span>
        <span className="grow" />
        <Button size="sm" disabled={scored === 0} onClick={() => void reveal(calibration)}>
          I am ready
        </Button>
      </div>
    </section>
  )
}

function OneCriterion({
  calibration,
  criterion,
}: {
  readonly calibration: CalibrationView
  readonly criterion: ScoredCriterion
}) {
  const player = usePlayer()
  const { code, title } = criterion
  const mine = calibration.mine?.scores.find(each => each.code === code)
  const moments = mine?.momentsMs ?? []
  const put = (next: { level?: string; momentsMs?: number[]; note?: string }) =>
    void putScore(calibration, {
      code,
      level: next.level ?? mine?.level ?? null,
      momentsMs: next.momentsMs ?? [...moments],
      note: next.note ?? mine?.note ?? '',
    })
  return (
    <li className={classes.criterion}>
      <div className={classes.head}>
        <CodeSquare code={code} colour={criterion.colour} />
        <span className={classes.name}>{title}</span>
        <LevelChoice
          label={`Level of ${code} ${title}`}
          levels={calibration.levels}
          value={mine?.level}
          onChoose={level => put({ level })}
        />
      </div>
      <Meaning calibration={calibration} criterion={criterion} />
      {mine && (
        <>
          <div className={classes.row}>
            {moments.map(atMs => (
              <span key={atMs} className={classes.moment}>
                <button type="button" title="Go there" onClick={() => player.seekTo(atMs)}>
                  {formatTimecode(atMs)}
                </button>
                <button
                  type="button"
                  aria-label={`Take the moment ${formatTimecode(atMs)} away`}
                  onClick={() => put({ momentsMs: moments.filter(each => each !== atMs) })}
                >
                  <X size={13} strokeWidth={2} aria-hidden="true" />
                </button>
              </span>
            ))}
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={moments.length >= 20}
              leftSection={<MapPin size={13} strokeWidth={1.9} aria-hidden="true" />}
              onClick={() => put({ momentsMs: [...moments, player.momentMs] })}
            >
              It shows here<span className="spoken">, {code}</span>
            </Button>
          </div>
          <SavedField
            label={`What you saw for ${code}`}
            value={mine.note ?? ''}
            maxLength={2000}
            onSave={note => put({ note })}
          />
        </>
      )}
    </li>
  )
}

/** What the criterion and its levels mean, as it was when scoring began. */
export function Meaning({
  calibration: { levels },
  criterion: { description, lookFors, descriptors },
}: {
  readonly calibration: Pick<CalibrationView, 'levels'>
  readonly criterion: ScoredCriterion
}) {
  const described = levels.filter(({ code }) => descriptors?.[code])
  if (!description && !lookFors && described.length === 0) return null
  return (
    <details className={classes.details}>
      <summary>What it means</summary>
      {description && <p>{description}</p>}
      {lookFors && <LookFors lines={lookFors} />}
      {described.length > 0 && (
        <dl>
          {described.map(({ code, label }) => (
            <div key={code}>
              <dt>
                <LevelMark level={code} levels={levels} /> {label}
              </dt>
              <dd>{descriptors?.[code]}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  )
}
