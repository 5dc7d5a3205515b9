import { TextInput } from '@mantine/core'
import { Search, X } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { Cue } from '../../../../electron/contract/records/transcript.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { useConversation } from '../conversation/useConversation.ts'
import { focusStage } from '../player/focusStage.ts'
import { useRoom } from '../room/roomContext.ts'
import { useTranscript } from '../transcript/useTranscript.ts'
import { FindSteps, findKeys } from './FindSteps.tsx'
import { highlightTerms } from './highlight.ts'
import classes from './LessonSearch.module.css'
import { firstFrom, type Hit, searchLesson, termsOf } from './lessonSearch.ts'

export const SEARCH_ID = 'lesson-search'
const noCues: readonly Cue[] = []

/** Looks through the whole lesson: comments, replies, tags, people, and what is said in it. */
export function LessonSearch({
  rubrics,
  onSelect,
}: {
  readonly rubrics: readonly RubricView[]
  readonly onSelect: (comment: ShownComment) => void
}) {
  const room = useRoom()
  const { all, shown } = useConversation()
  const cues = useTranscript(room.lessonId).transcript?.cues ?? noCues
  const [query, setQuery] = useState('')
  const asked = useDeferredValue(query)
  const [at, setAt] = useState<number>()
  const hits = useMemo(
    () => searchLesson({ comments: shown, cues, rubrics }, asked),
    [shown, cues, rubrics, asked],
  )
  const terms = useMemo(() => termsOf(asked), [asked])
  const current = at === undefined ? undefined : hits[at]
  useEffect(() => {
    const root = document.querySelector('[data-region="panel"]')
    return root ? highlightTerms(root, terms) : undefined
  }, [terms])

  const ask = (words: string) => {
    setQuery(words)
    setAt(undefined)
  }
  const go = (hit: Hit) => {
    const comment = hit.what === 'comment' ? shown.find(({ id }) => id === hit.id) : undefined
    if (comment) onSelect(comment)
    else room.player.seekTo(hit.atMs)
  }
  const step = (by: 1 | -1) => {
    if (hits.length === 0) return
    // The first step goes to what comes next from where the picture stands.
    const first = firstFrom(hits, room.player.nowMs)
    const next =
      at === undefined
        ? by === 1
          ? first
          : (first - 1 + hits.length) % hits.length
        : (at + by + hits.length) % hits.length
    setAt(next)
    const hit = hits[next]
    if (hit) go(hit)
  }
  const close = () => {
    room.ui.setState({ finding: false })
    focusStage()
  }
  const inCues = hits.filter(({ what }) => what === 'cue').length
  const hidden = all.length - shown.length
  const none = hits.length === 0
  return (
    <search className={classes.searching}>
      <div className={classes.bar}>
        <TextInput
          id={SEARCH_ID}
          size="xs"
          className={classes.field ?? ''}
          aria-label="Search this lesson"
          placeholder="Comments, tags, people, transcript"
          leftSection={<Search size={14} strokeWidth={1.9} aria-hidden="true" />}
          dir="auto"
          value={query}
          // Searching was asked for to type here.
          autoFocus
          onChange={event => ask(event.currentTarget.value)}
          onKeyDown={event => findKeys(event, { query, onStep: step, onAsk: ask, onLeave: close })}
        />
        <FindSteps none={none} onStep={step}>
          {terms.length > 0 && (
            <>
              {none ? 'None' : at === undefined ? `${hits.length} found` : `${at + 1} of ${hits.length}`}
              {inCues > 0 && <span className="spoken">, {inCues} in the transcript</span>}
            </>
          )}
        </FindSteps>
        <IconButton
          icon={X}
          label="Close the search"
          combo="escape"
          size={28}
          iconSize={16}
          onClick={close}
        />
      </div>
      {terms.length > 0 && (
        <p className={classes.more} data-found-in={current?.what === 'cue' ? 'cue' : undefined}>
          {current?.what === 'cue' ? (
            <>
              <b>Transcript {formatTimecode(current.atMs)}</b> {current.text}
            </>
          ) : (
            [
              inCues > 0 && `${inCues} of them in the transcript`,
              hidden > 0 && `${hidden} comments are behind the filter`,
            ]
              .filter(Boolean)
              .join(' · ')
          )}
        </p>
      )}
    </search>
  )
}
