import type { ExportInput } from './export.types.ts'
import { type CardWords, cardMs, cardWords } from './titleCard/cardWords.ts'

export interface PlannedCard {
  readonly words: CardWords
  readonly ms: number
}

export interface CardOptions {
  readonly titleCard?: boolean
  readonly endCard?: boolean
  /** The cards name the teacher. */
  readonly showTeacher?: boolean
  readonly prompt?: string | undefined
  /** 1-based, of how many clips in one file. */
  readonly part?: { readonly at: number; readonly of: number } | undefined
}

/** The cards before and behind a clip, as they were asked for. Pure. */
export function planCards(
  { clip, lesson }: Pick<ExportInput, 'clip' | 'lesson'>,
  options: CardOptions,
): { readonly head: PlannedCard | undefined; readonly tail: PlannedCard | undefined } {
  const card = (end: boolean): PlannedCard => {
    const words = cardWords({
      clipTitle: clip.title,
      lesson,
      showTeacher: options.showTeacher === true,
      prompt: options.prompt,
      place: options.part,
      end,
    })
    return { words, ms: cardMs(words) }
  }
  return { head: options.titleCard ? card(false) : undefined, tail: options.endCard ? card(true) : undefined }
}
