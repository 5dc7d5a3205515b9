import { Button, Loader, Modal } from '@mantine/core'
import { ArrowUp, Check, File as FileIcon, Folder, HardDrive } from 'lucide-react'
import { useState } from 'react'
import { useKeys } from '../../lib/keys.ts'
import { looksLikeRecording } from '../../lib/mediaNames.ts'
import { looksLikePackage } from '../../lib/packages.ts'
import { answerPicker, type PickRequest, usePicker } from '../../lib/picker.ts'
import { useFolder } from '../../lib/queries.ts'
import { counted, sizeWords } from '../../lib/words.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import classes from './FilePicker.module.css'

/** The file picker of shells without native dialogs: it shows the host's folders and links what is chosen, in place. */
export function FilePicker() {
  const request = usePicker(state => state.request)
  return request ? <OpenPicker request={request} /> : null
}

function OpenPicker({ request }: { readonly request: PickRequest }) {
  const [dir, setDir] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const folder = useFolder(dir)
  const files = request.kind === 'files'
  const confirm = () => {
    if (files && chosen.size > 0) answerPicker([...chosen])
    else if (!files && folder.data) answerPicker([folder.data.dir])
  }
  useKeys(
    [
      {
        id: 'picker.confirm',
        title: 'Choose',
        group: 'Choose files',
        keys: ['mod+enter'],
        run: confirm,
        inFields: true,
      },
    ],
    { modal: true },
  )
  const open = (next: string) => setDir(next)
  const toggle = (path: string) =>
    setChosen(before => {
      const next = new Set(before)
      if (!next.delete(path)) next.add(path)
      return next
    })
  const entries = (folder.data?.entries ?? []).filter(
    ({ kind, name }) => kind === 'folder' || (files && (looksLikeRecording(name) || looksLikePackage(name))),
  )
  return (
    <Modal
      opened
      onClose={() => answerPicker(null)}
      title={request.title}
      size={760}
      padding={0}
      classNames={{ header: classes.header ?? '' }}
    >
      <div className={classes.picker}>
        <ul className={classes.places} aria-label="Places">
          {folder.data?.places.map(({ name, path }) => (
            <li key={path}>
              <button
                type="button"
                className={classes.place}
                data-on={path === folder.data?.dir}
                onClick={() => open(path)}
              >
                <HardDrive size={15} strokeWidth={1.9} aria-hidden="true" />
                <span className="ell">{name}</span>
              </button>
            </li>
          ))}
        </ul>
        <div className={classes.main}>
          <div className={classes.path}>
            <IconButton
              icon={ArrowUp}
              label="Folder above"
              size={28}
              disabled={folder.data?.parent == null}
              why="This is the topmost folder"
              onClick={() => folder.data?.parent != null && open(folder.data.parent)}
            />
            <span className={classes.dir} title={folder.data?.dir}>
              <bdi>{folder.data?.dir}</bdi>
            </span>
            {folder.isFetching && <Loader size={14} color="var(--text-3)" />}
          </div>
          {folder.error && (
            <div className={classes.error}>
              <ErrorPanel error={folder.error} />
            </div>
          )}
          <ul className={classes.entries} aria-label="Folder">
            {entries.map(({ name, path, kind, sizeBytes }) =>
              kind === 'folder' ? (
                <li key={path}>
                  <button type="button" className={classes.entry} onClick={() => open(path)}>
                    <Folder size={17} strokeWidth={1.9} aria-hidden="true" />
                    <span className={classes.name}>{name}</span>
                  </button>
                </li>
              ) : (
                <li key={path}>
                  <button
                    type="button"
                    className={classes.entry}
                    aria-pressed={chosen.has(path)}
                    onClick={() => toggle(path)}
                    onDoubleClick={() => answerPicker([path])}
                  >
                    {chosen.has(path) ? (
                      <Check size={17} strokeWidth={2.4} aria-hidden="true" />
                    ) : (
                      <FileIcon size={17} strokeWidth={1.9} aria-hidden="true" />
                    )}
                    <span className={classes.name}>{name}</span>
                    {sizeBytes !== undefined && <span className={classes.size}>{sizeWords(sizeBytes)}</span>}
                  </button>
                </li>
              ),
            )}
            {folder.data && entries.length === 0 && (
              <li className={classes.nothing}>
                {files ? 'No recordings in this folder.' : 'No folders in this one.'}
              </li>
            )}
          </ul>
        </div>
      </div>
      <footer className={classes.foot}>
        <p className="sm t2 grow">
          {files
            ? chosen.size > 0
              ? `${counted(chosen.size, 'recording')} chosen. They stay where they lie.`
              : 'Choose one or more recordings. They stay where they lie.'
            : 'Open the folder you mean, then choose it.'}
        </p>
        <Button variant="default" onClick={() => answerPicker(null)}>
          Cancel
        </Button>
        <Button onClick={confirm} disabled={files ? chosen.size === 0 : !folder.data}>
          {request.kind === 'files' ? 'Import' : request.confirm}
        </Button>
      </footer>
    </Modal>
  )
}
