import { Button } from '@mantine/core'
import { ArrowDownToLine, Quote as QuoteIcon } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { TranscriptView } from '../../../../electron/contract/api/transcripts.ts'
import { useKeys } from '../../../lib/keys.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { changeDraft, draftOf } from '../room/Room.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import { nearestCue } from './cueAt.ts'
import { ImportReport } from './ImportReport.tsx'
import { NoTranscript } from './NoTranscript.tsx'
import { quoteOf, withQuote } from './quote.ts'
import { SearchBar } from './SearchBar.tsx'
import { wordsOf } from './selectedWords.ts'
import classes from './Transcript.module.css'
import { type ListReach, TranscriptList } from './TranscriptList.tsx'
import { TranscriptMenu } from './TranscriptMenu.tsx'
import { useChosenWords } from './useChosenWords.ts'
import { useHeard } from './useHeard.ts'
import { useTranscript } from './useTranscript.ts'
import { useTranscriptSearch } from './useTranscriptSearch.ts'

/** What is said in the lesson, beside the comments: it follows the picture, and leads it. */
export function TranscriptPanel({
  durationMs,
  readOnly,
  onWrite,
}: {
  readonly durationMs: number
  readonly readOnly: boolean
  /** Goes to the comment field. */
  readonly onWrite: () => void
}) {
  const room = useRoom()
  const { transcript, error } = useTranscript(room.lessonId)
  const outcome = useRoomUi(ui => ui.transcriptOutcome)
  if (error && !transcript) return <ErrorPanel error={error} />
  if (transcript === null) return <NoTranscript readOnly={readOnly} />
  if (!transcript) return <LoadingLines />
  return (
    <div className={classes.panel}>
      <Words
        key={transcript.id}
        transcript={transcript}
        durationMs={durationMs}
        readOnly={readOnly}
        onWrite={onWrite}
        report={
          outcome?.transcript.id === transcript.id && (
            <ImportReport
              outcome={outcome}
              onClose={() => room.ui.setState({ transcriptOutcome: undefined })}
            />
          )
        }
      />
    </div>
  )
}

function Words({
  transcript,
  durationMs,
  readOnly,
  onWrite,
  report,
}: {
  readonly transcript: TranscriptView
  readonly durationMs: number
  readonly readOnly: boolean
  readonly onWrite: () => void
  readonly report: ReactNode
}) {
  const room = useRoom()
  const { player } = room
  const { cues, speakers } = transcript
  const reach = useRef<ListReach>(null)
  const field = useRef<HTMLInputElement>(null)
  const [following, setFollowing] = useState(true)
  const [picked, setPicked] = useState<readonly [number, number]>()
  const heard = useHeard(cues)
  const search = useTranscriptSearch(cues, durationMs)
  const chosen = useChosenWords(reach)
  const asked = useRoomUi(ui => ui.transcriptAsked)
  const speaker = useSpeaker(state => state.speaker)

  const focusNow = useCallback(() => {
    setFollowing(true)
    reach.current?.show(nearestCue(cues, player.nowMs), true)
  }, [cues, player])
  // At first the list stands where the picture stands.
  useEffect(() => reach.current?.show(nearestCue(cues, player.nowMs)), [cues, player])
  useEffect(() => {
    if (!asked) return
    room.ui.setState({ transcriptAsked: false })
    focusNow()
  }, [asked, room, focusNow])

  const go = useCallback(
    (index: number) => {
      const cue = cues[index]
      if (!cue) return
      setFollowing(true)
      player.seekTo(Math.min(cue.fromMs, durationMs))
    },
    [cues, player, durationMs],
  )
  const handsOn = useCallback(() => setFollowing(false), [])

  const quote = () => {
    if (!speaker || readOnly) return
    const row = document.activeElement?.closest<HTMLElement>('[data-cue]')?.dataset.cue
    const here = row === undefined ? nearestCue(cues, player.nowMs) : Number(row)
    const [from, to] = picked ?? [here, here]
    const whole = cues.slice(from, to + 1).map(cue => ({ cue, words: cue.text }))
    const said = quoteOf(chosen ? wordsOf(cues, chosen) : whole, speakers, durationMs)
    if (!said) return
    const { text } = draftOf(room, speaker)
    changeDraft(room, speaker, { do: 'text', text: withQuote(text, said), here: said.place })
    // Words that were begun stay where they were begun.
    if (text.trim() === '') changeDraft(room, speaker, { do: 'place', place: said.place })
    document.getSelection()?.removeAllRanges()
    setPicked(undefined)
    onWrite()
  }
  useKeys([
    {
      id: 'transcript.search',
      title: 'Search the transcript',
      group: 'Transcript',
      keys: ['mod+f'],
      run: () => field.current?.select(),
    },
    {
      id: 'transcript.quote',
      title: 'Comment with the words chosen, or those said now',
      group: 'Transcript',
      keys: ['q'],
      disabled: readOnly || !speaker,
      run: quote,
    },
    { id: 'transcript.follow', title: 'Follow what is said', group: 'Transcript', run: focusNow },
  ])

  return (
    <>
      <div className={classes.bar}>
        <SearchBar
          search={search}
          field={field}
          onShow={found => {
            setFollowing(false)
            reach.current?.show(found.cue)
          }}
          onTime={atMs => {
            setFollowing(true)
            player.seekTo(atMs)
            reach.current?.show(nearestCue(cues, atMs))
          }}
          onLeave={focusNow}
        />
        {!readOnly && <TranscriptMenu transcript={transcript} />}
      </div>
      {report}
      <TranscriptList
        transcript={transcript}
        heard={heard}
        following={following}
        found={search.byCue}
        currentFound={search.current}
        picked={picked}
        onPick={setPicked}
        onGo={go}
        onHands={handsOn}
        reach={reach}
      />
      <div className={classes.foot}>
        {(chosen || picked) && !readOnly && speaker && (
          <Button
            size="xs"
            leftSection={<QuoteIcon size={14} strokeWidth={1.9} aria-hidden="true" />}
            rightSection={<KeyCap combo="q" />}
            // The choice must outlive the press.
            onMouseDown={event => event.preventDefault()}
            onClick={quote}
          >
            Comment with quote
          </Button>
        )}
        {!following && (
          <Button
            size="xs"
            variant="default"
            leftSection={<ArrowDownToLine size={14} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => {
              setFollowing(true)
              reach.current?.show(nearestCue(cues, player.nowMs))
            }}
          >
            Follow
          </Button>
        )}
      </div>
    </>
  )
}
