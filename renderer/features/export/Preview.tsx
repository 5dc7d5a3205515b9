import { Loader, Slider } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClipView, ExportStyle } from '../../../electron/contract/api/clips.ts'
import type { CommentView } from '../../../electron/contract/api/comments.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { api } from '../../lib/api.ts'
import { keys, useComments } from '../../lib/queries.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import classes from './Preview.module.css'

const SETTLE_MS = 120
/** A moment into the first comment, when its card stands fully on the picture. */
const INTO_COMMENT_MS = 700

function firstShown(clip: ClipView, comments: readonly CommentView[] | undefined): number {
  const first = comments?.find(
    ({ atMs, toMs, private: isPrivate }) => !isPrivate && atMs < clip.toMs && (toMs ?? atMs) >= clip.fromMs,
  )
  const wanted = first ? Math.max(first.atMs, clip.fromMs) + INTO_COMMENT_MS : clip.fromMs
  return Math.min(wanted, clip.toMs - 1)
}

/** A frame as the export's own renderer burns it in, anywhere in the clip. */
export function Preview({
  clip,
  options,
}: {
  readonly clip: ClipView
  readonly options: { readonly style: ExportStyle; readonly subtitles: boolean }
}) {
  const comments = useComments(clip.lessonId)
  const [moved, setMoved] = useState<number>()
  const atMs = moved ?? firstShown(clip, comments.data)
  const [settledMs] = useDebouncedValue(atMs, SETTLE_MS)
  const frame = useQuery({
    queryKey: keys.preview(clip.id, settledMs, options),
    queryFn: ({ signal }) =>
      api.exports.preview({ clipId: clip.id, atMs: settledMs, ...options }, { signal }),
    enabled: !comments.isPending,
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
        min={clip.fromMs}
        max={clip.toMs - 1}
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
