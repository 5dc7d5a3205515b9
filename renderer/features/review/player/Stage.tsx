import type { KeyboardEvent } from 'react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { AngleStage } from '../angles/AngleStage.tsx'
import { STAGE_ID } from './focusStage.ts'
import classes from './Stage.module.css'

/** The picture's room. It has the focus while nobody types, so that every key of the room works. */
export function Stage({
  lesson,
  onSwitchSpeaker,
}: {
  readonly lesson: LessonView
  readonly onSwitchSpeaker: () => void
}) {
  const twoPresent = useSpeaker(({ present }) => present.length > 1)
  const switchOnTab = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
    if (!twoPresent || event.target !== event.currentTarget) return
    event.preventDefault()
    onSwitchSpeaker()
  }
  return (
    // The stage holds the focus so that Tab can hand over the word; Shift+Tab and F6 lead on from it.
    <section
      id={STAGE_ID}
      className={classes.stage}
      aria-label="Picture"
      aria-description={twoPresent ? 'Tab changes who speaks. F6 goes on.' : 'F6 goes on.'}
      tabIndex={-1}
      data-region="stage"
      onKeyDown={switchOnTab}
    >
      <AngleStage lesson={lesson} />
    </section>
  )
}
