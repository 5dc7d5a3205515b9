import { parseTimecode } from '../time/timecode.ts'

/** A piece of a line as it is shown. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  /** `href` is http, https or mailto, and nothing else. */
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  /** A time of the lesson, as it was written. */
  | { readonly kind: 'time'; readonly atMs: number; readonly text: string }

/** Deeper marks are shown as they were typed. */
const MAX_DEPTH = 6
const safe: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** The address of a link, or undefined where it is no address that Debrief opens. */
export function safeHref(typed: string): string | undefined {
  // Browsers leave these out when they read an address, so they could hide what it is.
  if (/[\p{Cc}\p{Cf}\s\\]/u.test(typed) || !/^(?:https?:\/\/|mailto:)/i.test(typed)) return undefined
  if (!URL.canParse(typed)) return undefined
  const { protocol, href } = new URL(typed)
  return safe.has(protocol) ? href : undefined
}

const escapedSign = /\\([\\*_`[\]()>#+.!~-])/y
const link = /\[([^[\]\n]{1,500})\]\(([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)\)/y
const bare = /https?:\/\/[^\s<>"“”„«»]{1,2000}/iy
const time = /(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?(?![\d:])(?!\s?(?:[ap]\.?m\b|uhr\b))/iy
const special = /[\\*_[hH\d]/g
const isWord = /[\p{L}\p{N}]/u
const isSpace = /\s/u

/** What follows a bare address in a sentence is no part of it. */
function trimmed(address: string): string {
  let end = address.replace(/[.,;:!?'’”*_]+$/u, '')
  while (end.endsWith(')') && !end.includes('(')) end = end.slice(0, -1).replace(/[.,;:!?]+$/u, '')
  return end
}

/** Reads one line once, from left to right. */
class Reader {
  readonly #text: string
  readonly #depth: number
  readonly #plain: boolean
  readonly #out: Inline[] = []
  /** Marks of which no end stands ahead, so that it is looked for once and not at every beginning. */
  readonly #endless = new Set<string>()
  #at = 0

  constructor(text: string, depth: number, plain: boolean) {
    this.#text = text
    this.#depth = depth
    this.#plain = plain
  }

  read(): Inline[] {
    while (this.#at < this.#text.length) {
      special.lastIndex = this.#at
      const next = special.exec(this.#text)?.index ?? this.#text.length
      if (next > this.#at) this.#say(this.#text.slice(this.#at, next))
      this.#at = next
      if (this.#at >= this.#text.length) break
      if (this.#escaped() || this.#link() || this.#bare() || this.#time() || this.#marked()) continue
      this.#say(this.#text.charAt(this.#at))
      this.#at++
    }
    return this.#out
  }

  #say(text: string): void {
    const last = this.#out.at(-1)
    if (last?.kind === 'text') this.#out[this.#out.length - 1] = { kind: 'text', text: last.text + text }
    else this.#out.push({ kind: 'text', text })
  }
  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)
  }
  #before(): string {
    return this.#text.charAt(this.#at - 1)
  }

  #escaped(): boolean {
    const match = this.#match(escapedSign)
    if (!match) return false
    this.#say(match[1] ?? '')
    this.#at += match[0].length
    return true
  }

  #link(): boolean {
    if (this.#plain) return false
    const match = this.#match(link)
    const href = match && safeHref(match[2] ?? '')
    if (!match || href === undefined || href === null) return false
    this.#out.push({ kind: 'link', href, children: inlineOf(match[1] ?? '', this.#depth + 1, true) })
    this.#at += match[0].length
    return true
  }

  #bare(): boolean {
    // In `blob:https://…` it is not the address that it looks like.
    if (this.#plain || isWord.test(this.#before()) || this.#before() === ':') return false
    const match = this.#match(bare)
    const typed = match && trimmed(match[0])
    const href = typed ? safeHref(typed) : undefined
    if (!typed || href === undefined) return false
    this.#out.push({ kind: 'link', href, children: [{ kind: 'text', text: typed }] })
    this.#at += typed.length
    return true
  }

  #time(): boolean {
    if (!/\d/.test(this.#text.charAt(this.#at))) return false
    const match = /[\p{L}\p{N}:.,/]/u.test(this.#before()) ? null : this.#match(time)
    const atMs = match && parseTimecode(match[0])
    if (!this.#plain && match && typeof atMs === 'number') {
      this.#out.push({ kind: 'time', atMs, text: match[0] })
      this.#at += match[0].length
      return true
    }
    // A number is taken as a whole, so that no time begins within it.
    const number = /\d+/y
    const digits = this.#match(number)?.[0] ?? ''
    this.#say(digits)
    this.#at += digits.length
    return true
  }

  #marked(): boolean {
    const sign = this.#text.charAt(this.#at)
    if (sign !== '*' && sign !== '_') return false
    const double = this.#text.charAt(this.#at + 1) === sign
    return (double && this.#between(sign + sign, 'strong')) || this.#between(sign, 'em')
  }

  #between(mark: string, kind: 'strong' | 'em'): boolean {
    const from = this.#at + mark.length
    const after = this.#text.charAt(from)
    if (after === '' || isSpace.test(after) || after === mark.charAt(0) || this.#depth >= MAX_DEPTH)
      return false
    // `snake_case_names` are words, and `2*3*4` is a product.
    if (isWord.test(this.#before()) && (mark.startsWith('_') || /\d/.test(this.#before()))) return false
    const to = this.#endless.has(mark) ? -1 : this.#endOf(mark, from)
    if (to < 0) {
      this.#endless.add(mark)
      return false
    }
    const children = inlineOf(this.#text.slice(from, to), this.#depth + 1, this.#plain)
    this.#out.push({ kind, children })
    this.#at = to + mark.length
    return true
  }

  /** Where a mark ends that began before `from`; -1 where it does not. */
  #endOf(mark: string, from: number): number {
    for (let to = this.#text.indexOf(mark, from + 1); to >= 0; to = this.#text.indexOf(mark, to + 1)) {
      const sign = mark.charAt(0)
      const isRun =
        mark.length === 1 && (this.#text.charAt(to + 1) === sign || this.#text.charAt(to - 1) === sign)
      const closes = !isSpace.test(this.#text.charAt(to - 1)) && this.#text.charAt(to - 1) !== '\\' && !isRun
      const within = sign === '_' && isWord.test(this.#text.charAt(to + mark.length))
      // Of `***` the last two end what is bold, and the first what is italic in it.
      if (closes && !within) return mark.length === 2 && this.#text.charAt(to + 2) === sign ? to + 1 : to
    }
    return -1
  }
}

/**
 * Reads bold, italic, links and times of one line. Whatever is not one of these is text as it was typed.
 * @param plain within a link: no links and times
 */
export const inlineOf = (text: string, depth = 0, plain = false): Inline[] =>
  new Reader(text, depth, plain).read()
