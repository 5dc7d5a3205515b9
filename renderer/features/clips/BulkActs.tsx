import { Button, Popover, TextInput } from '@mantine/core'
import { Award, FolderPlus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import { useCollections } from '../../lib/queries.ts'
import classes from './BulkActs.module.css'
import { addToCollection, removeClips } from './clipActs.ts'
import { openDialog, tickAll, untickAll } from './clipsState.ts'

/** What can be done with the clips that are ticked. */
export function BulkActs({
  chosen,
  shown,
}: {
  readonly chosen: readonly ClipView[]
  readonly shown: readonly ClipView[]
}) {
  return (
    <div className={classes.bar} role="toolbar" aria-label="Ticked clips">
      <span className={classes.count} aria-live="polite">
        {chosen.length.toLocaleString()} ticked
      </span>
      {chosen.length < shown.length && (
        <Button size="xs" variant="subtle" onClick={() => tickAll(shown.map(({ id }) => id))}>
          Tick all {shown.length.toLocaleString()}
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={untickAll}>
        Untick all
      </Button>
      <span className={classes.gap} />
      <AddTo clips={chosen} />
      <Button
        size="xs"
        variant="default"
        leftSection={<Award size={15} strokeWidth={1.9} aria-hidden="true" />}
        onClick={() => openDialog('exemplify')}
      >
        Example of…
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<Trash2 size={15} strokeWidth={1.9} aria-hidden="true" />}
        onClick={() => void removeClips(chosen)}
      >
        Delete
      </Button>
    </div>
  )
}

function AddTo({ clips }: { readonly clips: readonly ClipView[] }) {
  const collections = useCollections().data ?? []
  const [name, setName] = useState('')
  const [open, setOpen] = useState(false)
  const add = (title: string) => {
    setOpen(false)
    setName('')
    void addToCollection(clips, title)
  }
  return (
    <Popover position="bottom-end" opened={open} onChange={setOpen} trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<FolderPlus size={15} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          Add to collection
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu ?? ''} aria-label="Add to collection">
        {collections.length > 0 && (
          <ul>
            {collections.map(({ id, title, clips: own }) => (
              <li key={id}>
                <button type="button" className={classes.place} onClick={() => add(title)}>
                  <bdi className={classes.title}>{title}</bdi>
                  <span className={classes.number}>{own.length}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <form
          className={classes.fresh}
          onSubmit={event => {
            event.preventDefault()
            if (name.trim() !== '') add(name.trim())
          }}
        >
          <TextInput
            size="sm"
            aria-label="A new collection"
            placeholder="A new collection"
            maxLength={300}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <Button size="sm" type="submit" disabled={name.trim() === ''}>
            Make
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
