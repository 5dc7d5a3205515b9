import { Button, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import type { KeyboardEvent, RefObject } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { FindSteps, findKeys } from '../search/FindSteps.tsx'
import type { Found } from './findWords.ts'
import classes from './Transcript.module.css'
import type { TranscriptSearch } from './useTranscriptSearch.ts'

/** Looks for words, and for a time. */
export function SearchBar({
  search,
  field,
  onShow,
  onTime,
  onLeave,
}: {
  readonly search: TranscriptSearch
  readonly field: RefObject<HTMLInputElement | null>
  readonly onShow: (found: Found) => void
  readonly onTime: (atMs: number) => void
  /** Back to the cues. */
  readonly onLeave: () => void
}) {
  const { query, all, position, atMs } = search
  const step = (by: 1 | -1) => {
    const found = search.step(by)
    if (found) onShow(found)
  }
  const keyed = (event: KeyboardEvent<HTMLInputElement>) =>
    findKeys(event, {
      query,
      // A time alone is gone to.
      onStep: by => (all.length === 0 && atMs !== undefined ? onTime(atMs) : step(by)),
      onAsk: search.ask,
      onLeave,
    })
  return (
    <search className={classes.searching}>
      <TextInput
        ref={field}
        size="xs"
        className={classes.search ?? ''}
        aria-label="Search the transcript"
        placeholder="Search, or a time like 12:34"
        leftSection={<Search size={14} strokeWidth={1.9} aria-hidden="true" />}
        dir="auto"
        value={query}
        onChange={event => search.ask(event.currentTarget.value)}
        onKeyDown={keyed}
      />
      {atMs !== undefined && (
        <Button size="xs" variant="default" onClick={() => onTime(atMs)}>
          Go to {formatTimecode(atMs)}
        </Button>
      )}
      {query.trim() !== '' && (
        <FindSteps none={all.length === 0} onStep={step}>
          {all.length === 0 ? 'None' : `${position} of ${all.length}`}
        </FindSteps>
      )}
    </search>
  )
}
