import { Button, Menu, TextInput } from '@mantine/core'
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
    <Menu position="bottom-end" opened={open} onChange={setOpen} trapFocus>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<FolderPlus size={15} strokeWidth={1.9} aria-hidden="true" />}
        >
          Add to collection
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        {collections.map(({ id, title, clips: own }) => (
          <Menu.Item
            key={id}
            rightSection={<span className={classes.number}>{own.length}</span>}
            onClick={() => add(title)}
          >
            <bdi className={classes.title}>{title}</bdi>
          </Menu.Item>
        ))}
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
            onKeyDown={event => {
              // The menu takes letters as a search for its items.
              if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation()
            }}
          />
          <Button size="sm" type="submit" disabled={name.trim() === ''}>
            Make
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  )
}
