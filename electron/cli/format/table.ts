const zeroWidth = /^(?:\p{Mark}|\p{Default_Ignorable_Code_Point})/u
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u3029\u3030-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6])/u

/** Cells a letter takes on a terminal: two for the wide ones of East Asia and emoji, none for marks that sit on another. */
const cellsOf = (letter: string): number => (zeroWidth.test(letter) ? 0 : wide.test(letter) ? 2 : 1)

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const widthOf = (text: string): number =>
  [...letters.segment(text)].reduce((cells, { segment }) => cells + cellsOf(segment), 0)

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

/** Rows under their titles, columns two cells apart. Line breaks inside a cell become spaces. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const all = [columns.map(column => column.title), ...rows].map(row =>
    row.map(cell => cell.replace(/\s+/g, ' ').trim()),
  )
  const widths = columns.map((_, at) => Math.max(...all.map(row => widthOf(row[at] ?? ''))))
  return all
    .map(row =>
      columns
        .map(({ align }, at) => {
          const cell = row[at] ?? ''
          const space = ' '.repeat((widths[at] ?? 0) - widthOf(cell))
          return align === 'right' ? space + cell : cell + space
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Words cut to a length in letters, with an ellipsis where something is missing. */
export function shorten(text: string, maxLetters: number): string {
  const all = [...letters.segment(text.replace(/\s+/g, ' ').trim())]
  if (all.length <= maxLetters) return all.map(each => each.segment).join('')
  return `${all
    .slice(0, maxLetters - 1)
    .map(each => each.segment)
    .join('')}…`
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
