import { type ForeignNote, type NotesReading, NotesRefusal, type Skipped } from '../notes.types.ts'
import { kindOf, labelled } from './kindOf.ts'

interface Token {
  readonly value: string | number
  readonly line: number
}

/**
 * What counts in a TextGrid: its numbers and quoted words, in their order. The long form has names and brackets around them,
 * the short form does not, so one way of reading does for both. Quotes within words are doubled.
 */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const pattern =
    /"((?:[^"]|"")*)"|\[[^\]\n]*\]|<exists>|![^\n]*|(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.])|\n/gi
  let line = 1
  for (const match of text.matchAll(pattern)) {
    const [whole, words] = match
    if (words !== undefined) {
      tokens.push({ value: words.replaceAll('""', '"'), line })
      line += whole.split('\n').length - 1
    } else if (whole === '\n') line++
    else if (/^[-\d]/.test(whole)) tokens.push({ value: Number(whole), line })
  }
  return tokens
}

class Walk {
  #at = 0
  readonly #tokens: readonly Token[]
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }
  get line(): number {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)]?.line ?? 1
  }
  #next(): Token | undefined {
    return this.#tokens[this.#at++]
  }
  words(what: string): string {
    const token = this.#next()
    if (typeof token?.value === 'string') return token.value
    throw new NotesRefusal(
      `Line ${this.line}: ${what} was expected here. The TextGrid may be cut off; save it again in Praat.`,
    )
  }
  number(what: string): number {
    const token = this.#next()
    if (typeof token?.value === 'number') return token.value
    throw new NotesRefusal(
      `Line ${this.line}: ${what} was expected here. The TextGrid may be cut off; save it again in Praat.`,
    )
  }
}

const ms = (seconds: number): number => Math.round(seconds * 1000)

/** Tiers of ours are named `kind · person`, with a number where what was said overlaps. */
function tierParts(name: string): { label: string; person: string | undefined } {
  const [, label, person] = /^(.*?) · (.*?)(?: \(\d+\))?$/.exec(name) ?? []
  return label !== undefined && kindOf(label) ? { label, person } : { label: name, person: undefined }
}

/** Words that end in criteria, as we write them: `… [B2=3, C1]`. */
const withTags = /^([\s\S]*?)\s*\[([^[\]]+)\]$/

/**
 * Praat's TextGrid, long or short. Empty intervals are the silence between, and are passed over.
 * @throws NotesRefusal
 */
export function readTextGrid(text: string): NotesReading {
  if (!/^\s*File type\s*=\s*"ooTextFile/.test(text) || !/Object class\s*=\s*"TextGrid/.test(text))
    throw new NotesRefusal('This is no TextGrid as Praat writes it: its first lines do not say so.')
  const walk = new Walk(tokensOf(text))
  walk.words('“ooTextFile”')
  walk.words('“TextGrid”')
  walk.number('the start')
  walk.number('the end')
  const tiers = walk.number('the number of tiers')
  const notes: ForeignNote[] = []
  const skipped: Skipped[] = []
  for (let tier = 0; tier < tiers; tier++) {
    const tierClass = walk.words('the class of a tier')
    const { label, person } = tierParts(walk.words('the name of a tier'))
    const kind = kindOf(label)
    walk.number('the start of a tier')
    walk.number('the end of a tier')
    const count = walk.number('how much is in a tier')
    for (let i = 0; i < count; i++) {
      const { line } = walk
      const atMs = ms(walk.number('a time'))
      const toMs = tierClass === 'IntervalTier' ? ms(walk.number('an end')) : undefined
      const said = walk.words('the words of a mark').trim()
      if (said === '') continue
      if (atMs < 0) {
        skipped.push({ line, reason: 'The mark lies before the recording begins.' })
        continue
      }
      const [, words = said, tags] = (kind && withTags.exec(said)) || []
      notes.push({
        atMs,
        ...(toMs !== undefined && toMs > atMs && { toMs }),
        text: labelled(label, words),
        ...(person !== undefined && { author: person }),
        ...(kind && { kind }),
        tags: tags === undefined ? [] : tags.split(', '),
        line,
      })
    }
  }
  if (notes.length === 0) throw new NotesRefusal('This TextGrid has tiers, but no words in them.')
  return { notes, skipped }
}
