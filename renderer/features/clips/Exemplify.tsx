import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import { useKeys } from '../../lib/keys.ts'
import { useRubrics } from '../../lib/queries.ts'
import { counted } from '../../lib/words.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { type ChosenCriterion, CriterionSelect } from './CriterionSelect.tsx'
import { exemplify } from './clipActs.ts'
import { openDialog } from './clipsState.ts'
import classes from './Dialogs.module.css'

/** Tags clips: of which criterion they are an example to others, and at which level. */
export function Exemplify({ clips }: { readonly clips: readonly ClipView[] }) {
  const rubrics = useRubrics().data ?? []
  const [chosen, setChosen] = useState<ChosenCriterion>()
  const [saving, setSaving] = useState(false)
  const save = async () => {
    if (!chosen || saving) return
    setSaving(true)
    if (await exemplify(clips, chosen, true)) openDialog(undefined)
    else setSaving(false)
  }
  const act = { id: 'clips.exemplify.save', title: 'Mark as an example', group: 'Clips' }
  useKeys([{ ...act, keys: ['mod+enter'], inFields: true, run: () => void save() }], { modal: true })
  const what = clips.length === 1 ? `“${clips[0]?.title}”` : counted(clips.length, 'clip')
  return (
    <Modal opened onClose={() => openDialog(undefined)} title="Example of a criterion" size={480}>
      <div className={classes.form}>
        <p className={classes.about}>
          Who looks for examples of the criterion finds <bdi>{what}</bdi> there.
        </p>
        <CriterionSelect rubrics={rubrics} chosen={chosen} anyLevel="Without a level" onChange={setChosen} />
        <div className={classes.acts}>
          <Button variant="subtle" onClick={() => openDialog(undefined)}>
            Cancel
          </Button>
          <Button
            disabled={!chosen || saving}
            onClick={() => void save()}
            rightSection={<KeyCap combo="mod+enter" />}
          >
            Mark as example
          </Button>
        </div>
      </div>
    </Modal>
  )
}
