import { Modal, TextInput } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { LessonEntry } from '../../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useKeys } from '../../../lib/keys.ts'
import { useLessons } from '../../../lib/queries.ts'
import { dayWords } from '../../../lib/words.ts'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { Poster } from '../../../ui/Poster.tsx'
import { focusStage } from '../player/focusStage.ts'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './Beside.module.css'

const factsOf = ({ teacher, subject, date, durationMs }: LessonEntry): string =>
  [teacher, subject, date && dayWords(date), formatTimecode(durationMs)].filter(Boolean).join(' · ')

/** Lessons whose words hold all that was typed; those of the same teacher first, for they are what one compares. */
export function lessonsFor(
  lessons: readonly LessonEntry[],
  here: Pick<LessonEntry, 'id' | 'teacher'>,
  typed: string,
): LessonEntry[] {
  const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = fold(typed).split(/\s+/u).filter(Boolean)
  const fits = (lesson: LessonEntry) => {
    const text = fold([lesson.title, lesson.grade, factsOf(lesson)].filter(Boolean).join(' '))
    return words.every(word => text.includes(word))
  }
  const same = (lesson: LessonEntry) => Number(here.teacher !== undefined && lesson.teacher === here.teacher)
  return lessons
    .filter(lesson => lesson.id !== here.id && lesson.recordings.length > 0 && fits(lesson))
    .sort((a, b) => same(b) - same(a))
}

/** Asks which lesson is to stand beside this one. */
export function LessonPicker({ here }: { readonly here: LessonEntry }) {
  const room = useRoom()
  const lessons = useLessons()
  const [typed, setTyped] = useState('')
  const list = useRef<HTMLUListElement>(null)
  useKeys([], { modal: true })
  const shown = lessonsFor(lessons.data ?? [], here, typed)
  const close = () => {
    room.beside.stopAsking()
    requestAnimationFrame(focusStage)
  }
  const take = ({ id, title }: LessonEntry) => {
    room.beside.open(id)
    announce(room, `${title} stands beside. G gives it the keys, Shift W ties the two.`)
    requestAnimationFrame(focusStage)
  }
  const walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const [first] = shown
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && first) {
      event.preventDefault()
      take(first)
      return
    }
    if (by === 0) return
    event.preventDefault()
    const choices: Element[] = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = document.activeElement ? choices.indexOf(document.activeElement) : -1
    const next = choices[Math.min(choices.length - 1, Math.max(0, at + by))]
    if (next instanceof HTMLElement) next.focus()
  }
  return (
    <Modal opened onClose={close} title="Another lesson beside" size={560}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows lead from the field into the list */}
      <div onKeyDown={walk}>
        <TextInput
          data-autofocus
          aria-label="Find a lesson"
          placeholder="Title, teacher, subject or day"
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        {lessons.error ? (
          <ErrorPanel error={lessons.error} />
        ) : lessons.data === undefined ? (
          <LoadingLines />
        ) : (
          <ul ref={list} className={classes.list} aria-label="Lessons">
            {shown.map(lesson => (
              <li key={lesson.id}>
                <button type="button" className={classes.choice} onClick={() => take(lesson)}>
                  <span className={classes.frame}>
                    <Poster recording={lesson.recordings[0]} />
                  </span>
                  <span>
                    <span className={classes.choiceTitle} dir="auto">
                      {lesson.title}
                    </span>
                    <br />
                    <span className={classes.facts}>{factsOf(lesson)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {lessons.data !== undefined && shown.length === 0 && (
          <p className="t2">
            {typed === ''
              ? 'This is the library’s only lesson. Import another one, then put it beside.'
              : 'No lesson fits. Change what you typed.'}
          </p>
        )}
      </div>
    </Modal>
  )
}
