import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CollectionView } from '../../../../electron/contract/api/collections.ts'
import { useKeys } from '../../../lib/keys.ts'
import { useLessons } from '../../../lib/queries.ts'
import { counted } from '../../../lib/words.ts'
import { BlockedClips, blockedLessons } from '../../../ui/BlockedClips.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import sheet from '../../../ui/Sheet.module.css'
import { RadioCard, Sheet } from '../../../ui/Sheet.tsx'
import { handOut } from './collectionActs.ts'

const kinds = [
  {
    value: 'folder',
    name: 'A folder',
    words: 'For a USB stick or a shared drive: opens by double click, in any browser',
  },
  {
    value: 'zip',
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
    <Sheet title="Hand out" of={title} size={560} onClose={onClose}>
      <div className={sheet.content}>
        <p className={sheet.what}>
          Pages that need no network: its clips, prompts, comments and tags. Private notes are never in it.
        </p>
        <fieldset className={sheet.choices}>
          <legend className={sheet.legend}>As</legend>
          {kinds.map(({ value, name, words }, at) => (
            <RadioCard
              key={value}
              name="kind"
              value={value}
              title={name}
              words={words}
              checked={kind === value}
              onChange={() => setKind(value)}
              data-autofocus={at === 0 || undefined}
            />
          ))}
        </fieldset>
        <BlockedClips clips={clips} lessons={lessons} />
      </div>
      <footer className={sheet.foot}>
        <span className="grow" />
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
      </footer>
    </Sheet>
  )
}
