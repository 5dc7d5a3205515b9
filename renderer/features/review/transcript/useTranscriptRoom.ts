import { useKeys } from '../../../lib/keys.ts'
import { useRoom } from '../room/roomContext.ts'
import { useTranscriptDrop } from './useTranscriptDrop.ts'

/** What the transcript does in the whole room, whatever is shown beside the picture: its key, and the drop of its file. */
export function useTranscriptRoom(): void {
  const room = useRoom()
  useTranscriptDrop()
  useKeys([
    {
      id: 'transcript',
      title: 'Show what is said now',
      group: 'Transcript',
      keys: ['t'],
      run: () => room.ui.setState({ panel: 'transcript', transcriptAsked: true }),
    },
  ])
}
