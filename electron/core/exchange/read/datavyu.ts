import type { CsvRow } from '../../text/csvRows.ts'
import type { ForeignNote, NotesReading, Skipped } from '../notes.types.ts'
import { kindOf, labelled } from './kindOf.ts'

interface Column {
  readonly name: string
  readonly onset: number
  readonly offset: number
  readonly codes: readonly { readonly name: string; readonly at: number }[]
}

/** Columns side by side, each with `name.ordinal`, `name.onset`, `name.offset` (ms) and a cell for each of its codes. */
function columnsOf(head: readonly string[]): Column[] {
  const parts = head.map(cell => /^(.+)\.([^.]+)$/.exec(cell.trim()))
  const names = [...new Set(parts.flatMap(match => (match?.[2] === 'onset' ? [match[1] ?? ''] : [])))]
  return names.map(name => {
    const own = parts.flatMap((match, at) => (match?.[1] === name ? [{ name: match[2] ?? '', at }] : []))
    const at = (part: string) => own.find(each => each.name === part)?.at ?? -1
    return {
      name,
      onset: at('onset'),
      offset: at('offset'),
      codes: own.filter(each => !['ordinal', 'onset', 'offset'].includes(each.name)),
    }
  })
}

/**
 * A table as Datavyu exports it. @returns undefined where it is another table
 */
export function readDatavyu(head: readonly string[], body: readonly CsvRow[]): NotesReading | undefined {
  const columns = columnsOf(head)
  if (columns.length === 0) return undefined
  const notes: ForeignNote[] = []
  const skipped: Skipped[] = []
  for (const { line, cells } of body)
    for (const { name, onset, offset, codes } of columns) {
      const [from, to] = [cells[onset]?.trim() ?? '', cells[offset]?.trim() ?? '']
      if (from === '') continue
      const [atMs, toMs] = [Number(from), Number(to || from)]
      const coded = codes.flatMap(code => {
        const value = cells[code.at]?.trim() ?? ''
        if (value === '') return []
        return codes.length === 1 ? value : `${code.name}: ${value}`
      })
      if (!Number.isInteger(atMs) || !Number.isInteger(toMs) || atMs < 0)
        skipped.push({ line, reason: `“${from}” is no time in milliseconds.` })
      else {
        const kind = kindOf(name)
        notes.push({
          atMs,
          ...(toMs > atMs && { toMs }),
          text: labelled(name, coded.join(' · ')),
          ...(kind && { kind }),
          line,
        })
      }
    }
  return { notes: notes.filter(({ text }) => text !== '').sort((a, b) => a.atMs - b.atMs), skipped }
}
