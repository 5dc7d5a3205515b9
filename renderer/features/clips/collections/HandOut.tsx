import { Button, Modal } from '@mantine/core'
import { FileArchive, FolderOutput } from 'lucide-react'
import { useState } from 'react'
import type { CollectionView } from '../../../../electron/contract/api/collections.ts'
import { useKeys } from '../../../lib/keys.ts'
import { useLessons } from '../../../lib/queries.ts'
import { counted } from '../../../lib/words.ts'
import { BlockedClips, blockedLessons } from '../../../ui/BlockedClips.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { handOut } from './collectionActs.ts'
import classes from './HandOut.module.css'

const kinds = [
  {
    value: 'folder',
    icon: FolderOutput,
    name: 'A folder',
    words: 'For a USB stick or a shared drive: opens by double click, in any browser',
  },
  {
    value: 'zip',
    icon: FileArchive,
    name: 'One .zip file',
    words: 'To send or to upload: whoever gets it unpacks it and opens index.html',
  },
] as const

/** How a collection is handed out, and what of it stays here. */
export function HandOut({
  collection,
  onClose,
}: {
  readonly collection: CollectionView
  readonly onClose: () => void
}) {
  const { clips, title } = collection
  const lessons = useLessons().data ?? []
  const [kind, setKind] = useState<'folder' | 'zip'>('folder')
  const held = blockedLessons(clips, lessons).reduce((sum, { count }) => sum + count, 0)
  const leaves = clips.length - held
  const begin = async () => {
    if (leaves > 0 && (await handOut(collection, kind === 'zip'))) onClose()
  }
  const act = { id: 'handOut.write', title: 'Hand it out', group: 'Collection', run: () => void begin() }
  useKeys([{ ...act, keys: ['mod+enter'], inFields: true }], { modal: true })
  return (
    <Modal opened onClose={onClose} size={560} title="Hand out">
      <div className={classes.content}>
        <p className={classes.about}>
          <b dir="auto">{title}</b> as pages that need no network: its clips, prompts, comments and tags.
          Private notes are never in it.
        </p>
        <fieldset className={classes.kinds}>
          <legend className={classes.legend}>As</legend>
          {kinds.map(({ value, icon: Icon, name, words }, at) => (
            <label key={value} className={classes.kind} data-on={kind === value}>
              <input
                type="radio"
                name="kind"
                value={value}
                checked={kind === value}
                onChange={() => setKind(value)}
                data-autofocus={at === 0 || undefined}
              />
              <Icon size={19} strokeWidth={1.9} aria-hidden="true" />
              <span className="grow">
                <b>{name}</b>
                <small>{words}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <BlockedClips clips={clips} lessons={lessons} />
        <div className={classes.acts}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={leaves === 0}
            onClick={() => void begin()}
            rightSection={<KeyCap combo="mod+enter" />}
          >
            Choose where for {counted(leaves, 'clip')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
