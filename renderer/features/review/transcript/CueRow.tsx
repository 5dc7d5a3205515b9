import { memo, type ReactNode } from 'react'
import type { Cue } from '../../../../electron/contract/records/transcript.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import type { Span } from './findWords.ts'
import classes from './Transcript.module.css'

/** One cue: when, who, what. The words are text that can be chosen; the time is what the keyboard goes to. */
export const CueRow = memo(function CueRow({
  cue,
  index,
  speaker,
  heard,
  picked,
  tabbable,
  spans,
  current,
  onGo,
}: {
  readonly cue: Cue
  readonly index: number
  /** Absent where the one before says it already. */
  readonly speaker: string | undefined
  readonly heard: boolean
  /** Chosen with the keyboard, to be quoted. */
  readonly picked: boolean
  readonly tabbable: boolean
  /** Where the words that are looked for stand. */
  readonly spans: readonly Span[] | undefined
  /** The one of them that is looked at now. */
  readonly current: Span | undefined
  readonly onGo: (index: number) => void
}) {
  const time = formatTimecode(cue.fromMs)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its button does the same by key
    // biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the same act
    <div
      className={classes.cue}
      data-cue={index}
      data-heard={heard}
      data-picked={picked}
      onClick={() => {
        if (window.getSelection()?.isCollapsed !== false) onGo(index)
      }}
    >
      <button
        type="button"
        className={classes.time}
        tabIndex={tabbable ? 0 : -1}
        aria-label={`${time} ${speaker === undefined ? '' : `${speaker}: `}${cue.text}`}
        aria-current={heard ? 'true' : undefined}
        onClick={event => {
          event.stopPropagation()
          onGo(index)
        }}
      >
        {time}
      </button>
      <div className={classes.said}>
        {speaker !== undefined && (
          <b className={classes.speaker} dir="auto">
            {speaker}
          </b>
        )}
        <p className={classes.words} dir="auto" data-words="">
          {marked(cue.text, spans, current)}
        </p>
      </div>
    </div>
  )
})

function marked(text: string, spans: readonly Span[] | undefined, current: Span | undefined): ReactNode {
  if (!spans || spans.length === 0) return text
  const parts: ReactNode[] = []
  let from = 0
  for (const span of spans) {
    parts.push(text.slice(from, span.from))
    parts.push(
      <mark key={span.from} className={classes.mark} data-current={span.from === current?.from}>
        {text.slice(span.from, span.to)}
      </mark>,
    )
    from = span.to
  }
  return [...parts, text.slice(from)]
}
