import { useState } from 'react'
import controls from './controls.module.css'
import classes from './WordsField.module.css'

/** Words that take the place of others, or answer them. */
export function WordsField({
  label,
  first,
  act,
  onDone,
  onCancel,
}: {
  readonly label: string
  readonly first: string
  readonly act: string
  readonly onDone: (words: string) => void
  readonly onCancel: () => void
}) {
  const [words, setWords] = useState(first)
  const done = () => words.trim() !== '' && onDone(words)
  return (
    <div className={classes.writing}>
      <textarea
        className={controls.typed}
        aria-label={label}
        dir="auto"
        rows={2}
        maxLength={20_000}
        value={words}
        // biome-ignore lint/a11y/noAutofocus: it was asked for by the button that it takes the place of
        autoFocus
        onChange={event => setWords(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done()
          if (event.key === 'Escape') onCancel()
        }}
      />
      <span className={controls.acts}>
        <button type="button" onClick={done} disabled={words.trim() === ''}>
          {act}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </span>
    </div>
  )
}
