/** A cell that a spreadsheet would run as a formula is kept as words. */
export const asWords = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
