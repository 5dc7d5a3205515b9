import { TextInput } from '@mantine/core'
import { Search, X } from 'lucide-react'
import type { RefObject } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import classes from './ClipGallery.module.css'
import { search, useClipsState } from './clipsState.ts'
import type { Result } from './results.ts'

/** One box over clips, comments, transcripts and lessons. Arrow keys choose among what was found, Enter plays it. */
export function SearchBox({
  box,
  listId,
  results,
  active,
  onActive,
  onPlay,
}: {
  readonly box: RefObject<HTMLInputElement | null>
  readonly listId: string
  readonly results: readonly Result[]
  readonly active: string | undefined
  readonly onActive: (id: string) => void
  readonly onPlay: (result: Result) => void
}) {
  const text = useClipsState(state => state.text)
  const at = results.findIndex(({ id }) => id === active)
  const step = (to: number) => {
    const next = results[Math.min(results.length - 1, Math.max(0, to))]
    if (next) onActive(next.id)
  }
  return (
    <TextInput
      ref={box}
      className={classes.search ?? ''}
      size="md"
      type="search"
      role="combobox"
      aria-label="Search clips, comments, transcripts and lessons"
      aria-expanded={results.length > 0}
      {...(results.length > 0 && { 'aria-controls': listId })}
      aria-autocomplete="list"
      {...(at >= 0 && active && { 'aria-activedescendant': active })}
      placeholder="Search clips, comments, transcripts, lessons"
      value={text}
      onChange={event => search(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        const result = results[at]
        if (event.key === 'Escape' && text !== '') search('')
        else if (event.key === 'ArrowDown') step(at + 1)
        else if (event.key === 'ArrowUp') step(at - 1)
        else if (event.key === 'Enter' && result) onPlay(result)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
      leftSection={<Search size={17} strokeWidth={1.9} aria-hidden="true" />}
      rightSection={
        text ? (
          <IconButton icon={X} label="Clear the search" size={24} iconSize={15} onClick={() => search('')} />
        ) : (
          <KeyCap combo="/" />
        )
      }
    />
  )
}
