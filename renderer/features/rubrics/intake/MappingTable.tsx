import { Button, NativeSelect } from '@mantine/core'
import { ArrowLeftRight } from 'lucide-react'
import {
  type ColumnRole,
  columnRole,
  columnRoles,
  type ImportPreview,
  type TableMapping,
} from '../../../../electron/contract/api/rubrics.ts'
import classes from './ImportDialog.module.css'

const words: Record<ColumnRole, string> = {
  domain: 'Domain',
  code: 'Code',
  criterion: 'Criterion',
  description: 'Description',
  lookFors: 'Look-fors',
  level: 'Level',
  levelLabel: 'Name of a level',
  colour: 'Colour of the domain',
  digit: 'Key 1–9',
  rubric: 'Title of the rubric',
  source: 'Source',
  licence: 'Licence',
  ignored: 'Leave out',
}

/** Only levels may stand in several columns. */
const shared: readonly ColumnRole[] = ['level', 'levelLabel', 'ignored']

/** Makes a column something else; what can be there once only is taken from the column that had it. */
export function withRole(mapping: TableMapping, column: number, role: ColumnRole): TableMapping {
  const columns = mapping.columns.map((each, at) => {
    if (at === column) return role
    return each === role && !shared.includes(role) ? 'ignored' : each
  })
  return { ...mapping, columns }
}

/**
 * Which column of the table is what: guessed, and to be changed.
 * @param onChange is told how, as several changes may be made before the host answers to the first
 */
export function MappingTable({
  table: { columns, lines },
  mapping,
  guessing,
  onChange,
}: {
  readonly table: NonNullable<ImportPreview['table']>
  readonly mapping: TableMapping
  /** The columns are being guessed. */
  readonly guessing: boolean
  readonly onChange: (change: (mapping: TableMapping) => TableMapping) => void
}) {
  const levels = mapping.columns.filter(role => role === 'level').length
  return (
    <section className={classes.mapping} aria-label="Columns">
      <div className={classes.mappingHead}>
        <NativeSelect
          size="sm"
          label="The columns are named in"
          className={classes.lines ?? ''}
          value={String(mapping.headLine)}
          data={lines.map(({ line, text }) => ({ value: String(line), label: `Line ${line}: ${text}` }))}
          onChange={event => {
            const headLine = Number(event.currentTarget.value)
            onChange(() => ({ headLine, columns: [], highestFirst: false }))
          }}
        />
        {levels > 1 && (
          <Button
            size="sm"
            variant="default"
            disabled={guessing}
            leftSection={<ArrowLeftRight size={15} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => onChange(known => ({ ...known, highestFirst: !known.highestFirst }))}
          >
            Turn the levels round
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrolled by keyboard too */}
      <section className={classes.scroll} aria-label="Columns of the table" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">For example</th>
              <th scope="col">Is</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, samples }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; two may have one name
              <tr key={at} data-off={mapping.columns[at] === 'ignored'}>
                <th scope="row">{name}</th>
                <td className={classes.samples}>
                  <span>{samples.join(' · ')}</span>
                </td>
                <td>
                  <NativeSelect
                    size="sm"
                    disabled={guessing}
                    aria-label={`${name} is`}
                    value={mapping.columns[at] ?? 'ignored'}
                    data={columnRoles.map(role => ({ value: role, label: words[role] }))}
                    onChange={event => {
                      const role = columnRole.parse(event.currentTarget.value)
                      onChange(known => withRole(known, at, role))
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
