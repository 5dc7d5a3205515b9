import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import classes from './Phases.module.css'
import type { Band } from './phasePlaces.ts'

/** Asks for a phase's name; the usual names are one press away. */
export function PhaseEditor({
  band,
  title: before,
  suggestions,
  onSave,
  onDelete,
  onClose,
}: {
  readonly band: Band
  /** Of the phase that is changed; undefined for a new one. */
  readonly title: string | undefined
  readonly suggestions: readonly string[]
  readonly onSave: (title: string) => void
  readonly onDelete: (() => void) | undefined
  readonly onClose: () => void
}) {
  const [title, setTitle] = useState(before ?? '')
  const save = (name: string) => {
    if (name.trim() !== '') onSave(name.trim())
  }
  return (
    <Modal opened onClose={onClose} title={before === undefined ? 'Add a phase' : 'Change phase'} size={420}>
      <form
        className={classes.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          save(title)
        }}
      >
        <TextInput
          label="Name"
          data-autofocus
          value={title}
          maxLength={80}
          placeholder="What happens here?"
          description={`${formatTimecode(band.fromMs)} – ${formatTimecode(band.toMs)}`}
          onChange={event => setTitle(event.currentTarget.value)}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons */}
        <div className={classes.names} role="group" aria-label="Usual names">
          {suggestions.map(name => (
            <Button key={name} variant="default" size="xs" onClick={() => save(name)}>
              {name}
            </Button>
          ))}
        </div>
        <div className={classes.acts}>
          {onDelete && (
            <Button variant="subtle" onClick={onDelete} rightSection={<KeyCap combo="delete" />}>
              Delete
            </Button>
          )}
          <span className="grow" />
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={title.trim() === ''} rightSection={<KeyCap combo="enter" />}>
            {before === undefined ? 'Add' : 'Save'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
