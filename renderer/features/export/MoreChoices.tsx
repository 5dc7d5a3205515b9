import { Checkbox, NativeSelect } from '@mantine/core'
import { type SidecarKind, sidecarKinds } from '../../../electron/contract/api/clips.ts'
import type { Choices, SoundChoice } from './choices.ts'
import classes from './Included.module.css'

const speeds = [
  { value: '1', label: 'As recorded' },
  { value: '0.75', label: 'Three quarters' },
  { value: '0.5', label: 'Half' },
  { value: '0.25', label: 'A quarter' },
]
const sounds: ReadonlyArray<{ value: SoundChoice; label: string }> = [
  { value: 'asRecorded', label: 'As recorded' },
  { value: 'evened', label: 'Voices evened' },
  { value: 'out', label: 'Left out' },
]
const gains = [12, 6, 3, 0, -3, -6, -12].map(db => ({
  value: String(db),
  label: db === 0 ? 'As it is' : `${db > 0 ? '+' : '−'}${Math.abs(db)} dB`,
}))
const holds = [0, 2, 4, 6, 10].map(seconds => ({
  value: String(seconds * 1000),
  label: seconds === 0 ? 'Not at all' : `${seconds} s at each drawing`,
}))
const sidecarWords: Record<SidecarKind, string> = { vtt: 'WebVTT', srt: 'SRT', json: 'JSON' }

/** Time, sound and files beside the clip: what most exports leave as it is. */
export function MoreChoices({
  choices,
  onChange,
  reel,
}: {
  readonly choices: Choices
  readonly onChange: (part: Partial<Choices>) => void
  /** A reel's voices are evened in any case. */
  readonly reel: boolean
}) {
  const { speed, sound, gainDb, holdMs, sidecars, poster, style } = choices
  const kindsWith = (kind: SidecarKind, on: boolean) =>
    sidecarKinds.filter(each => (each === kind ? on : sidecars.includes(each)))
  return (
    <details className={classes.more}>
      <summary>Time, sound and files</summary>
      <div className={classes.pairs}>
        <NativeSelect
          label="Picture stands still"
          data={holds}
          value={String(holdMs)}
          disabled={style === 'none'}
          onChange={event => onChange({ holdMs: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label="Speed"
          data={speeds}
          value={String(speed)}
          onChange={event => onChange({ speed: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label="Sound"
          data={reel ? sounds.filter(({ value }) => value !== 'asRecorded') : [...sounds]}
          value={reel && sound === 'asRecorded' ? 'evened' : sound}
          onChange={event =>
            onChange({
              sound: sounds.find(({ value }) => value === event.currentTarget.value)?.value ?? 'asRecorded',
            })
          }
        />
        <NativeSelect
          label="Level"
          data={gains}
          value={String(gainDb)}
          disabled={sound === 'out'}
          onChange={event => onChange({ gainDb: Number(event.currentTarget.value) })}
        />
      </div>
      <fieldset className={classes.beside}>
        <legend>Beside the clip</legend>
        {sidecarKinds.map(kind => (
          <Checkbox
            key={kind}
            label={sidecarWords[kind]}
            checked={sidecars.includes(kind)}
            onChange={event => onChange({ sidecars: kindsWith(kind, event.currentTarget.checked) })}
          />
        ))}
        <Checkbox
          label="Poster"
          checked={poster}
          onChange={event => onChange({ poster: event.currentTarget.checked })}
        />
      </fieldset>
    </details>
  )
}
