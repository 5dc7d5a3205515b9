import { ActionIcon, Menu } from '@mantine/core'
import { Ellipsis } from 'lucide-react'
import { useRef } from 'react'
import type { TranscriptView } from '../../../../electron/contract/api/transcripts.ts'
import { useRoom } from '../room/roomContext.ts'
import { TRANSCRIPT_FILES } from './subtitleFiles.ts'
import { importBeside, importTranscript, removeTranscript } from './transcriptActs.ts'
import { useBeside } from './useTranscript.ts'

/** What else can be done with a transcript: another in its place, or none. */
export function TranscriptMenu({ transcript }: { readonly transcript: TranscriptView }) {
  const room = useRoom()
  const chooser = useRef<HTMLInputElement>(null)
  const beside = (useBeside(room.lessonId).data ?? []).filter(
    ({ fileName }) => fileName !== transcript.fileName,
  )
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={TRANSCRIPT_FILES}
        aria-label="Transcript file"
        onChange={event => {
          const [file] = event.currentTarget.files ?? []
          if (file) void importTranscript(room, file)
          event.currentTarget.value = ''
        }}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" size={28} aria-label="Transcript file" title="Transcript file">
            <Ellipsis size={16} strokeWidth={1.9} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <bdi>{transcript.fileName}</bdi>, imported by <bdi>{transcript.author.name}</bdi>
          </Menu.Label>
          <Menu.Item onClick={() => chooser.current?.click()}>Replace with another file</Menu.Item>
          {beside.map(file => (
            <Menu.Item
              key={`${file.recordingId} ${file.fileName}`}
              onClick={() => void importBeside(room, file)}
            >
              Replace with “{file.fileName}”
            </Menu.Item>
          ))}
          <Menu.Item
            disabled={!transcript.local}
            title={transcript.local ? undefined : `Only ${transcript.author.name} can remove it`}
            onClick={() => void removeTranscript(room, transcript)}
          >
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
