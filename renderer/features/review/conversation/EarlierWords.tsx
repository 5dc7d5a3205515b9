import { Popover } from '@mantine/core'
import { History } from 'lucide-react'
import type { CriterionWords } from '../../../../electron/contract/records/criterionVersion.ts'
import type { TagMeaning } from '../../../lib/rubricView.ts'
import { LevelMark } from '../../../ui/CriterionBadge.tsx'
import { LookFors } from '../../../ui/LookFors.tsx'
import classes from './EarlierWords.module.css'

/** A quiet mark beside a tag whose rubric was edited since; opens the words that the tag was made with. */
export function EarlierWords({
  meaning: { words, now },
  level,
}: {
  readonly meaning: TagMeaning & { readonly words: CriterionWords }
  readonly level: string | undefined
}) {
  const { code, title, description, lookFors = [], descriptors, levels } = words
  const said = level === undefined ? undefined : descriptors?.[level]
  const note = now ? 'The rubric says something newer' : 'Not in the rubric any more'
  return (
    <Popover position="bottom-start" width={340} trapFocus={false} returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.mark}
          title={`${note}. Show the words this tag was made with.`}
          aria-label={`${note}: show the words that ${code} was tagged with`}
          onClick={event => event.stopPropagation()}
        >
          <History size={13} strokeWidth={1.9} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.words}>
          <p className={classes.note}>Tagged with these words</p>
          <p className={classes.title}>
            {code} {title}
          </p>
          {description && <p className={classes.text}>{description}</p>}
          <LookFors lines={lookFors} className={classes.lookFors} />
          {level !== undefined && (
            <div className={classes.level}>
              <LevelMark level={level} levels={levels} /> {levels.find(each => each.code === level)?.label}
              {said && <p className={classes.text}>{said}</p>}
            </div>
          )}
          <p className={classes.now}>
            {now ? (
              <>
                The rubric now has <b>{`${now.criterion.code} ${now.criterion.title}`}</b>. A level given anew
                is in the new words.
              </>
            ) : (
              'The rubric does not have this criterion any more.'
            )}
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
