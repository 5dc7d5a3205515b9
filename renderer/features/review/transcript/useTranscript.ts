import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { api } from '../../../lib/api.ts'
import { keys } from '../../../lib/queries.ts'

/**
 * The lesson's transcript; null where there is none, undefined while it is read. Comments come and go by the second, so only
 * its version is asked anew, and its words where that changed.
 */
export function useTranscript(lessonId: LessonId) {
  const version = useQuery({
    queryKey: keys.transcript(lessonId),
    queryFn: () => api.transcripts.version({ lessonId }),
  })
  const known = typeof version.data === 'string' ? version.data : undefined
  const words = useQuery({
    queryKey: keys.transcriptWords(lessonId, known),
    queryFn: () => api.transcripts.get({ lessonId }),
    enabled: known !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
  return {
    transcript: version.data === null ? null : words.data,
    error: version.error ?? words.error,
  }
}

/** Subtitle files that lie beside the lesson's recordings. */
export const useBeside = (lessonId: LessonId) =>
  useQuery({
    queryKey: keys.transcriptBeside(lessonId),
    queryFn: () => api.transcripts.beside({ lessonId }),
  })
