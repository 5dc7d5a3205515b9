import { graphemesOf } from './breakText.ts'

/** Up to two signs that stand for a name: of its first and last word, or the first sign where words are not spaced. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s\-–_.,/\\"'()[\]{}<>|]+/u)
    .filter(word => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word))
  const first = graphemesOf(words[0] ?? name.trim())[0] ?? '?'
  const last = words.length > 1 ? (graphemesOf(words.at(-1) ?? '')[0] ?? '') : ''
  return (first + last).toLocaleUpperCase('und')
}
