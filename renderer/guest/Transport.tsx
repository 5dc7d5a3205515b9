import { Pause, Play, Volume2, VolumeX, X } from 'lucide-react'
import { formatTimecode } from '../../electron/contract/time/timecode.ts'
import { ariaKeys } from '../lib/keyCombo.ts'
import { isMac } from '../lib/platform.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import controls from './controls.module.css'
import { useGuestRoom } from './guestRoom.ts'
import type { Picture } from './Picture.ts'
import { clearRange, setIn, setOut, useRange } from './range.ts'
import classes from './Transport.module.css'
import { placeOf, useOfPicture } from './useOfPicture.ts'

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2]

export function Transport({
  picture,
  muted,
  onMuted,
}: {
  readonly picture: Picture | undefined
  readonly muted: boolean
  readonly onMuted: (muted: boolean) => void
}) {
  const durationMs = useGuestRoom(room => room.lesson?.durationMs ?? 0)
  const playing = useOfPicture(picture, each => each.playing) ?? false
  return (
    <div className={classes.transport}>
      <button type="button" aria-label={playing ? 'Pause' : 'Play'} onClick={() => picture?.toggle()}>
        {playing ? <Pause size={18} aria-hidden="true" /> : <Play size={18} aria-hidden="true" />}
      </button>
      <span className={classes.clock}>
        <Clock picture={picture} />
        <span className={classes.length}> / {formatTimecode(durationMs)}</span>
      </span>
      <span className="grow" />
      <RangeEnds picture={picture} />
      <select
        className={controls.typed}
        aria-label="Speed"
        defaultValue={1}
        onChange={event => picture?.setSpeed(Number(event.target.value))}
      >
        {speeds.map(speed => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
      <button type="button" aria-label="Mute" aria-pressed={muted} onClick={() => onMuted(!muted)}>
        {muted ? <VolumeX size={18} aria-hidden="true" /> : <Volume2 size={18} aria-hidden="true" />}
      </button>
    </div>
  )
}

function Clock({ picture }: { readonly picture: Picture | undefined }) {
  return <span data-testid="clock">{formatTimecode(useOfPicture(picture, placeOf) ?? 0)}</span>
}

/** Start and end of the range that the next comment is about, as they are set. */
function RangeEnds({ picture }: { readonly picture: Picture | undefined }) {
  const { inMs, outMs } = useRange()
  return (
    <span className={classes.range}>
      <RangeEnd
        combo="i"
        name="Start of the range"
        ms={inMs}
        onSet={() => {
          if (picture) setIn(picture)
        }}
      />
      <RangeEnd
        combo="o"
        name="End of the range"
        ms={outMs}
        onSet={() => {
          if (picture) setOut(picture)
        }}
      />
      {(inMs !== undefined || outMs !== undefined) && (
        <button type="button" aria-label="Clear the range" aria-keyshortcuts="Escape" onClick={clearRange}>
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}

function RangeEnd({
  combo,
  name,
  ms,
  onSet,
}: {
  readonly combo: 'i' | 'o'
  readonly name: string
  readonly ms: number | undefined
  readonly onSet: () => void
}) {
  return (
    <button
      type="button"
      title={`${name} here`}
      aria-label={ms === undefined ? `Set ${name} here` : `${name} ${formatTimecode(ms, 1)}, set it here`}
      aria-keyshortcuts={ariaKeys(combo, isMac)}
      onClick={onSet}
    >
      <KeyCap combo={combo} />
      {ms !== undefined && <span className="tn">{formatTimecode(ms, 1)}</span>}
    </button>
  )
}
