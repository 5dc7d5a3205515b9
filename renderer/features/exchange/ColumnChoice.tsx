import { Select } from '@mantine/core'
import { type ColumnRole, columnRoles, type NotesPreview } from '../../../electron/contract/api/notes.ts'
import classes from './Exchange.module.css'

const roleWords: Readonly<Record<ColumnRole, string>> = {
  at: 'Begins',
  to: 'Ends',
  duration: 'Lasts',
  text: 'Words',
  author: 'Who',
  kind: 'Kind',
  tags: 'Criteria',
}

/** For a table: which column is what, guessed and changeable. */
export function ColumnChoice({
  columns,
  onChoose,
}: {
  readonly columns: NonNullable<NotesPreview['columns']>
  readonly onChoose: (role: ColumnRole, name: string) => void
}) {
  const names = [...new Set(columns.map(({ name }) => name))].filter(name => name !== '')
  return (
    <fieldset className={classes.columns}>
      <legend>Which column is what?</legend>
      {columnRoles.map(role => (
        <Select
          key={role}
          size="xs"
          label={roleWords[role]}
          placeholder="None"
          data={names}
          value={columns.find(({ readAs }) => readAs === role)?.name ?? null}
          onChange={name => name !== null && onChoose(role, name)}
        />
      ))}
    </fieldset>
  )
}
