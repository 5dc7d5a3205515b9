import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { EyeOff, MapPinOff, Send } from 'lucide-react'
import { useState } from 'react'
import type { PackageMedia, PackagePlan } from '../../../electron/contract/api/packages.ts'
import type { LessonId } from '../../../electron/contract/records/lesson.ts'
import { api } from '../../lib/api.ts'
import { awaitJob } from '../../lib/jobs.ts'
import { useKeys } from '../../lib/keys.ts'
import { sayError } from '../../lib/notices.ts'
import { closeSend } from '../../lib/packages.ts'
import { keys } from '../../lib/queries.ts'
import { counted, sizeWords } from '../../lib/words.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import classes from '../../ui/Sheet.module.css'
import { AskedSheet, FolderChoice, RadioCard } from '../../ui/Sheet.tsx'

/** A lesson as one file, for someone with whom no folder is shared: what goes along, locked or not, and where it is written. */
export function SendDialog({ lessonId }: { readonly lessonId: LessonId }) {
  const plan = useQuery({
    queryKey: keys.packagePlan(lessonId),
    queryFn: () => api.packages.plan({ lessonId }),
    staleTime: 0,
  })
  return (
    <AskedSheet title="Send this lesson" query={plan} of={({ title }) => title} onClose={closeSend}>
      {answer => <SendForm plan={answer} />}
    </AskedSheet>
  )
}

const choices: ReadonlyArray<{ value: PackageMedia; name: string; words: string }> = [
  { value: 'none', name: 'Only what was said', words: 'For someone who has the recording' },
  { value: 'proxy', name: 'With a small copy', words: 'Plays anywhere; up to 720p' },
  { value: 'original', name: 'With the recording itself', words: 'Full quality, for cutting clips' },
]

function SendForm({ plan }: { readonly plan: PackagePlan }) {
  const [media, setMedia] = useState<PackageMedia>('none')
  const [passphrase, setPassphrase] = useState('')
  const [dir, setDir] = useState(plan.dir)
  const missing = plan.recordings.filter(recording => recording.missing)
  const masked = plan.recordings.some(recording => recording.masked)
  const noRecordings = plan.recordings.length === 0
  const start = useMutation({
    mutationFn: () =>
      api.packages.write({
        lessonId: plan.lessonId,
        dir,
        media,
        ...(passphrase === '' ? {} : { passphrase }),
      }),
    onSuccess: ({ jobId }) => {
      awaitJob(jobId)
      closeSend()
    },
    onError: error => sayError(error, 'The package could not be written.'),
  })
  const begin = () => {
    if (!start.isPending) start.mutate()
  }
  useKeys(
    [
      {
        id: 'package.write',
        title: 'Write the package',
        group: 'Send a lesson',
        keys: ['mod+enter'],
        run: begin,
        inFields: true,
      },
    ],
    { modal: true },
  )
  return (
    <>
      <div className={classes.content}>
        <p className={classes.what}>
          {counted(plan.counts.comments, 'comment')}
          {plan.counts.replies > 0 && `, ${counted(plan.counts.replies, 'reply', 'replies')}`}
          {plan.counts.tags > 0 && `, ${counted(plan.counts.tags, 'tag')}`}
          {plan.people.length > 0 && ` by ${listed(plan.people)}`}, with the rubrics they use.
        </p>
        <fieldset className={classes.choices}>
          <legend className={classes.legend}>Recordings</legend>
          {choices.map(({ value, name, words }) => {
            const bare = value === 'original' && masked
            const off = bare || (value !== 'none' && (noRecordings || missing.length > 0))
            return (
              <RadioCard
                key={value}
                name="media"
                value={value}
                checked={media === value}
                disabled={off}
                onChange={() => setMedia(value)}
                title={name}
                words={
                  bare
                    ? 'It would show what its masks cover'
                    : off
                      ? whyOff(noRecordings, missing.length)
                      : value === 'proxy' && masked
                        ? 'Its masks are burned in; up to 720p'
                        : words
                }
                end={
                  off
                    ? ''
                    : value === 'none'
                      ? sizeWords(plan.sizes.none)
                      : `about ${sizeWords(plan.sizes[value])}`
                }
              />
            )
          })}
        </fieldset>
        <PasswordInput
          label="Passphrase (optional)"
          description="Without it nobody can open the file. Tell it by telephone, not in the same message."
          value={passphrase}
          autoComplete="new-password"
          onChange={event => setPassphrase(event.currentTarget.value)}
        />
        <ul className={classes.notes}>
          <li className={classes.note}>
            <EyeOff size={15} strokeWidth={1.9} aria-hidden="true" /> Private notes stay here, always
          </li>
          <li className={classes.note}>
            <MapPinOff size={15} strokeWidth={1.9} aria-hidden="true" /> So do the names of this machine’s
            folders
          </li>
        </ul>
      </div>
      <footer className={classes.foot}>
        <FolderChoice
          dir={dir}
          as={plan.name}
          ask="Where should the package be written?"
          act="Write it here"
          onChange={setDir}
        />
        <span className="grow" />
        <Button variant="default" onClick={closeSend}>
          Cancel
        </Button>
        <Button
          leftSection={<Send size={16} strokeWidth={1.9} aria-hidden="true" />}
          rightSection={<KeyCap combo="mod+enter" />}
          loading={start.isPending}
          onClick={begin}
          data-autofocus
        >
          Write file
        </Button>
      </footer>
    </>
  )
}

const whyOff = (none: boolean, missing: number): string =>
  none
    ? 'This lesson has no recording'
    : missing === 1
      ? 'The recording is not on this machine'
      : 'Recordings are not on this machine'

/** `Ana`, `Ana and Ben`, `Ana, Ben and 3 more`. */
const listed = (names: readonly string[]): string => {
  if (names.length <= 2) return names.join(' and ')
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}
