import type { Cue } from '../../../../electron/contract/records/transcript.ts'
import type { Place } from '../../../lib/place.ts'

/** Words of the transcript and when they are heard. */
export interface Quote {
  /** As Markdown. */
  readonly markdown: string
  readonly place: Place
}

/** Signs that Markdown would take for its own. */
const escaped = (text: string): string => text.replace(/([\\*_`[\]])/g, '\\$1')

/** One chosen cue, or the part of it that is chosen. */
export interface QuotedCue {
  readonly cue: Cue
  readonly words: string
}

/**
 * Puts words of the transcript into the form in which they go into a comment: a Markdown quote, a line each cue, with the
 * speaker's name where it changes.
 * @param durationMs the lesson's length; a place never passes it
 */
export function quoteOf(
  chosen: readonly QuotedCue[],
  speakers: readonly string[],
  durationMs: number,
): Quote | undefined {
  const said = chosen.filter(({ words }) => words.trim() !== '')
  const [first] = said
  if (!first) return undefined
  let speaker: number | undefined
  const lines = said.flatMap(({ cue, words }) => {
    const isNew = cue.speaker !== undefined && cue.speaker !== speaker
    speaker = cue.speaker
    const name = isNew && cue.speaker !== undefined ? speakers[cue.speaker] : undefined
    const text = words.trim().split(/\n+/u).map(escaped)
    return text.map((line, at) => `> ${at === 0 && name !== undefined ? `${escaped(name)}: ` : ''}${line}`)
  })
  const atMs = Math.min(durationMs, first.cue.fromMs)
  const toMs = Math.min(durationMs, Math.max(...said.map(({ cue }) => cue.toMs)))
  return { markdown: `${lines.join('\n')}\n\n`, place: toMs > atMs ? { atMs, toMs } : { atMs } }
}

/** The words of a comment with a quote added behind what was begun. */
export const withQuote = (begun: string, { markdown }: Quote): string =>
  begun.trim() === '' ? markdown : `${begun.trimEnd()}\n\n${markdown}`
