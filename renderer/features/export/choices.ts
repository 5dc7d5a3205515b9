import type { ExportStyle, SidecarKind } from '../../../electron/contract/api/clips.ts'

export type SoundChoice = 'asRecorded' | 'evened' | 'out'

/** What is chosen in the dialog, as it is shown there. */
export interface Choices {
  readonly style: ExportStyle
  readonly subtitles: boolean
  readonly holdMs: number
  readonly titleCard: boolean
  readonly endCard: boolean
  readonly showTeacher: boolean
  readonly prompt: string
  readonly speed: number
  readonly sound: SoundChoice
  readonly gainDb: number
  readonly sidecars: readonly SidecarKind[]
  readonly poster: boolean
  /** All clips in one file. */
  readonly reel: boolean
  readonly reelName: string
}

export const firstChoices: Choices = {
  style: 'overlay',
  subtitles: true,
  holdMs: 0,
  titleCard: false,
  endCard: false,
  showTeacher: false,
  prompt: '',
  speed: 1,
  sound: 'asRecorded',
  gainDb: 0,
  sidecars: ['vtt'],
  poster: false,
  reel: false,
  reelName: '',
}

/** What is sent: the contract's words for the dialog's. */
export function optionsOf(choices: Choices) {
  const prompt = choices.prompt.trim()
  return {
    style: choices.style,
    subtitles: choices.subtitles,
    holdMs: choices.style === 'none' ? 0 : choices.holdMs,
    titleCard: choices.titleCard,
    endCard: choices.endCard,
    showTeacher: choices.showTeacher,
    ...(prompt !== '' && { prompt }),
    speed: choices.speed,
    gainDb: choices.sound === 'out' ? 0 : choices.gainDb,
    mute: choices.sound === 'out',
    evenVoices: choices.sound === 'evened',
    sidecars: [...choices.sidecars],
    poster: choices.poster,
  }
}
export type SentOptions = ReturnType<typeof optionsOf>
