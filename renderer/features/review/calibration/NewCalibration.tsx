import { Button, Checkbox, MultiSelect, NativeSelect } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { rangeOf } from '../../../lib/place.ts'
import { useClips, usePeople } from '../../../lib/queries.ts'
import { criteriaOf } from '../../../lib/rubricView.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { counted, roleWord } from '../../../lib/words.ts'
import { useRoomUi } from '../room/roomContext.ts'
import classes from './Calibration.module.css'
import { begin } from './calibrationActs.ts'

const WHOLE = 'whole'
const RANGE = 'range'

/** Begins scoring blind: what is scored, by which rubric, and who scores. */
export function NewCalibration({
  lesson,
  rubrics,
  onClose,
}: {
  readonly lesson: LessonView
  readonly rubrics: readonly RubricView[]
  readonly onClose: (() => void) | undefined
}) {
  const { speaker, present } = useSpeaker()
  const people = usePeople().data ?? []
  const clips = useClips(lesson.id).data ?? []
  const [rubricId, setRubricId] = useState(lesson.rubricId ?? rubrics[0]?.id)
  const [codes, setCodes] = useState<string[]>([])
  const [about, setAbout] = useState(WHOLE)
  const [chosen, setChosen] = useState<readonly PersonId[]>([
    ...new Set([...(speaker ? [speaker] : []), ...present]),
  ])
  const inMs = useRoomUi(ui => ui.inMs)
  const outMs = useRoomUi(ui => ui.outMs)
  const range = rangeOf({ inMs, outMs })
  const rubric = rubrics.find(({ id }) => id === rubricId)
  const clip = clips.find(({ id }) => id === about)
  const stretch = about === RANGE && range ? { fromMs: range.atMs, toMs: range.toMs } : clip
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!rubric) return
    void begin({
      lessonId: lesson.id,
      rubricId: rubric.id,
      ...(codes.length > 0 && { codes }),
      ...(clip && { title: clip.title }),
      ...(stretch && { place: { fromMs: stretch.fromMs, toMs: stretch.toMs } }),
      raterIds: [...chosen],
    })
  }
  if (!rubric) return null
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Score blind">
      <NativeSelect
        size="sm"
        label="What is scored"
        value={about}
        data={[
          { value: WHOLE, label: 'The whole lesson' },
          ...(range
            ? [
                {
                  value: RANGE,
                  label: `The range ${formatTimecode(range.atMs)} – ${formatTimecode(range.toMs)}`,
                },
              ]
            : []),
          ...clips.map(({ id, title, fromMs, toMs }) => ({
            value: id,
            label: `Clip: ${title} (${formatTimecode(fromMs)} – ${formatTimecode(toMs)})`,
          })),
        ]}
        onChange={event => setAbout(event.currentTarget.value)}
      />
      <NativeSelect
        size="sm"
        label="Rubric"
        value={rubric.id}
        data={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={event => {
          setRubricId(rubrics.find(({ id }) => id === event.currentTarget.value)?.id)
          setCodes([])
        }}
      />
      <MultiSelect
        size="sm"
        label="Criteria"
        placeholder={codes.length === 0 ? `All ${criteriaOf(rubric).length}` : ''}
        searchable
        data={criteriaOf(rubric).map(({ criterion }) => ({
          value: criterion.code,
          label: `${criterion.code} ${criterion.title}`,
        }))}
        value={codes}
        onChange={setCodes}
      />
      <Checkbox.Group
        label="Who scores"
        description="Nobody sees another’s scores until all of them are ready."
        value={[...chosen]}
        onChange={ids => setChosen(people.filter(({ id }) => ids.includes(id)).map(({ id }) => id))}
      >
        <div className={classes.raters}>
          {people.map(({ id, name, role }) => (
            <Checkbox key={id} size="sm" value={id} label={`${name}, ${roleWord(role)}`} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={classes.row}>
        <span className={classes.quiet}>
          {chosen.length < 2 ? 'Choose two people or more.' : counted(chosen.length, 'person', 'people')}
        </span>
        <span className="grow" />
        {onClose && (
          <Button size="sm" variant="default" onClick={onClose}>
            Cancel
          </Button>
        )}
        <Button size="sm" type="submit" disabled={chosen.length < 2}>
          Begin
        </Button>
      </div>
    </form>
  )
}
