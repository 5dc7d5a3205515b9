import { Button, Switch } from '@mantine/core'
import { FolderOpen, TriangleAlert } from 'lucide-react'
import type { Settings } from '../../../electron/contract/api/settings.ts'
import { api } from '../../lib/api.ts'
import { sayDone, sayError } from '../../lib/notices.ts'
import { keys, useAppInfo } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { saveSettings } from '../../lib/settings.ts'
import { chooseFolder, reveal } from '../../lib/shell.ts'
import { Row, Section } from './Section.tsx'
import classes from './Settings.module.css'
import { save } from './save.ts'

async function openLibrary(): Promise<void> {
  try {
    const dir = await chooseFolder('Open a library folder', 'Open this folder')
    if (dir === null) return
    queryClient.setQueryData(keys.info, await api.app.openLibrary({ dir }))
    await queryClient.invalidateQueries()
    sayDone(`The library in ${dir} is open.`)
  } catch (error) {
    sayError(error, 'The library could not be opened.')
  }
}

async function chooseExportFolder(): Promise<void> {
  try {
    const dir = await chooseFolder('Where should clips be written?', 'Write clips here')
    if (dir !== null) await saveSettings({ exportDir: dir })
  } catch (error) {
    sayError(error, 'The folder could not be kept.')
  }
}

/** Where the library and the exported clips lie. */
export function FolderSection({ settings }: { readonly settings: Settings }) {
  const info = useAppInfo().data
  const problems = info?.library.problems ?? []
  return (
    <Section
      title="Folders"
      words="A library is one folder. Several people may open the same one through a shared drive."
    >
      <Row
        name="Library"
        hint={
          <>
            {info?.library.dir}
            {info?.library.readOnly && ' · read-only'}
          </>
        }
      >
        {info?.capabilities.reveal && (
          <Button variant="subtle" onClick={() => reveal(info.library.dir)}>
            Show
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<FolderOpen size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void openLibrary()}
        >
          Open another
        </Button>
      </Row>
      {problems.map(({ file, message }) => (
        <div key={file} className={classes.check} data-ok="false" role="alert">
          <TriangleAlert size={17} strokeWidth={1.9} aria-hidden="true" />
          <span className={classes.checkWords}>
            <span className={classes.name}>{message}</span>
            <span className={classes.hint}>{file}</span>
          </span>
        </div>
      ))}
      <Row
        name="Copy recordings into the library"
        hint="Otherwise they stay where they lie and are only linked"
      >
        <Switch
          aria-label="Copy recordings into the library"
          checked={settings.copyOnImport}
          onChange={event => save({ copyOnImport: event.currentTarget.checked })}
        />
      </Row>
      <Row name="Exported clips" hint={settings.exportDir ?? 'The folder “Debrief clips” in your videos'}>
        {settings.exportDir !== undefined && (
          <Button variant="subtle" onClick={() => save({ exportDir: null })}>
            Use the usual one
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<FolderOpen size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void chooseExportFolder()}
        >
          Change
        </Button>
      </Row>
    </Section>
  )
}
