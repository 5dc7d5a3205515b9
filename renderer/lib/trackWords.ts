import type { RecordingView } from '../../electron/contract/api/lessons.ts'

export type Track = NonNullable<RecordingView['soundTracks']>[number]

const channelWords = (channels: number): string =>
  ({ 1: 'mono', 2: 'stereo', 6: '5.1', 8: '7.1' })[channels] ?? `${channels} channels`

/** The language in the reader's own words: “German”; a tag that nobody knows stays as it is. */
function languageWords(language: string): string {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
  return names.of(language) ?? language
}

const said = ({ language, title, channels }: Track): readonly string[] =>
  [language && languageWords(language), title, channelWords(channels)].filter(words => words !== undefined)

/** A sound track by its language, its title and its channels; by its number too, where these tell it from no other. */
export function trackWords(track: Track, all: readonly Track[]): string {
  const words = said(track).filter(Boolean).join(' · ')
  const alone = all.filter(each => said(each).filter(Boolean).join(' · ') === words).length < 2
  const named = track.language !== undefined || track.title !== undefined
  if (named && alone) return words
  return `Track ${all.findIndex(({ stream }) => stream === track.stream) + 1} · ${words}`
}

/** The sound track that is heard of a recording that has several. */
export const heardTrack = ({ soundTracks, soundStream }: RecordingView): Track | undefined =>
  soundTracks?.find(({ stream }) => stream === soundStream)
