import { Button } from '@mantine/core'
import { SearchX } from 'lucide-react'
import { counted } from '../../lib/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { clearFilter } from './libraryState.ts'

/** No card is left by what was asked; nobody hears that no lesson fits while some have not been read. */
export function NothingFits({
  unread,
  total,
  unreadable,
}: {
  /** How many lessons have still to be read for the answer. */
  readonly unread: number
  readonly total: number
  /** How many cannot be read now. */
  readonly unreadable: number
}) {
  const act = (
    <Button variant="default" onClick={clearFilter}>
      Show all lessons
    </Button>
  )
  if (unread > 0)
    return (
      <EmptyState icon={SearchX} title="No lesson fits so far" act={act}>
        What was said in lessons is still being read: {(total - unread).toLocaleString()} of{' '}
        {counted(total, 'lesson')} so far. The rest is looked through as it is read.
      </EmptyState>
    )
  return (
    <EmptyState icon={SearchX} title="No lesson fits" act={act}>
      Nothing in this library has all of that. Take a filter away, or search for fewer words.
      {unreadable > 0 && ` ${counted(unreadable, 'lesson')} could not be read, and may have it.`}
    </EmptyState>
  )
}
