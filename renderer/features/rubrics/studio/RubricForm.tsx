import { Button } from '@mantine/core'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useDesk } from './deskContext.ts'
import { addLevel, MOST_LEVELS, moveLevel, patchLevel, removeLevel } from './edits.ts'
import { Field } from './Field.tsx'
import classes from './Form.module.css'
import type { Typed } from './typed.ts'

/** What the rubric is called, where it comes from, and its scale. */
export function RubricForm({ typed }: { readonly typed: Typed }) {
  const desk = useDesk()
  const { title, source, licence, levels } = typed
  const full = levels.length >= MOST_LEVELS
  return (
    <>
      <Field
        name="rubric title"
        label="Title"
        first
        value={title}
        maxLength={300}
        onType={(now, words) => ({ ...now, title: words })}
      />
      <div className={classes.pair}>
        <Field
          name="rubric source"
          label="Source"
          placeholder="Who wrote these words"
          value={source}
          maxLength={1000}
          onType={(now, words) => ({ ...now, source: words })}
        />
        <Field
          name="rubric licence"
          label="Licence"
          placeholder="Who may use them"
          value={licence}
          maxLength={300}
          onType={(now, words) => ({ ...now, licence: words })}
        />
      </div>
      <section className={classes.part} aria-label="Levels">
        <h2 className={classes.heading}>Levels, lowest first</h2>
        <p className={classes.hint}>
          A criterion is rated with one of these. “Not observed” stands outside every scale, and is always
          there.
        </p>
        {levels.length > 0 && (
          <p className={classes.columns} aria-hidden="true">
            <span>Name</span>
            <span>Code</span>
          </p>
        )}
        <ol className={classes.scale}>
          {levels.map(({ uid, code, label }, at) => (
            <li key={uid} className={classes.level}>
              <span className={classes.place}>{at + 1}</span>
              <Field
                name={`${uid} label`}
                label={`Name of level ${at + 1}`}
                value={label}
                maxLength={120}
                className={classes.bare ?? ''}
                onType={(now, words) => patchLevel(now, uid, { label: words })}
              />
              <Field
                name={`${uid} code`}
                label={`Code of level ${at + 1}`}
                value={code}
                maxLength={40}
                className={classes.bareCode ?? ''}
                onType={(now, words) => patchLevel(now, uid, { code: words })}
              />
              <IconButton
                icon={ArrowUp}
                label={`Level ${at + 1} lower`}
                disabled={at === 0}
                why="It is the lowest already"
                onClick={() => desk.edit(now => moveLevel(now, uid, -1))}
              />
              <IconButton
                icon={ArrowDown}
                label={`Level ${at + 1} higher`}
                disabled={at === levels.length - 1}
                why="It is the highest already"
                onClick={() => desk.edit(now => moveLevel(now, uid, 1))}
              />
              <IconButton
                icon={Trash2}
                label={`Delete level ${at + 1}`}
                onClick={() => desk.edit(now => removeLevel(now, uid))}
              />
            </li>
          ))}
        </ol>
        {levels.length === 0 && <p className={classes.hint}>No levels: criteria are noted, not rated.</p>}
        <Button
          variant="default"
          size="sm"
          className={classes.add ?? ''}
          disabled={full}
          title={full ? `${MOST_LEVELS} levels are the most` : undefined}
          leftSection={<Plus size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => desk.edit(now => addLevel(now).typed)}
        >
          Add a level
        </Button>
      </section>
    </>
  )
}
