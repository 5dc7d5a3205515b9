import { NativeSelect } from '@mantine/core'
import { LevelMark } from '../../../ui/CriterionBadge.tsx'
import { bindChosen } from './deskActs.ts'
import { useDesk } from './deskContext.ts'
import { patchCriterion } from './edits.ts'
import { Field } from './Field.tsx'
import classes from './Form.module.css'
import type { Typed, TypedCriterion } from './typed.ts'

/** A criterion: what it is, what to look for, and what each level of it looks like. */
export function CriterionForm({
  typed,
  criterion,
  digitNow,
}: {
  readonly typed: Typed
  readonly criterion: TypedCriterion
  /** The key that tags it now, by its own wish or by its place. */
  readonly digitNow: number | undefined
}) {
  const desk = useDesk()
  const { uid, code, title, description, lookFors, descriptors, digit } = criterion
  const others = new Map(
    typed.domains
      .flatMap(domain => domain.criteria)
      .filter(each => each.uid !== uid && each.digit !== undefined)
      .map(each => [each.digit, each.code]),
  )
  const scale = typed.levels.map(level => ({ code: level.uid, label: level.label }))
  return (
    <>
      <div className={classes.criterion}>
        <Field
          name={`${uid} title`}
          label="Criterion"
          first
          value={title}
          maxLength={300}
          onType={(now, words) => patchCriterion(now, uid, { title: words })}
        />
        <Field
          name={`${uid} code`}
          label="Code"
          value={code}
          maxLength={40}
          onType={(now, words) => patchCriterion(now, uid, { code: words })}
        />
        <NativeSelect
          label="Key"
          title="In the list, 1–9 gives a key, and 0 takes it back"
          value={digit === undefined ? '' : String(digit)}
          onChange={event => bindChosen(desk, Number(event.currentTarget.value) || undefined)}
          data={[
            {
              value: '',
              label: digit === undefined && digitNow !== undefined ? `By order (${digitNow})` : 'By order',
            },
            ...Array.from({ length: 9 }, (_, at) => {
              const holder = others.get(at + 1)
              return { value: String(at + 1), label: holder ? `${at + 1} (now ${holder})` : String(at + 1) }
            }),
          ]}
        />
      </div>
      <Field
        name={`${uid} description`}
        label="Description"
        lines={2}
        value={description}
        maxLength={4000}
        onType={(now, words) => patchCriterion(now, uid, { description: words })}
      />
      <Field
        name={`${uid} lookFors`}
        label="Look for, one a line"
        placeholder="What can be seen or heard"
        lines={3}
        value={lookFors}
        maxLength={8000}
        onType={(now, words) => patchCriterion(now, uid, { lookFors: words })}
      />
      {typed.levels.length > 0 && (
        <section className={classes.part} aria-label="What each level looks like">
          <h2 className={classes.heading}>What each level looks like</h2>
          <ol className={classes.descriptors}>
            {typed.levels.map(level => (
              <li key={level.uid} className={classes.descriptor}>
                <span className={classes.mark} aria-hidden="true">
                  <LevelMark level={level.uid} levels={scale} />
                </span>
                <Field
                  name={`${uid} ${level.uid}`}
                  label={level.label.trim() || level.code}
                  lines={2}
                  value={descriptors[level.uid] ?? ''}
                  maxLength={4000}
                  onType={(now, words) =>
                    patchCriterion(now, uid, { descriptors: { ...descriptors, [level.uid]: words } })
                  }
                />
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
