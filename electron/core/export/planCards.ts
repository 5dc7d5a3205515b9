import type { ClipOptions } from './clipPlan.ts'
import type { ExportInput } from './export.types.ts'
import { type CardWords, cardMs, cardWords } from './titleCard/cardWords.ts'

export interface PlannedCard {
  readonly words: CardWords
  readonly ms: number
}

/** The cards before and behind a clip, as they were asked for. Pure. */
export function planCards(
  { clip, lesson }: Pick<ExportInput, 'clip' | 'lesson'>,
  options: Pick<ClipOptions, 'titleCard' | 'endCard' | 'showTeacher' | 'prompt' | 'part'>,
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
