import { Lightbulb, X } from 'lucide-react'
import { memo, type RefObject, useDeferredValue, useMemo } from 'react'
import type { CommentKind } from '../../../../electron/contract/records/comment.ts'
import { useKeys } from '../../../lib/keys.ts'
import { sayDone, sayError } from '../../../lib/notices.ts'
import { saveSettings, useSettings } from '../../../lib/settings.ts'
import { nextStarter, startersOf, usualStarters, withStarter } from '../../../lib/starters.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { putWritten } from './fieldFormat.ts'
import { judgingAdvice, judgingIn } from './judging.ts'
import classes from './WordHelp.module.css'

/** A quiet line under what is written: beginnings of sentences first, then a hint where evidence judges. */
export const WordHelp = memo(function WordHelp({
  kind,
  text,
  field,
  onText,
}: {
  readonly kind: CommentKind
  readonly text: string
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onText: (text: string) => void
}) {
  const settings = useSettings().data
  const starters = startersOf(kind, settings)
  const put = (starter: string | undefined) => {
    const { current } = field
    if (!current || starter === undefined) return
    const known = [...starters, ...Object.values(usualStarters).flat()]
    const next = withStarter(current.value, starter, known)
    current.focus()
    putWritten(current, { text: next, from: next.length, to: next.length }, onText)
  }
  useKeys([
    {
      id: 'comment.starter',
      title: 'Begin the comment with a sentence starter, or the next one',
      group: 'Comments',
      keys: ['alt+s'],
      inFields: true,
      disabled: starters.length === 0,
      run: () => put(nextStarter(field.current?.value ?? '', starters)),
    },
  ])
  if (text.trim() === '')
    return (
      <div className={classes.line}>
        {starters.slice(0, 3).map(starter => (
          <button
            key={starter}
            type="button"
            className={classes.starter}
            aria-label={`Begin with: ${starter.trim()}`}
            title={starter}
            onMouseDown={event => event.preventDefault()}
            onClick={() => put(starter)}
          >
            {starter.trim()} …
          </button>
        ))}
        {starters.length > 0 && <KeyCap combo="alt+s" />}
      </div>
    )
  return (
    <div className={classes.line}>
      {kind === 'evidence' && (settings?.judgingHints ?? true) && <Hint text={text} field={field} />}
    </div>
  )
})

function Hint({
  text,
  field,
}: {
  readonly text: string
  readonly field: RefObject<HTMLTextAreaElement | null>
}) {
  const read = useDeferredValue(text)
  const found = useMemo(() => judgingIn(read), [read])
  const [first] = found
  return (
    <>
      <span className={classes.hint} role="status">
        {first && (
          <>
            <Lightbulb size={13} strokeWidth={1.9} aria-hidden="true" />
            <span>
              <button
                type="button"
                className={classes.word}
                title="Show it in the text"
                onMouseDown={event => event.preventDefault()}
                onClick={() => {
                  field.current?.focus()
                  field.current?.setSelectionRange(first.from, first.to)
                }}
              >
                “{first.word}”
              </button>{' '}
              {judgingAdvice(first.way)}
            </span>
          </>
        )}
      </span>
      {first && (
        <button
          type="button"
          className={classes.off}
          aria-label="Turn these hints off"
          title="Turn these hints off"
          onClick={() => {
            saveSettings({ judgingHints: false }).then(
              () =>
                sayDone('Hints about judging words are off; Settings turns them on again.', {
                  label: 'Turn on',
                  run: () => void saveSettings({ judgingHints: true }).catch(sayError),
                }),
              sayError,
            )
            field.current?.focus()
          }}
        >
          <X size={13} strokeWidth={2} aria-hidden="true" />
        </button>
      )}
    </>
  )
}
