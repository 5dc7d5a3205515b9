import { Button, Menu } from '@mantine/core'
import { ChevronDown, CopyPlus, Download, Trash2 } from 'lucide-react'
import { useLocation } from 'wouter'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { useAppInfo } from '../../lib/queries.ts'
import { downloadRubric, duplicateRubric, removeRubric, rubricAddress } from './rubricActs.ts'

/** What can be done with a whole rubric. */
export function RubricActs({
  rubric,
  mine,
  beforeDelete = async () => undefined,
}: {
  readonly rubric: RubricView
  readonly mine: boolean
  readonly beforeDelete?: () => Promise<void>
}) {
  const [, go] = useLocation()
  const readOnly = useAppInfo().data?.library.readOnly ?? false
  const duplicate = async () => {
    const copy = await duplicateRubric(rubric)
    if (copy) go(rubricAddress(copy.id))
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="lg"
            variant="default"
            leftSection={<Download size={17} strokeWidth={1.9} aria-hidden="true" />}
            rightSection={<ChevronDown size={15} strokeWidth={1.9} aria-hidden="true" />}
          >
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void downloadRubric(rubric.id, 'csv')}>
            As CSV, for a spreadsheet
          </Menu.Item>
          <Menu.Item onClick={() => void downloadRubric(rubric.id, 'json')}>As JSON, complete</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {!readOnly && (
        <Button
          size="lg"
          variant={mine ? 'default' : 'filled'}
          leftSection={<CopyPlus size={17} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void duplicate()}
        >
          {mine ? 'Duplicate' : 'Duplicate to edit'}
        </Button>
      )}
      {mine && !readOnly && (
        <Button
          size="lg"
          variant="default"
          leftSection={<Trash2 size={17} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void beforeDelete().then(() => removeRubric(rubric))}
        >
          Delete
        </Button>
      )}
    </>
  )
}
