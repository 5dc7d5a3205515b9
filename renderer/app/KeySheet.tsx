import { Modal } from '@mantine/core'
import { useLocation } from 'wouter'
import { type Act, useActs, useKeys } from '../lib/keys.ts'
import { closeSheet } from '../lib/sheets.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import classes from './KeySheet.module.css'

/** Acts by their heading, in the order they were registered; “Everywhere” last. */
function grouped(acts: readonly Act[]): readonly (readonly [string, readonly Act[]])[] {
  const groups = new Map<string, Act[]>()
  for (const act of acts) {
    if (!act.keys?.length) continue
    const group = groups.get(act.group) ?? []
    if (!group.some(({ id }) => id === act.id)) group.push(act)
    groups.set(act.group, group)
  }
  return [...groups].sort(([a], [b]) => Number(a === 'Everywhere') - Number(b === 'Everywhere'))
}

/** Every key of the screen behind it. */
export function KeySheet() {
  const [location] = useLocation()
  useKeys([], { modal: true })
  return (
    <Modal opened onClose={closeSheet} title="Keys" size={860}>
      <div className={classes.groups}>
        {grouped(useActs()).map(([group, acts]) => (
          <section key={group} className={classes.group}>
            <h3>{group}</h3>
            <dl>
              {acts.map(({ id, title, keys }) => (
                <div key={id} className={classes.line}>
                  <dt>{title}</dt>
                  <dd>
                    {keys?.map(combo => (
                      <KeyCap key={combo} combo={combo} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {!location.startsWith('/lesson/') && (
        <p className="sm t3">
          In a lesson, <KeyCap combo="?" /> shows the keys for playback, comments, rubric and clips.
        </p>
      )}
    </Modal>
  )
}
