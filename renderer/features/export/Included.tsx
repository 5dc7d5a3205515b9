import { Checkbox } from '@mantine/core'
import { Check, EyeOff, MapPinOff, Minus, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExportStyle } from '../../../electron/contract/api/clips.ts'
import { counted } from '../../lib/words.ts'
import classes from './Included.module.css'
import type { ExportTotal } from './totals.ts'

function Line({
  icon,
  name,
  end,
}: {
  readonly icon: ReactNode
  readonly name: ReactNode
  readonly end: string
}) {
  return (
    <li className={classes.line}>
      <span className={classes.icon}>{icon}</span>
      <span className="grow">{name}</span>
      <span className={classes.end}>{end}</span>
    </li>
  )
}

/** What will be in the written clip, and what never is. */
export function Included({
  style,
  subtitles,
  onSubtitles,
  total,
}: {
  readonly style: ExportStyle
  readonly subtitles: boolean
  readonly onSubtitles: (on: boolean) => void
  readonly total: ExportTotal | undefined
}) {
  const burned = style !== 'none'
  const mark = burned ? (
    <Check size={15} strokeWidth={2.2} aria-hidden="true" />
  ) : (
    <Minus size={15} strokeWidth={1.9} aria-hidden="true" />
  )
  const left = total?.privateLeftOut ?? 0
  return (
    <>
      <section>
        <h3 className={classes.heading}>Included</h3>
        <ul>
          <Line
            icon={mark}
            name="Comments on the picture"
            end={
              !burned
                ? 'not with this look'
                : total
                  ? total.comments === 0
                    ? 'none in it'
                    : `${total.comments} shown`
                  : '…'
            }
          />
          <Line
            icon={mark}
            name="Author, tags and levels"
            end={burned ? 'with each comment' : 'not with this look'}
          />
          <li className={classes.line}>
            <Checkbox
              label="Subtitles and chapters"
              checked={subtitles}
              onChange={event => onSubtitles(event.currentTarget.checked)}
            />
            <span className="grow" />
            <span className={classes.end}>also as a file</span>
          </li>
        </ul>
      </section>
      <section>
        <h3 className={classes.heading}>Privacy</h3>
        <ul>
          <Line
            icon={<EyeOff size={15} strokeWidth={1.9} aria-hidden="true" />}
            name="Private notes left out"
            end={left > 0 ? `${counted(left, 'note')}, always` : 'always'}
          />
          <Line
            icon={<MapPinOff size={15} strokeWidth={1.9} aria-hidden="true" />}
            name="Place, device and name removed"
            end="always"
          />
        </ul>
      </section>
      {burned && total && total.missingGlyphs.length > 0 && (
        <p className={classes.warn}>
          <TriangleAlert size={15} strokeWidth={1.9} aria-hidden="true" />
          <span>
            This machine has no font for <bdi>{total.missingGlyphs.slice(0, 12).join(' ')}</bdi>. They will
            show as empty boxes.
          </span>
        </p>
      )}
    </>
  )
}
