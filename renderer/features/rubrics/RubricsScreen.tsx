import { FileButton } from '@mantine/core'
import { FileInput, Layers, type LucideIcon, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { wordsInPart } from '../../lib/addressPart.ts'
import { useKeys } from '../../lib/keys.ts'
import { useAppInfo, useRubrics } from '../../lib/queries.ts'
import { criteriaOf } from '../../lib/rubricView.ts'
import { useSpeaker } from '../../lib/speaker.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SideHeading, SideItem, SideLayout } from '../../ui/SideList.tsx'
import { ImportDialog } from './intake/ImportDialog.tsx'
import { RubricPage } from './RubricPage.tsx'
import classes from './RubricsScreen.module.css'
import { makeRubric, rubricAddress } from './rubricActs.ts'
import { Studio } from './studio/Studio.tsx'

/** Rubrics of the library and those that ship: one's own on the desk to be edited, others to be read and duplicated. */
export function RubricsScreen({ rubricId }: { readonly rubricId: string | undefined }) {
  const rubrics = useRubrics()
  const speaker = useSpeaker(state => state.speaker)
  const readOnly = useAppInfo().data?.library.readOnly ?? false
  const [, go] = useLocation()
  const importButton = useRef<HTMLButtonElement>(null)
  const forgetFiles = useRef<() => void>(null)
  const [files, setFiles] = useState<readonly File[]>([])
  const wanted = rubricId === undefined ? undefined : wordsInPart(rubricId)
  const all = rubrics.data ?? []
  const own = all.filter(({ template }) => !template)
  const shown = all.find(({ id }) => id === wanted) ?? own[0] ?? all[0]
  const make = async () => {
    const made = await makeRubric()
    if (made) go(rubricAddress(made.id))
  }
  const group = 'Rubrics'
  useKeys(
    readOnly
      ? []
      : [
          { id: 'rubrics.new', title: 'Make a rubric', group, keys: ['mod+alt+n'], run: () => void make() },
          {
            id: 'rubrics.import',
            title: 'Import a rubric',
            group,
            keys: ['mod+o'],
            run: () => importButton.current?.click(),
          },
        ],
  )
  const list = (some: readonly RubricView[]) =>
    some.map(rubric => (
      <SideItem
        key={rubric.id}
        icon={Layers}
        name={rubric.title}
        to={rubricAddress(rubric.id)}
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
          {!readOnly && (
            <>
              <SideButton icon={Plus} onClick={() => void make()}>
                Make a rubric
              </SideButton>
              <FileButton
                accept=".csv,.tsv,.json,.txt,text/csv,application/json"
                multiple
                resetRef={forgetFiles}
                onChange={chosen => {
                  setFiles(chosen)
                  // Else the same file, mended meanwhile, could not be chosen again.
                  forgetFiles.current?.()
                }}
              >
                {props => (
                  <button {...props} ref={importButton} type="button" className={classes.import}>
                    <FileInput size={16} strokeWidth={1.9} aria-hidden="true" /> Import a rubric
                  </button>
                )}
              </FileButton>
            </>
          )}
        </>
      }
    >
      {shown && shown.author?.id === speaker && !readOnly ? (
        <Studio key={shown.id} rubric={shown} />
      ) : shown ? (
        <RubricPage key={shown.id} rubric={shown} />
      ) : (
        <Screen title="Rubrics">
          <div className={classes.scroller}>
            {rubrics.error ? <ErrorPanel error={rubrics.error} /> : <LoadingLines lines={4} />}
          </div>
        </Screen>
      )}
      {files[0] && (
        <ImportDialog
          key={files.length}
          file={files[0]}
          more={files.length - 1}
          onDone={rubric => {
            setFiles(files.slice(1))
            if (rubric) go(rubricAddress(rubric.id))
          }}
        />
      )}
    </SideLayout>
  )
}

function SideButton({
  icon: Icon,
  onClick,
  children,
}: {
  readonly icon: LucideIcon
  readonly onClick: () => void
  readonly children: string
}) {
  return (
    <button type="button" className={classes.import} onClick={onClick}>
      <Icon size={16} strokeWidth={1.9} aria-hidden="true" /> {children}
    </button>
  )
}
