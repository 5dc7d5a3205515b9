import { Volume2 } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { RowLabel } from '../RowLabel.tsx'
import { spanOf, type View } from '../timeScale.ts'
import { useTokens } from '../tokens.ts'
import type { Scrub } from '../useScrub.ts'
import { StripWord } from './PictureRow.tsx'
import { levelFor, peakBetween } from './peakLevels.ts'
import classes from './Strips.module.css'
import type { Strips } from './stripStore.ts'
import { useCanvas } from './useCanvas.ts'
import { useHeight } from './useHeight.ts'

/** The loudness scale is bent a little, so that quiet pupils are seen beside the teacher. */
const bent = (value: number): number => Math.sign(value) * (Math.abs(value) / 128) ** 0.6

/** The lesson's sound: how loud, when. */
export function SoundRow({
  strips,
  offsetMs,
  widthPx,
  scrub,
}: {
  readonly strips: Strips
  readonly offsetMs: number
  readonly widthPx: number
  readonly scrub: Scrub
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const heightPx = useHeight(canvas)
  const colour = useTokens().wave
  const { levels } = strips
  const draw = useCallback(
    (context: CanvasRenderingContext2D, view: View) => {
      const msPerPx = spanOf(view) / widthPx
      const level = levelFor(levels, msPerPx)
      if (!level) return
      context.fillStyle = colour
      const half = heightPx / 2
      for (let x = 0; x < widthPx; x++) {
        const fromMs = view.fromMs + x * msPerPx - offsetMs
        const peak = peakBetween(level, fromMs, fromMs + msPerPx)
        if (!peak) continue
        const top = half - bent(peak.high) * half
        const bottom = half - bent(peak.low) * half
        context.fillRect(x, Math.min(top, half - 0.5), 1, Math.max(1, bottom - top))
      }
    },
    [levels, offsetMs, widthPx, heightPx, colour],
  )
  useCanvas(canvas, { widthPx, heightPx }, draw)
  return (
    <>
      <RowLabel icon={Volume2} word="Sound" row="sound" />
      <div className={`${classes.strip} ${classes.sound}`} data-row="sound" {...scrub}>
        <canvas
          ref={canvas}
          role="img"
          aria-label="Loudness along the lesson"
          data-testid="waveform"
          data-buckets={levels[0]?.values.length ?? 0}
        />
        {levels.length === 0 && <StripWord state={strips.state} what="sound" />}
      </div>
    </>
  )
}
