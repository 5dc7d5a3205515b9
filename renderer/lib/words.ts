import { assertNever } from '../../electron/contract/errors.ts'
import type { CommentKind } from '../../electron/contract/records/comment.ts'
import type { Role } from '../../electron/contract/records/person.ts'

export function kindWord(kind: CommentKind): string {
  switch (kind) {
    case 'evidence':
      return 'Evidence'
    case 'noticing':
      return 'Noticing'
    case 'wondering':
      return 'Wondering'
    case 'strength':
      return 'Strength'
    case 'suggestion':
      return 'Suggestion'
    default:
      return assertNever(kind)
  }
}

export function roleWord(role: Role): string {
  switch (role) {
    case 'teacher':
      return 'Teacher'
    case 'coach':
      return 'Coach'
    case 'peer':
      return 'Peer'
    case 'leader':
      return 'Leader'
    default:
      return assertNever(role)
  }
}

/** `1 clip`, `3 clips`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** File sizes the way file managers say them: decimal units, at most three figures. */
export function sizeWords(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit]}`
}

/** An estimate in honest, round words: `about 6 s`, `about 4 min`. */
export function aboutWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return `about ${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `about ${minutes} min`
  return `about ${(seconds / 3600).toFixed(1)} h`
}

/** A day `YYYY-MM-DD` as people say it; the year only where it is not this year's. */
export function dayWords(day: string, today = new Date()): string {
  const date = new Date(`${day}T12:00:00`)
  const sameYear = date.getFullYear() === today.getFullYear()
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
}

/** Up to two letters for an avatar: first letters of the first and last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const first = [...(words[0] ?? '?')][0] ?? '?'
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toLocaleUpperCase()
}
