import { Button, Checkbox, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { EyeOff, FileText } from 'lucide-react'
import { useState } from 'react'
import type { ReportFormat, ReportPlan } from '../../../electron/contract/api/reports.ts'
import type { PersonId } from '../../../electron/contract/records/person.ts'
import { api } from '../../lib/api.ts'
import { awaitJob } from '../../lib/jobs.ts'
import { useKeys } from '../../lib/keys.ts'
import { sayError } from '../../lib/notices.ts'
import { useLessons, usePeople } from '../../lib/queries.ts'
import { closeReport } from '../../lib/reportDialog.ts'
import { counted } from '../../lib/words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { BlockedLesson } from '../../ui/BlockedClips.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import sheet from '../../ui/Sheet.module.css'
import { FolderChoice, RadioCard } from '../../ui/Sheet.tsx'
import classes from './Reports.module.css'

const formats: ReadonlyArray<{ value: ReportFormat; name: string; words: string }> = [
  { value: 'pdf', name: 'PDF', words: 'To print, to file, to send' },
  { value: 'html', name: 'Web page', words: 'One file for any browser' },
  { value: 'xlsx', name: 'Workbook', words: 'Comments, tags and debrief on sheets' },
  { value: 'csv', name: 'Table', words: 'The comments, for any program' },
]

const hasPictures = (format: ReportFormat): boolean => format === 'pdf' || format === 'html'

export function ReportForm({ plan }: { readonly plan: ReportPlan }) {
  const known = usePeople().data
  const lesson = useLessons().data?.find(({ id }) => id === plan.lessonId)
  const kept = lesson?.consent?.blocked === true
  const [format, setFormat] = useState<ReportFormat>('pdf')
  const [people, setPeople] = useState<readonly PersonId[]>(plan.people.map(({ id }) => id))
  const [pictures, setPictures] = useState(true)
  const [dir, setDir] = useState(plan.dir)
  const everyone = people.length === plan.people.length
  const nobody = plan.people.length > 0 && people.length === 0
  const start = useMutation({
    mutationFn: () =>
      api.reports.write({
        lessonId: plan.lessonId,
        format,
        dir,
        pictures,
        ...(everyone ? {} : { people: [...people] }),
      }),
    onSuccess: ({ jobId }) => {
      awaitJob(jobId)
      closeReport()
    },
    onError: error => sayError(error, 'The report could not be written.'),
  })
  const begin = () => {
    if (!start.isPending && !nobody) start.mutate()
  }
  useKeys(
    [
      {
        id: 'report.write',
        title: 'Write the report',
        group: 'Report',
        keys: ['mod+enter'],
        run: begin,
        inFields: true,
      },
    ],
    { modal: true },
  )
  const choose = (id: PersonId, on: boolean) =>
    setPeople(before => (on ? [...before, id] : before.filter(each => each !== id)))
  return (
    <>
      <div className={sheet.content}>
        <fieldset className={`${sheet.choices} ${classes.formats}`}>
          <legend className={sheet.legend}>As</legend>
          {formats.map(({ value, name, words }, at) => (
            <RadioCard
              key={value}
              name="format"
              value={value}
              checked={format === value}
              onChange={() => setFormat(value)}
              data-autofocus={at === 0 || undefined}
              title={name}
              words={words}
            />
          ))}
        </fieldset>
        {plan.people.length > 0 && (
          <fieldset className={classes.people}>
            <legend className={sheet.legend}>Whose words</legend>
            {plan.people.map(({ id, name, comments }) => (
              <Checkbox
                key={id}
                checked={people.includes(id)}
                onChange={event => choose(id, event.currentTarget.checked)}
                label={
                  <span className={classes.person}>
                    <Avatar
                      person={{ name, colour: known?.find(person => person.id === id)?.colour ?? 'p4' }}
                      size={22}
                    />
                    <bdi>{name}</bdi>
                    <span className="xs t3">{counted(comments, 'comment')}</span>
                  </span>
                }
              />
            ))}
          </fieldset>
        )}
        <Switch
          checked={pictures && hasPictures(format) && !kept}
          disabled={!hasPictures(format) || kept}
          onChange={event => setPictures(event.currentTarget.checked)}
          label="The frame of each moment"
          description={
            !hasPictures(format)
              ? 'Tables hold no pictures'
              : kept
                ? 'Stays out: the lesson may not leave the library'
                : 'With what was drawn on it'
          }
        />
        {lesson && kept && hasPictures(format) && <BlockedLesson lesson={lesson} />}
        <p className={sheet.note}>
          <EyeOff size={15} strokeWidth={1.9} aria-hidden="true" />
          {plan.privateLeftOut === 0
            ? 'Private notes are never in a report'
            : `Private notes are never in a report; ${plan.privateLeftOut} of yours ${plan.privateLeftOut === 1 ? 'stays' : 'stay'} out`}
        </p>
      </div>
      <footer className={sheet.foot}>
        <FolderChoice
          dir={dir}
          as={`${plan.name}.${format}`}
          ask="Where should the report be written?"
          act="Write it here"
          onChange={setDir}
        />
        <span className="grow" />
        <Button variant="default" onClick={closeReport}>
          Cancel
        </Button>
        <Button
          leftSection={<FileText size={16} strokeWidth={1.9} aria-hidden="true" />}
          rightSection={<KeyCap combo="mod+enter" />}
          loading={start.isPending}
          disabled={nobody}
          onClick={begin}
        >
          Write report
        </Button>
      </footer>
    </>
  )
}
