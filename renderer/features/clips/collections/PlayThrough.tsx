import { Button } from '@mantine/core'
import { ChevronLeft, ChevronRight, Maximize, NotebookText, Pause, Play, Timer, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { CollectionView } from '../../../../electron/contract/api/collections.ts'
import type { LessonEntry } from '../../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useKeys } from '../../../lib/keys.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { fromWords } from '../ClipCard.tsx'
import { ClipPlayer } from '../ClipPlayer.tsx'
import classes from './PlayThrough.module.css'
import { useCountdown } from './useCountdown.ts'

/** The clips one after the other, large, with what the group is asked and how long it talks. Nothing of it is noted. */
export function PlayThrough({
  collection,
  lessons,
  from,
  onClose,
}: {
  readonly collection: CollectionView
  readonly lessons: ReadonlyMap<string, LessonEntry>
  /** The clip that it begins with, from 0. */
  readonly from: number
  readonly onClose: () => void
}) {
  const { clips, protocol = [], facilitatorNotes } = collection
  const [at, setAt] = useState(from)
  const [plays, setPlays] = useState(0)
  const [step, setStep] = useState(0)
  const [notes, setNotes] = useState(false)
  const whole = useRef<HTMLDialogElement>(null)
  const clip = clips[at]
  const lesson = clip && lessons.get(clip.lessonId)
  const minutes = protocol[step]?.minutes
  const timer = useCountdown((minutes ?? 0) * 60_000, `${at} ${step}`)

  useEffect(() => {
    const before = document.activeElement
    whole.current?.focus()
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  const goTo = (next: number) => {
    if (next < 0 || next >= clips.length) return
    setAt(next)
    setPlays(0)
    setStep(0)
  }
  const media = () => whole.current?.querySelector<HTMLMediaElement>('video, audio')
  const playOrPause = () => {
    const element = media()
    if (element && !element.paused) element.pause()
    else if (element && plays > 0 && !atEnd(element)) void element.play().catch(() => undefined)
    else setPlays(plays + 1)
  }
  /** At its end Space plays the clip once more. */
  const atEnd = (element: HTMLMediaElement) =>
    clip !== undefined &&
    element.currentTime >= (clip.toMs - (lesson?.recordings[0]?.offsetMs ?? 0)) / 1000 - 0.05
  const fullScreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    else void whole.current?.requestFullscreen().catch(() => undefined)
  }
  const goStep = (next: number) => {
    if (next >= 0 && next < protocol.length) setStep(next)
  }
  const group = 'Playing the collection'
  useKeys(
    [
      { id: 'through.play', title: 'Play or pause', group, keys: ['space', 'k'], run: playOrPause },
      { id: 'through.next', title: 'Next clip', group, keys: ['arrowright', 'n'], run: () => goTo(at + 1) },
      { id: 'through.back', title: 'Clip before', group, keys: ['arrowleft', 'b'], run: () => goTo(at - 1) },
      {
        id: 'through.step',
        title: 'Next step of the protocol',
        group,
        keys: ['arrowdown'],
        run: () => goStep(step + 1),
      },
      { id: 'through.stepBack', title: 'Step before', group, keys: ['arrowup'], run: () => goStep(step - 1) },
      {
        id: 'through.timer',
        title: 'Start or stop the time of the step',
        group,
        keys: ['t'],
        disabled: !minutes,
        run: timer.toggle,
      },
      {
        id: 'through.notes',
        title: 'Notes for the facilitator',
        group,
        keys: ['f'],
        disabled: !facilitatorNotes,
        run: () => setNotes(!notes),
      },
      { id: 'through.full', title: 'Whole screen', group, keys: ['w'], run: fullScreen },
      { id: 'through.close', title: 'Close', group, keys: ['escape'], run: onClose },
    ],
    { modal: true },
  )
  if (!clip) return null
  return createPortal(
    <dialog
      ref={whole}
      open
      className={classes.whole}
      aria-label={`Playing ${collection.title}`}
      aria-modal="true"
      tabIndex={-1}
    >
      <header className={classes.head}>
        <p className={classes.where}>
          <bdi>{collection.title}</bdi>
          <span className="tn">
            Clip {at + 1} of {clips.length}
          </span>
        </p>
        {facilitatorNotes && (
          <IconButton
            icon={NotebookText}
            label="Notes for the facilitator"
            combo="f"
            aria-pressed={notes}
            onClick={() => setNotes(!notes)}
          />
        )}
        <IconButton icon={Maximize} label="Whole screen" combo="w" onClick={fullScreen} />
        <IconButton icon={X} label="Close" combo="escape" onClick={onClose} />
      </header>
      <div className={classes.stage}>
        {lesson ? (
          <ClipPlayer key={clip.id} clip={clip} lesson={lesson} plays={plays} />
        ) : (
          <p className={classes.gone}>Its lesson is not in this library.</p>
        )}
      </div>
      <div className={classes.words}>
        <h1 className={classes.title} dir="auto">
          {clip.title}
        </h1>
        <p className={classes.from}>{fromWords(lesson)}</p>
        {clip.prompt && (
          <blockquote className={classes.prompt} dir="auto">
            {clip.prompt}
          </blockquote>
        )}
        {clip.intro && (
          <p className={classes.intro} dir="auto">
            {clip.intro}
          </p>
        )}
        {protocol.length > 0 && (
          <ol className={classes.steps} aria-label="Protocol">
            {protocol.map(({ title, minutes: own }, nth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have nothing else of their own
              <li key={nth} data-on={nth === step} {...(nth === step && { 'aria-current': 'step' as const })}>
                <button type="button" onClick={() => goStep(nth)}>
                  <b className="tn">{nth + 1}</b>
                  <span dir="auto">{title}</span>
                  {own !== undefined && <span className="tn">{own} min</span>}
                </button>
              </li>
            ))}
          </ol>
        )}
        {minutes !== undefined && minutes > 0 && (
          <div className={classes.timer}>
            <output className={classes.left} data-over={timer.leftMs === 0} aria-label="Time left">
              {formatTimecode(timer.leftMs)}
            </output>
            <Button
              variant="default"
              leftSection={
                timer.running ? (
                  <Pause size={16} strokeWidth={1.9} aria-hidden="true" />
                ) : (
                  <Timer size={16} strokeWidth={1.9} aria-hidden="true" />
                )
              }
              rightSection={<KeyCap combo="t" />}
              onClick={timer.toggle}
            >
              {timer.leftMs === 0 ? 'Once more' : timer.running ? 'Stop the time' : 'Start the time'}
            </Button>
            <p className="spoken" role="status">
              {timer.leftMs === 0 ? `The time for “${protocol[step]?.title}” is over.` : ''}
            </p>
          </div>
        )}
        {notes && facilitatorNotes && (
          <section className={classes.notes} aria-label="Notes for the facilitator" dir="auto">
            {facilitatorNotes}
          </section>
        )}
      </div>
      <footer className={classes.foot}>
        <Button
          variant="default"
          disabled={at === 0}
          leftSection={<ChevronLeft size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => goTo(at - 1)}
        >
          Before
        </Button>
        <Button
          leftSection={<Play size={16} strokeWidth={1.9} aria-hidden="true" />}
          rightSection={<KeyCap combo="space" />}
          onClick={playOrPause}
        >
          Play or pause
        </Button>
        <Button
          variant="default"
          disabled={at === clips.length - 1}
          rightSection={<ChevronRight size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => goTo(at + 1)}
        >
          Next
        </Button>
      </footer>
    </dialog>,
    document.body,
  )
}
