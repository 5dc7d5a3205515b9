import { Modal } from '@mantine/core'
import { useKeys } from '../../lib/keys.ts'
import { closeNotes, type NotesRequest } from '../../lib/notesDialog.ts'
import { useLessons } from '../../lib/queries.ts'
import { HandOn } from './HandOn.tsx'
import { TakeIn } from './TakeIn.tsx'

/** Notes of other programs: taken into a lesson, or its conversation handed on to them. */
export function NotesDialog({ request: { act, lessonId } }: { readonly request: NotesRequest }) {
  useKeys([], { modal: true })
  const lesson = useLessons().data?.find(({ id }) => id === lessonId)
  return (
    <Modal
      opened
      onClose={closeNotes}
      size={640}
      title={act === 'take' ? 'Take in notes of another program' : 'Hand the conversation on'}
    >
      {act === 'take' ? (
        <TakeIn lessonId={lessonId} title={lesson?.title ?? ''} />
      ) : (
        <HandOn lessonId={lessonId} title={lesson?.title ?? ''} />
      )}
    </Modal>
  )
}
