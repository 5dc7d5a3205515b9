import { Loader, Slider } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClipView, ExportEstimate } from '../../../electron/contract/api/clips.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { api } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import type { SentOptions } from './choices.ts'
import classes from './Preview.module.css'

const SETTLE_MS = 120
/** A frame as the export's own renderer burns it in, anywhere in the clip. */
export function Preview({
  clip,
  options,
  estimate,
}: {
  readonly clip: ClipView
  readonly options: SentOptions
  readonly estimate: ExportEstimate | undefined
}) {
  const [moved, setMoved] = useState<number>()
  const lastMs = Math.max(1, (estimate?.durationMs ?? clip.toMs - clip.fromMs) - 1)
  const atMs = Math.min(moved ?? estimate?.showMs ?? 0, lastMs)
  const [settledMs] = useDebouncedValue(atMs, SETTLE_MS)
  const frame = useQuery({
    queryKey: keys.preview(clip.id, settledMs, options),
    queryFn: ({ signal }) =>
      api.exports.preview({ clipId: clip.id, clipMs: settledMs, ...options }, { signal }),
    enabled: estimate !== undefined,
    staleTime: 30_000,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  })
  return (
    <div className={classes.preview}>
      <div className={classes.stage}>
        {frame.data && (
          <img
            src={`data:image/png;base64,${frame.data.pngBase64}`}
            alt={`What will be exported at ${formatTimecode(settledMs)}`}
          />
        )}
        {frame.isFetching && !frame.error && (
          <span className={classes.busy}>
            <Loader size={16} color="#ffffff" />
          </span>
        )}
        {frame.error && (
          <div className={classes.error}>
            <ErrorPanel error={frame.error} />
          </div>
        )}
      </div>
      <Slider
        className={classes.slider ?? ''}
        min={0}
        max={lastMs}
        step={100}
        value={atMs}
        onChange={setMoved}
        label={value => formatTimecode(value, 1)}
        thumbLabel="Moment of the preview"
        thumbProps={{ 'aria-valuetext': formatTimecode(atMs, 1) }}
        size={4}
        thumbSize={16}
        color="var(--ink)"
      />
    </div>
  )
}
