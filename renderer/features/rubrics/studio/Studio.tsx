import { Button } from '@mantine/core'
import { ArrowDown, ArrowUp, CopyPlus, ListTree, Plus, Redo2, Trash2, Undo2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { criterionKeys } from '../../../../electron/contract/rubric/criterionKeys.ts'
import { useKeys } from '../../../lib/keys.ts'
import { undoNewest } from '../../../lib/notices.ts'
import { counted } from '../../../lib/words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { Screen } from '../../../ui/Screen.tsx'
import { RubricActs } from '../RubricActs.tsx'
import { CriterionForm } from './CriterionForm.tsx'
import { DomainForm } from './DomainForm.tsx'
import { duplicateChosen, moveChosen, newCriterion, newDomain, removeChosen } from './deskActs.ts'
import { DeskContext, ProblemsContext } from './deskContext.ts'
import { MOST_CRITERIA, MOST_DOMAINS } from './edits.ts'
import { Outline } from './Outline.tsx'
import { RubricForm } from './RubricForm.tsx'
import { SavingNote } from './SavingNote.tsx'
import classes from './Studio.module.css'
import { soundBody } from './soundBody.ts'
import { createDesk, type StudioDesk } from './studioStore.ts'
import { type Chosen, chosenIn } from './typed.ts'

/** One's own rubric on the desk: its parts at the left, what is chosen of them at the right; all is saved as it is typed. */
export function Studio({ rubric }: { readonly rubric: RubricView }) {
  const [desk] = useState(() => createDesk(rubric))
  const typed = useStore(desk.state, state => state.history.present)
  const uid = useStore(desk.state, state => state.chosen)
  const said = useStore(desk.state, state => state.said)
  const { body, problems } = useMemo(() => soundBody(typed), [typed])
  const chosen = chosenIn(typed, uid)
  useEffect(() => desk.adopt(rubric), [desk, rubric])
  useEffect(() => {
    const leave = () => void desk.flush()
    window.addEventListener('pagehide', leave)
    desk.open()
    return () => {
      window.removeEventListener('pagehide', leave)
      desk.close()
    }
  }, [desk])
  useStudioKeys(desk, chosen)
  const criteria = body.domains.reduce((sum, domain) => sum + domain.criteria.length, 0)
  return (
    <DeskContext value={desk}>
      <ProblemsContext value={problems}>
        <Screen
          title={body.title}
          sub={
            <>
              {counted(body.domains.length, 'domain')} · {counted(criteria, 'criterion', 'criteria')} ·{' '}
              {body.levels.length > 0 ? counted(body.levels.length, 'level') : 'no levels'}
            </>
          }
          head={
            <>
              <SavingNote />
              <History desk={desk} />
              <RubricActs rubric={rubric} mine beforeDelete={() => desk.flush()} />
            </>
          }
        >
          <div className={classes.desk}>
            <div className={classes.parts}>
              <Outline />
              <AddButtons desk={desk} chosen={chosen} domains={body.domains.length} />
            </div>
            <section className={classes.form} aria-label={nameOf(chosen)} key={uid ?? 'rubric'}>
              <FormHead desk={desk} chosen={chosen} />
              {criteria === 0 && chosen.on === 'rubric' && (
                <p className={classes.empty}>
                  <ListTree size={18} strokeWidth={1.9} aria-hidden="true" />
                  No criterion yet. Name the rubric and its levels here, then add the first criterion.
                </p>
              )}
              {chosen.on === 'rubric' && <RubricForm typed={typed} />}
              {chosen.on === 'domain' && <DomainForm domain={chosen.domain} place={chosen.place} />}
              {chosen.on === 'criterion' && (
                <CriterionForm
                  typed={typed}
                  criterion={chosen.criterion}
                  digitNow={digitOf(body, chosen.domainPlace, chosen.place)}
                />
              )}
            </section>
          </div>
          <p className="spoken" aria-live="polite">
            {said}
          </p>
        </Screen>
      </ProblemsContext>
    </DeskContext>
  )
}

function digitOf(
  body: Parameters<typeof criterionKeys>[0],
  domainPlace: number,
  place: number,
): number | undefined {
  const code = body.domains[domainPlace]?.criteria[place]?.code
  return [...criterionKeys(body)].find(([, each]) => each === code)?.[0]
}

const nameOf = (chosen: Chosen): string =>
  chosen.on === 'rubric' ? 'The rubric' : chosen.on === 'domain' ? 'Domain' : 'Criterion'

function useStudioKeys(desk: StudioDesk, chosen: Chosen): void {
  const group = 'Rubric studio'
  const none = chosen.on === 'rubric'
  useKeys([
    { id: 'studio.criterion', title: 'Add a criterion', group, keys: ['n'], run: () => newCriterion(desk) },
    { id: 'studio.domain', title: 'Add a domain', group, keys: ['shift+n'], run: () => newDomain(desk) },
    {
      id: 'studio.up',
      title: 'Move up',
      group,
      keys: ['alt+arrowup'],
      disabled: none,
      run: () => moveChosen(desk, -1),
    },
    {
      id: 'studio.down',
      title: 'Move down',
      group,
      keys: ['alt+arrowdown'],
      disabled: none,
      run: () => moveChosen(desk, 1),
    },
    {
      id: 'studio.copy',
      title: 'Duplicate the criterion',
      group,
      keys: ['mod+d'],
      disabled: chosen.on !== 'criterion',
      run: () => duplicateChosen(desk),
    },
    {
      id: 'studio.delete',
      title: 'Delete the chosen part',
      group,
      keys: ['delete'],
      disabled: none,
      run: () => removeChosen(desk),
    },
    {
      id: 'studio.undo',
      title: 'Undo in the rubric',
      group,
      keys: ['mod+z'],
      run: () => {
        if (!desk.undo()) undoNewest()
      },
    },
    {
      id: 'studio.redo',
      title: 'Redo in the rubric',
      group,
      keys: ['mod+shift+z', 'mod+y'],
      run: () => void desk.redo(),
    },
  ])
}

function History({ desk }: { readonly desk: StudioDesk }) {
  const back = useStore(desk.state, ({ history }) => history.past.length > 0)
  const on = useStore(desk.state, ({ history }) => history.future.length > 0)
  return (
    <>
      <IconButton
        icon={Undo2}
        label="Undo"
        combo="mod+z"
        size={40}
        disabled={!back}
        why="Nothing to take back"
        onClick={() => void desk.undo()}
      />
      <IconButton
        icon={Redo2}
        label="Redo"
        combo="mod+shift+z"
        size={40}
        disabled={!on}
        why="Nothing was taken back"
        onClick={() => void desk.redo()}
      />
    </>
  )
}

/** What can be done with the part that is chosen. */
function FormHead({ desk, chosen }: { readonly desk: StudioDesk; readonly chosen: Chosen }) {
  if (chosen.on === 'rubric') return null
  const what = chosen.on === 'domain' ? 'domain' : 'criterion'
  return (
    <div className={classes.head}>
      <p className={classes.where}>
        {chosen.on === 'criterion' ? chosen.domain.title.trim() || 'Untitled domain' : 'Domain'}
      </p>
      <IconButton icon={ArrowUp} label="Move up" combo="alt+arrowup" onClick={() => moveChosen(desk, -1)} />
      <IconButton
        icon={ArrowDown}
        label="Move down"
        combo="alt+arrowdown"
        onClick={() => moveChosen(desk, 1)}
      />
      {chosen.on === 'criterion' && (
        <IconButton
          icon={CopyPlus}
          label="Duplicate the criterion"
          combo="mod+d"
          onClick={() => duplicateChosen(desk)}
        />
      )}
      <IconButton
        icon={Trash2}
        label={`Delete the ${what}`}
        combo="delete"
        onClick={() => removeChosen(desk)}
      />
    </div>
  )
}

function AddButtons({
  desk,
  chosen,
  domains,
}: {
  readonly desk: StudioDesk
  readonly chosen: Chosen
  readonly domains: number
}) {
  const crowded = chosen.on !== 'rubric' && chosen.domain.criteria.length >= MOST_CRITERIA
  const full = domains >= MOST_DOMAINS
  const plus = <Plus size={16} strokeWidth={1.9} aria-hidden="true" />
  return (
    <div className={classes.adds}>
      <Button
        size="sm"
        variant={domains === 0 ? 'filled' : 'default'}
        leftSection={plus}
        rightSection={<KeyCap combo="n" />}
        disabled={crowded}
        title={crowded ? `${MOST_CRITERIA} criteria are the most in a domain` : undefined}
        onClick={() => newCriterion(desk)}
      >
        Criterion
      </Button>
      <Button
        size="sm"
        variant="default"
        leftSection={plus}
        rightSection={<KeyCap combo="shift+n" />}
        disabled={full}
        title={full ? `${MOST_DOMAINS} domains are the most` : undefined}
        onClick={() => newDomain(desk)}
      >
        Domain
      </Button>
    </div>
  )
}
