import { SearchX } from 'lucide-react'
import { useEffect } from 'react'
import type { SearchResult } from '../../../electron/contract/api/search.ts'
import { shownRecording } from '../../../electron/contract/clips/shownRecording.ts'
import { ClipFrame } from '../../ui/ClipFrame.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { KindIcon } from '../../ui/KindIcon.tsx'
import { Stamp } from '../../ui/Poster.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { fromWords } from './ClipCard.tsx'
import { markedParts, type Result, type ResultGroup } from './results.ts'
import classes from './SearchResults.module.css'

/** Long enough to see where a moment is. */
const MOMENT_MS = 4000

/** What has the words, in its context; the search box has the keyboard, and tells which row is next. */
export function SearchResults({
  id,
  groups,
  result,
  active,
  onPlay,
}: {
  readonly id: string
  readonly groups: readonly ResultGroup[]
  readonly result: SearchResult
  /** The row that Enter plays. */
  readonly active: string | undefined
  readonly onPlay: (result: Result) => void
}) {
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  // Where a lesson is only read again because something in it changed, nothing needs to be said.
  const reading = result.pending && result.pending.read < result.pending.lessons ? result.pending : undefined
  if (groups.length === 0)
    return (
      <div className={classes.scroller}>
        {reading && <Reading {...reading} />}
        <EmptyState
          icon={SearchX}
          title={reading ? 'Nothing has these words so far' : 'Nothing has these words'}
        >
          {result.found.length > 0
            ? 'Something has them, but the filters leave it out. Take one away.'
            : reading
              ? 'The rest of the library is looked through as it is read.'
              : 'No clip, comment, transcript or lesson of this library does. Search for fewer words, or for a part of one.'}
        </EmptyState>
      </div>
    )
  return (
    <div className={classes.scroller}>
      {reading && <Reading {...reading} />}
      {result.nearly && (
        <p className={classes.nearly} role="status">
          Nothing is written just so. These words are nearly the same.
        </p>
      )}
      <div id={id} role="listbox" aria-label="Found" tabIndex={-1}>
        {groups.map(({ what, title, results, total }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
          <div key={what} role="group" aria-label={title} className={classes.group}>
            <p className={classes.heading} aria-hidden="true">
              {title}{' '}
              <span className="tn">
                {total > results.length ? `${results.length} of ${total.toLocaleString()}` : total}
              </span>
            </p>
            {results.map(each => (
              <Row key={each.id} result={each} active={each.id === active} onPlay={onPlay} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

/** A big library is read once after the start; what has been read is found meanwhile. */
function Reading({ read, lessons }: { readonly read: number; readonly lessons: number }) {
  return (
    <p className={classes.nearly} role="status">
      The library is being read: more may be found.{' '}
      <span className="tn" aria-hidden="true">
        {read.toLocaleString()} of {lessons.toLocaleString()} lessons so far
      </span>
    </p>
  )
}

function Row({
  result,
  active,
  onPlay,
}: {
  readonly result: Result
  readonly active: boolean
  readonly onPlay: (result: Result) => void
}) {
  const { id, found, lesson } = result
  const stretch = { fromMs: found.atMs, toMs: found.toMs ?? found.atMs + MOMENT_MS }
  const recording =
    lesson?.recordings.find(each => each.id === found.recordingId) ??
    shownRecording(result.clip?.clip ?? stretch, lesson?.recordings ?? [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the keyboard; Enter there plays the active row
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={classes.row}
      onClick={() => onPlay(result)}
      onMouseDown={event => event.preventDefault()}
    >
      <ClipFrame clip={stretch} recording={recording} className={classes.frame ?? ''}>
        <Stamp place="br">
          <TimeText ms={found.what === 'clip' ? stretch.toMs - stretch.fromMs : found.atMs} />
        </Stamp>
      </ClipFrame>
      <span className={classes.words}>
        <span className={classes.text} dir="auto">
          {markedParts(found).map(({ text, at, on }) => (on ? <mark key={at}>{text}</mark> : text))}
        </span>
        <span className={classes.meta}>
          {found.kind && <KindIcon kind={found.kind} />}
          {[
            found.what === 'comment' && found.author?.name,
            found.what !== 'lesson' && lesson?.title,
            fromWords(lesson),
          ]
            .filter((each, at, all) => each && all.indexOf(each) === at)
            .join(' · ')}
        </span>
      </span>
    </div>
  )
}
