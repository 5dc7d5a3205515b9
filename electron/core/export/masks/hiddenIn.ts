import type { Recording } from '../../../contract/records/recording.ts'
import type { Conversation } from '../../library/library.types.ts'
import type { ExportCue, ExportMask, ExportSoundMask } from '../export.types.ts'
import { transcriptOf } from '../gather.ts'

type Placed = Pick<Recording, 'id' | 'offsetMs'>

/** What is hidden in a recording: its own masks in the picture, and all of the lesson's in the sound, which every angle heard. Pure. */
export function hiddenIn(
  { masks, soundMasks }: Pick<Conversation, 'masks' | 'soundMasks'>,
  recording: Placed,
  recordings: readonly Placed[],
): { readonly masks: ExportMask[]; readonly soundMasks: ExportSoundMask[] } {
  return {
    masks: masks.map(({ record }) => record).filter(({ recordingId }) => recordingId === recording.id),
    soundMasks: soundMasks.map(({ record: { effect, fromMs, toMs, recordingId } }) => {
      const heardBy = recordings.find(({ id }) => id === recordingId)
      const byMs = (heardBy?.offsetMs ?? recording.offsetMs) - recording.offsetMs
      return { effect, fromMs: fromMs + byMs, toMs: toMs + byMs }
    }),
  }
}

/** What is said in a recording, without what is muted: words that are not to be heard are not to be read either. On the lesson clock. */
export function toldOf(
  conversation: Conversation,
  recording: Recording,
  soundMasks: readonly ExportSoundMask[],
): ExportCue[] {
  const muted = soundMasks.filter(({ effect }) => effect === 'mute')
  const { offsetMs } = recording
  return transcriptOf(conversation, recording).filter(cue =>
    muted.every(({ fromMs, toMs }) => cue.toMs <= fromMs + offsetMs || cue.fromMs >= toMs + offsetMs),
  )
}

/** What an export says and hides of a recording: its words, its masks. Pure. */
export function shownAndHidden(
  conversation: Conversation,
  recording: Recording,
  recordings: readonly Placed[],
): { readonly transcript: ExportCue[] } & ReturnType<typeof hiddenIn> {
  const hidden = hiddenIn(conversation, recording, recordings)
  return { transcript: toldOf(conversation, recording, hidden.soundMasks), ...hidden }
}
