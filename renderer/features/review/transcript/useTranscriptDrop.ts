import { useEffect } from 'react'
import { useRoom } from '../room/roomContext.ts'
import { looksLikeTranscript } from './subtitleFiles.ts'
import { importTranscript } from './transcriptActs.ts'

/** A subtitle file dropped anywhere on the room is its transcript; every other drop is an import of recordings. */
export function useTranscriptDrop(): void {
  const room = useRoom()
  useEffect(() => {
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      const [file] = files
      if (!file || !files.every(({ name }) => looksLikeTranscript(name))) return
      // Whoever takes drops for the whole window sees by this that it was taken.
      event.preventDefault()
      void importTranscript(room, file)
    }
    window.addEventListener('drop', drop, { capture: true })
    return () => window.removeEventListener('drop', drop, { capture: true })
  }, [room])
}
