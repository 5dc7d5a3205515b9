import { basename } from 'node:path'

const MAX_LENGTH = 300

/**
 * A lesson's title from its recording's file name: no ending, no underscores, words as they were otherwise.
 * `2026-11-17_maths-grade_4.MP4` → `2026-11-17 maths-grade 4`
 */
export function fileTitle(file: string): string {
  const bare = basename(file)
    .normalize('NFC')
    .replace(/\.[^.\s]{1,5}$/u, '')
    .replace(/[\p{Cc}_+]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  // Cut between whole characters, so that no emoji is torn.
  const cut = [...bare].slice(0, MAX_LENGTH / 2).join('')
  return cut === '' ? 'Untitled lesson' : cut
}

/** The day of a moment as people of this place name it, `YYYY-MM-DD`. @param ms since 1970 */
export function dayOf(ms: number): string {
  const date = new Date(ms)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
