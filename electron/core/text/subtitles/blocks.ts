import { looksTimed, readTiming, type Timing } from './times.ts'

/** A cue as it stands in the file. */
export interface RawCue extends Timing {
  /** Of its timing line, as an editor counts. */
  readonly line: number
  readonly lines: readonly string[]
}

export interface Note {
  readonly line?: number
  readonly skipped: boolean
  readonly message: string
}

export interface Blocks {
  readonly format: 'vtt' | 'srt'
  /** As the file's head says it. */
  readonly language: string | undefined
  readonly cues: readonly RawCue[]
  readonly notes: readonly Note[]
}

const MAX_QUOTE = 40
const quoted = (line: string): string => {
  const text = line.trim()
  return `“${text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)}…` : text}”`
}

/** Walks over the lines of a file once, taking cues as they come and saying what it leaves. */
class Walk {
  readonly cues: { fromMs: number; toMs: number; line: number; lines: string[] }[] = []
  readonly notes: Note[] = []
  language: string | undefined
  readonly #lines: readonly string[]
  readonly #isVtt: boolean
  #at = 0

  constructor(lines: readonly string[], isVtt: boolean) {
    this.#lines = lines
    this.#isVtt = isVtt
  }

  run(): void {
    if (this.#isVtt) this.#head()
    while (this.#at < this.#lines.length) this.#block()
  }

  #line(ahead = 0): string {
    return this.#lines[this.#at + ahead] ?? ''
  }
  /** WebVTT ends a block with a line that is empty, SubRip's editors also leave spaces in it. */
  #isBlank(line: string): boolean {
    return this.#isVtt ? line === '' : line.trim() === ''
  }
  #toBlank(): void {
    while (this.#at < this.#lines.length && !this.#isBlank(this.#line())) this.#at++
  }

  #head(): void {
    for (; this.#at < this.#lines.length && !this.#isBlank(this.#line()); this.#at++) {
      if (readTiming(this.#line())) return
      const language = /^lang(?:uage)?\s*[:=]\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*$/i.exec(
        this.#line(),
      )?.[1]
      if (language !== undefined) this.language = language
    }
  }

  #block(): void {
    const line = this.#line()
    if (line.trim() === '') this.#at++
    else if (readTiming(line)) this.#cue()
    else if (this.#isVtt && /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(line)) this.#toBlank()
    else if (looksTimed(line)) this.#badTimes()
    else if (this.#at + 1 < this.#lines.length && (readTiming(this.#line(1)) || looksTimed(this.#line(1))))
      this.#at++
    else this.#stray()
  }

  #cue(): void {
    const timing = readTiming(this.#line())
    if (!timing) return
    const line = this.#at + 1
    this.#at++
    this.cues.push({ ...timing, line, lines: this.#words() })
  }

  /** The lines up to the next blank one, or to the next cue where that was forgotten. */
  #words(): string[] {
    const words: string[] = []
    while (this.#at < this.#lines.length && !this.#isBlank(this.#line())) {
      const isNumber = /^\s*\d{1,6}\s*$/.test(this.#line())
      if (readTiming(this.#line()) || (isNumber && readTiming(this.#line(1)))) break
      words.push(this.#line())
      this.#at++
    }
    return words
  }

  #badTimes(): void {
    this.notes.push({
      line: this.#at + 1,
      skipped: true,
      message: `The times ${quoted(this.#line())} cannot be read, so the words under them were skipped.`,
    })
    this.#at++
    this.#words()
  }

  /** Words that no time stands over: of the cue before, parted from it by an empty line, or of nothing. */
  #stray(): void {
    const line = this.#at + 1
    const first = this.#line()
    const words = this.#words()
    const before = this.cues.at(-1)
    if (this.#isVtt || !before) {
      this.notes.push({
        line,
        skipped: true,
        message: `No time stands over ${quoted(first)}, so it was skipped.`,
      })
      return
    }
    before.lines.push(...words)
    this.notes.push({
      line,
      skipped: false,
      message: `An empty line stands within a cue; ${quoted(first)} was kept with the words before it.`,
    })
  }
}

/** Takes a file of WebVTT or SubRip apart; whatever the line ends. */
export function blocksOf(text: string): Blocks {
  const lines = text.replaceAll('\0', '\ufffd').split(/\r\n|\n|\r/)
  const isVtt = /^WEBVTT(?:\s|$)/.test(lines.find(line => line.trim() !== '')?.trim() ?? '')
  const walk = new Walk(lines, isVtt)
  walk.run()
  return { format: isVtt ? 'vtt' : 'srt', language: walk.language, cues: walk.cues, notes: walk.notes }
}
