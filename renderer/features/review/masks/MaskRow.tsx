import { EyeOff, VolumeX } from 'lucide-react'
import { type KeyboardEvent, useCallback, useRef } from 'react'
import type { MaskView, SoundMaskView } from '../../../../electron/contract/api/masks.ts'
import { maskEffectWords, soundEffectWords } from '../../../../electron/contract/masks/words.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useMasks } from '../../../lib/queries.ts'
import { rowsOf } from '../phases/phasePlaces.ts'
import { useRoom } from '../room/roomContext.ts'
import { useViewChange } from '../timeline/liveView.ts'
import { RowLabel } from '../timeline/RowLabel.tsx'
import { rovingKeys } from '../timeline/roving.ts'
import { type View, xOf } from '../timeline/timeScale.ts'
import type { Scrub } from '../timeline/useScrub.ts'
import classes from './Masks.module.css'
import { removeMask, removeSoundMask } from './maskChanges.ts'
import { setMaskDesk, useMaskDesk } from './maskStore.ts'

type AnyMask = MaskView | SoundMaskView

const isPicture = (mask: AnyMask): mask is MaskView => 'keyframes' in mask
/** More would leave the picture no room; what does not fit lies over the others. */
const mostRows = 2
const rowPx = 24
/** More would be one line. */
const mostTicks = 400

/** When something is masked, in the picture and in the sound; absent where nothing is. */
export function MaskRow({
  widthPx,
  readOnly,
  scrub,
}: {
  readonly widthPx: number
  readonly readOnly: boolean
  readonly scrub: Scrub
}) {
  const room = useRoom()
  const masks = useMasks(room.lessonId).data
  const all: readonly AnyMask[] = [...(masks?.picture ?? []), ...(masks?.sound ?? [])].toSorted(
    (a, b) => a.fromMs - b.fromMs,
  )
  if (all.length === 0) return null
  const places = rowsOf(all)
  const rows = Math.min(mostRows, Math.max(...places) + 1)
  return (
    <>
      <RowLabel icon={EyeOff} word="Masks" row="masks" />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups bands */}
      <div
        className={classes.row}
        style={{ height: rows * rowPx }}
        role="group"
        aria-label="Masks"
        onKeyDown={rovingKeys}
        {...scrub}
      >
        {all.map((mask, at) => (
          <MaskBand
            key={mask.id}
            mask={mask}
            row={(places[at] ?? 0) % rows}
            rows={rows}
            widthPx={widthPx}
            stop={at === 0}
            readOnly={readOnly}
          />
        ))}
      </div>
    </>
  )
}

function MaskBand({
  mask,
  row,
  rows,
  widthPx,
  stop,
  readOnly,
}: {
  readonly mask: AnyMask
  readonly row: number
  readonly rows: number
  readonly widthPx: number
  readonly stop: boolean
  readonly readOnly: boolean
}) {
  const { player } = useRoom()
  const selected = useMaskDesk(state => state.selected === mask.id)
  const band = useRef<HTMLButtonElement>(null)
  const { fromMs, toMs } = mask
  const draw = useCallback(
    (view: View) => {
      if (!band.current) return
      const leftPx = xOf(fromMs, view, widthPx)
      band.current.style.left = `${leftPx}px`
      band.current.style.width = `${Math.max(rowPx, xOf(toMs, view, widthPx) - leftPx - 1)}px`
    },
    [fromMs, toMs, widthPx],
  )
  useViewChange(draw)
  const own = mask.local && !readOnly
  const words = isPicture(mask) ? `${maskEffectWords[mask.effect]} mask` : soundEffectWords[mask.effect]
  const keyed = (event: KeyboardEvent) => {
    if (!own || (event.key !== 'Delete' && event.key !== 'Backspace')) return
    event.preventDefault()
    event.stopPropagation()
    void (isPicture(mask) ? removeMask(mask) : removeSoundMask(mask))
  }
  const go = () => {
    player.seekTo(fromMs)
    if (isPicture(mask)) setMaskDesk({ selected: mask.id, news: undefined })
  }
  return (
    <button
      ref={band}
      type="button"
      className={classes.band}
      data-kind={isPicture(mask) ? 'picture' : 'sound'}
      data-selected={selected}
      tabIndex={stop ? 0 : -1}
      aria-label={`${words}, ${formatTimecode(fromMs)} to ${formatTimecode(toMs)}, by ${mask.author.name}`}
      {...(own && { 'aria-keyshortcuts': 'Delete' })}
      title={`${words}, by ${mask.author.name}${own ? ' (Del deletes it)' : ''}`}
      style={{ top: `${(row / rows) * 100}%`, height: `${100 / rows}%` }}
      onMouseDown={event => event.preventDefault()}
      onKeyDown={keyed}
      onClick={event => {
        event.currentTarget.focus()
        go()
      }}
    >
      {isPicture(mask) ? null : <VolumeX size={12} aria-hidden="true" />}
      {isPicture(mask) &&
        selected &&
        mask.keyframes
          .slice(0, mostTicks)
          .map(({ atMs, byHand }) => (
            <i
              key={atMs}
              data-hand={byHand}
              style={{ left: `${(100 * (atMs - fromMs)) / Math.max(1, toMs - fromMs)}%` }}
            />
          ))}
    </button>
  )
}
