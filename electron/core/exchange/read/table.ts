import { type ColumnRole, columnRoles } from '../../../contract/api/notes.ts'
import { parseTimecode } from '../../../contract/time/timecode.ts'
import { readCsvRows } from '../../text/csvRows.ts'
import {
  type ForeignNote,
  type NotesReading,
  NotesRefusal,
  type ReadOptions,
  type Skipped,
} from '../notes.types.ts'
import { readDatavyu } from './datavyu.ts'
import { kindOf } from './kindOf.ts'

/** How other programs and people call the columns; the first that fits wins. */
const names: Readonly<Record<ColumnRole, readonly string[]>> = {
  at: [
    'at',
    'start',
    'start time',
    'time',
    'onset',
    'begin',
    'begin time',
    'from',
    'in',
    'tc in',
    'timecode',
    'timestamp',
    'start (s)',
    'time (s)',
  ],
  to: ['to', 'end', 'end time', 'stop', 'stop time', 'offset', 'out', 'tc out', 'until', 'end (s)'],
  duration: ['duration', 'length', 'dur', 'duration (s)'],
  text: [
    'text',
    'comment',
    'comments',
    'note',
    'notes',
    'description',
    'content',
    'annotation',
    'transcript',
    'behavior',
    'behaviour',
    'label',
    'value',
    'name',
  ],
  author: ['author', 'who', 'person', 'speaker', 'subject', 'participant', 'observer', 'by'],
  kind: ['kind', 'type', 'category'],
  tags: ['tags', 'tag', 'criterion', 'criteria', 'code', 'codes'],
}
const fold = (cell: string): string =>
  cell
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
const isKnown = (cell: string): boolean =>
  columnRoles.some(role => names[role].includes(fold(cell).replace(/ \(m?s\)$| ms$/, '')))

function rolesOf(head: readonly string[], given: ReadOptions['columns']): Map<ColumnRole, number> {
  const roles = new Map<ColumnRole, number>()
  for (const role of columnRoles) {
    const wanted = given?.[role]
    if (wanted !== undefined) {
      const at = head.findIndex(cell => fold(cell) === fold(wanted))
      if (at < 0)
        throw new NotesRefusal(
          `The table has no column “${wanted}”. It has ${head.map(cell => `“${cell.trim()}”`).join(', ')}.`,
        )
      roles.set(role, at)
    }
  }
  const taken = new Set(roles.values())
  for (const role of columnRoles) {
    if (roles.has(role)) continue
    for (const name of names[role]) {
      const at = head.findIndex(
        (cell, index) => !taken.has(index) && fold(cell).replace(/ \(m?s\)$| ms$/, '') === name,
      )
      if (at < 0) continue
      roles.set(role, at)
      taken.add(at)
      break
    }
  }
  return roles
}

/** A time as tables have it: `1:02.5`, `62.5`, `62,5`, or whole milliseconds where the column’s name says so. */
function timeMs(cell: string, columnName: string): number | undefined {
  const text = cell.trim()
  if (/(?:\(ms\)|[ _]ms)\s*$/i.test(columnName)) {
    const value = Number(text)
    return text !== '' && value >= 0 ? Math.round(value) : undefined
  }
  const plain = /^\d+(?:[.,]\d+)?$/.exec(text)
  return plain ? Math.round(Number(text.replace(',', '.')) * 1000) : parseTimecode(text)
}

/** A spreadsheet's formula sign was kept as words by a leading apostrophe. */
const unquoted = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '')

/**
 * A table with one note a row. Columns are known by their names, in whatever order, or as `columns` says.
 * @throws NotesRefusal where no column says when, or none says what
 */
export function readTable(text: string, { columns: given }: ReadOptions): NotesReading {
  const { rows, problems } = readCsvRows(text, isKnown)
  const [head, ...body] = rows.filter(({ cells }) => cells.some(cell => cell.trim() !== ''))
  if (!head || body.length === 0)
    throw new NotesRefusal('The table has no rows below its head. Nothing was taken in.')
  const coded = readDatavyu(head.cells, body)
  if (coded) return coded
  const roles = rolesOf(head.cells, given)
  const columns = head.cells.map((name, at) => ({
    name: name.trim(),
    readAs: [...roles].find(([, index]) => index === at)?.[0] ?? null,
  }))
  const has = head.cells.map(cell => `“${cell.trim()}”`).join(', ')
  if (!roles.has('at'))
    throw new NotesRefusal(
      `No column of the table says when. It has ${has}; name the one with the times (at), or call it “start”.`,
    )
  if (!roles.has('text'))
    throw new NotesRefusal(
      `No column of the table says what was seen. It has ${has}; name the one with the words (text).`,
    )
  const skipped: Skipped[] = problems.map(({ line, message }) => ({ line, reason: message }))
  const notes: ForeignNote[] = []
  for (const { line, cells } of body) {
    const cell = (role: ColumnRole) => cells[roles.get(role) ?? -1] ?? ''
    const time = (role: ColumnRole) => timeMs(cell(role), head.cells[roles.get(role) ?? -1] ?? '')
    const atMs = time('at')
    const length = time('duration')
    const toMs = time('to') ?? (atMs !== undefined && length !== undefined ? atMs + length : undefined)
    const words = unquoted(cell('text')).trim()
    if (atMs === undefined) skipped.push({ line, reason: `“${cell('at').trim().slice(0, 40)}” is no time.` })
    else if (words === '') skipped.push({ line, reason: 'The row has no words.' })
    else {
      const kind = kindOf(cell('kind'))
      const author = unquoted(cell('author')).trim()
      notes.push({
        atMs,
        ...(toMs !== undefined && toMs > atMs && { toMs }),
        text: words,
        ...(author !== '' && { author }),
        ...(kind && { kind }),
        tags: cell('tags')
          .split(/[;|]/)
          .map(tag => tag.trim())
          .filter(Boolean),
        line,
      })
      if (cell('to').trim() !== '' && time('to') === undefined)
        skipped.push({
          line,
          reason: `“${cell('to').trim().slice(0, 40)}” is no time; the note was taken as a moment.`,
        })
    }
  }
  return { notes, skipped, columns }
}
