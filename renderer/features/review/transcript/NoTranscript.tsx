import { Button, FileButton } from '@mantine/core'
import { Captions } from 'lucide-react'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { useRoom } from '../room/roomContext.ts'
import { TRANSCRIPT_FILES } from './subtitleFiles.ts'
import classes from './Transcript.module.css'
import { importBeside, importTranscript } from './transcriptActs.ts'
import { useBeside } from './useTranscript.ts'

/** Nothing to read yet: where a transcript may come from. */
export function NoTranscript({ readOnly }: { readonly readOnly: boolean }) {
  const room = useRoom()
  const beside = useBeside(room.lessonId).data ?? []
  if (readOnly)
    return (
      <EmptyState icon={Captions} title="No transcript">
        This library is read-only, so none can be imported.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={Captions}
      title="No transcript yet"
      act={
        <div className={classes.list}>
          {beside.map(file => (
            <Button
              key={`${file.recordingId} ${file.fileName}`}
              onClick={() => void importBeside(room, file)}
            >
              Import “{file.fileName}”
            </Button>
          ))}
          <FileButton
            accept={TRANSCRIPT_FILES}
            onChange={file => {
              if (file) void importTranscript(room, file)
            }}
          >
            {props => (
              <Button {...props} variant={beside.length > 0 ? 'default' : 'filled'}>
                Import a transcript
              </Button>
            )}
          </FileButton>
        </div>
      }
    >
      {beside.length > 0
        ? 'It lies beside the recording.'
        : 'Drop a WebVTT or SRT file here, or choose one. Your video platform can give you its captions as such a file.'}
    </EmptyState>
  )
}
