import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useLocation } from 'wouter'
import { api } from '../../lib/api.ts'
import { sayError } from '../../lib/notices.ts'
import { SamplePicture } from '../../ui/SamplePicture.tsx'
import classes from './EmptyLibrary.module.css'

/** The sample lesson, in which a coach and a teacher have already talked. */
export function SampleCard() {
  const [, go] = useLocation()
  const open = useMutation({
    mutationFn: () => api.lessons.addSample(),
    onSuccess: ({ id }) => go(`/lesson/${encodeURIComponent(id)}`),
    onError: error => sayError(error, 'The sample lesson could not be opened.'),
  })
  return (
    <aside className={classes.sample}>
      <SamplePicture length="1:22" />
      <div>
        <p className={classes.kicker}>Sample lesson</p>
        <h2 className="h3">Comparing fractions: ¾ and ⅝</h2>
        <p className={classes.sampleWords}>
          A coach and a teacher have already talked about it. Look at three moments, add one of your own.
        </p>
      </div>
      <Button
        size="lg"
        variant="default"
        leftSection={<Play size={16} strokeWidth={1.9} aria-hidden="true" />}
        loading={open.isPending}
        onClick={() => open.mutate()}
      >
        Open the sample
      </Button>
    </aside>
  )
}
