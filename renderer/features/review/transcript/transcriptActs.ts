import type { TranscriptOutcome, TranscriptView } from '../../../../electron/contract/api/transcripts.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { api } from '../../../lib/api.ts'
import { base64Of } from '../../../lib/base64.ts'
import { offerUndo, sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import type { Room } from '../room/Room.ts'
import { announce } from '../room/Room.ts'

const again = (lessonId: LessonId) => queryClient.invalidateQueries({ queryKey: keys.transcript(lessonId) })

/** Whoever speaks by then: a transcript is taken back by who imported it. */
const inNameOf = ({ author }: TranscriptView) => ({ context: { speaker: author.id } })

async function take(room: Room, name: string, read: () => Promise<TranscriptOutcome>): Promise<void> {
  const { lessonId } = room
  try {
    const outcome = await read()
    const { transcript, replaced } = outcome
    room.ui.setState({ panel: 'transcript', transcriptOutcome: outcome })
    await again(lessonId)
    announce(room, `Transcript imported: ${transcript.cues.length} cues.`)
    offerUndo(
      replaced ? `Transcript replaced by “${name}”` : `Transcript “${name}” imported`,
      async () => {
        const context = inNameOf(transcript)
        if (replaced)
          await api.transcripts.restore({ lessonId, id: replaced, insteadOf: transcript.id }, context)
        else await api.transcripts.remove({ lessonId, id: transcript.id }, context)
        room.ui.setState({ transcriptOutcome: undefined })
        await again(lessonId)
      },
      async () => {
        const insteadOf = replaced ? { insteadOf: replaced } : {}
        await api.transcripts.restore({ lessonId, id: transcript.id, ...insteadOf }, inNameOf(transcript))
        await again(lessonId)
      },
    )
  } catch (error) {
    sayError(error, `“${name}” was not imported.`)
  }
}

/** Reads a subtitle file into the lesson; what was there comes back with undo. */
export const importTranscript = (room: Room, file: File): Promise<void> =>
  take(room, file.name, async () =>
    api.transcripts.import({
      lessonId: room.lessonId,
      name: file.name,
      bytesBase64: base64Of(new Uint8Array(await file.arrayBuffer())),
    }),
  )

/** Imports a subtitle file that lies beside a recording. */
export const importBeside = (
  room: Room,
  { recordingId, fileName }: { readonly recordingId: `recording:${string}`; readonly fileName: string },
): Promise<void> =>
  take(room, fileName, () => api.transcripts.importBeside({ lessonId: room.lessonId, recordingId, fileName }))

export async function removeTranscript(room: Room, transcript: TranscriptView): Promise<void> {
  const { id, lessonId, fileName } = transcript
  const context = inNameOf(transcript)
  try {
    await api.transcripts.remove({ lessonId, id }, context)
    room.ui.setState({ transcriptOutcome: undefined })
    await again(lessonId)
    offerUndo(
      `Transcript “${fileName}” removed`,
      async () => {
        await api.transcripts.restore({ lessonId, id }, context)
        await again(lessonId)
      },
      async () => {
        await api.transcripts.remove({ lessonId, id }, context)
        await again(lessonId)
      },
    )
  } catch (error) {
    sayError(error, 'The transcript was not removed.')
  }
}
