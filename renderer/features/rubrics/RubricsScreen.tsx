import { FileButton } from '@mantine/core'
import { Layers, Plus } from 'lucide-react'
import { useRef } from 'react'
import { useLocation } from 'wouter'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { useKeys } from '../../lib/keys.ts'
import { useRubrics } from '../../lib/queries.ts'
import { criteriaOf } from '../../lib/rubricView.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SideHeading, SideItem, SideLayout } from '../../ui/SideList.tsx'
import { RubricPage } from './RubricPage.tsx'
import classes from './RubricsScreen.module.css'
import { importRubrics } from './rubricActs.ts'

const addressOf = (id: string): string => `/rubrics/${encodeURIComponent(id)}`

/** Rubrics of the library and those that ship: read them, bring one's own, take them away. */
export function RubricsScreen({ rubricId }: { readonly rubricId: string | undefined }) {
  const rubrics = useRubrics()
  const [, go] = useLocation()
  const importButton = useRef<HTMLButtonElement>(null)
  const wanted = rubricId === undefined ? undefined : decodeURIComponent(rubricId)
  const all = rubrics.data ?? []
  const own = all.filter(({ template }) => !template)
  const shown = all.find(({ id }) => id === wanted) ?? own[0] ?? all[0]
  useKeys([
    {
      id: 'rubrics.import',
      title: 'Import a rubric',
      group: 'Rubrics',
      keys: ['mod+o'],
      run: () => importButton.current?.click(),
    },
  ])
  const take = async (files: readonly File[]) => {
    const last = await importRubrics(files)
    if (last) go(addressOf(last.id))
  }
  const list = (some: readonly RubricView[]) =>
    some.map(rubric => (
      <SideItem
        key={rubric.id}
        icon={Layers}
        name={rubric.title}
        to={addressOf(rubric.id)}
        on={rubric.id === shown?.id}
        end={criteriaOf(rubric).length}
      />
    ))
  return (
    <SideLayout
      label="Rubrics"
      side={
        <>
          {own.length > 0 && <SideHeading>In this library</SideHeading>}
          {list(own)}
          <SideHeading>Templates</SideHeading>
          {list(all.filter(({ template }) => template))}
          <FileButton
            accept=".csv,.json,.txt,text/csv,application/json"
            multiple
            onChange={files => void take(files)}
          >
            {props => (
              <button {...props} ref={importButton} type="button" className={classes.import}>
                <Plus size={16} strokeWidth={1.9} aria-hidden="true" /> Import a rubric
              </button>
            )}
          </FileButton>
        </>
      }
    >
      {shown ? (
        <RubricPage key={shown.id} rubric={shown} />
      ) : (
        <Screen title="Rubrics">
          <div className={classes.scroller}>
            {rubrics.error ? <ErrorPanel error={rubrics.error} /> : <LoadingLines lines={4} />}
          </div>
        </Screen>
      )}
    </SideLayout>
  )
}
