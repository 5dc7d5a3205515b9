/** What one voice says within a cue; without a voice where the file does not mark it. */
export interface Voice {
  readonly name: string | undefined
  /** One entry a line of the file. */
  readonly lines: readonly string[]
}

const tag = /<\/?\s*(?:c|i|b|u|s|em|strong|lang|ruby|rt|font|span|p|v)(?:[.\s][^<>]*)?\/?>|<[-\d:.,]{5,16}>/gi
const voiceTag = /<v(?:\.[^\s<>]*)?(?:\s+([^<>]*))?>/gi
/** `{\an8}` and its like, which some SubRip files carry over from another format. */
const override = /\{\\[^{}]*\}/g

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
  hellip: '…',
  ndash: '–',
  mdash: '—',
}

/** Decodes what was escaped, once: `&amp;lt;` says `&lt;`. An unknown name stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,8}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      return isCharacter ? String.fromCodePoint(code) : whole
    },
  )
}

const isControl = /\p{Cc}/gu

function plain(line: string): string {
  return decodeEntities(line.replace(override, '').replace(tag, ''))
    .replace(isControl, ' ')
    .replace(/[ \u00a0\u3000]+/g, ' ')
    .trim()
}

const linesOf = (text: string): string[] =>
  text
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<rt[^<>]*>([^<>]*)(?:<\/rt>)?/gi, '($1)')
    .split('\n')
    .map(plain)
    .filter(line => line !== '')

/**
 * A cue's words without markup, by voice. Styles, positions, fonts and word times are left out; what only looks like
 * markup (`3 < 5`) stays.
 */
export function voicesOf(rawLines: readonly string[]): Voice[] {
  const raw = rawLines.join('\n')
  const voices: Voice[] = []
  const take = (name: string | undefined, text: string) => {
    const lines = linesOf(text)
    if (lines.length > 0)
      voices.push({ name: name === undefined ? undefined : plain(name) || undefined, lines })
  }
  let from = 0
  let name: string | undefined
  for (const match of raw.matchAll(voiceTag)) {
    take(name, raw.slice(from, match.index))
    from = match.index + match[0].length
    name = match[1]
  }
  take(name, raw.slice(from))
  return voices
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const closesWide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}。、！？」』]$/u
const dash = /^(?:[-‐–—]\s*(?=\S)|>>\s*)/u

/** Whether a line begins a turn of a dialogue. */
export const startsTurn = (line: string): boolean => dash.test(line)
/** A line without the dash that begins its turn. */
export const withoutDash = (line: string): string => line.replace(dash, '')

/** Puts broken lines together as they are read aloud; scripts without spaces get none. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line
    return closesWide.test(text) && wide.test(line.charAt(0)) ? text + line : `${text} ${line}`
  }, '')
}
