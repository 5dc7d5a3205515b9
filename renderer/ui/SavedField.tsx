import { Autocomplete, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'

const REST_MS = 600

/**
 * A field that saves itself: a moment after the last letter, and at once when it is left. Text that `problem` objects to is
 * not saved, and says why.
 */
export function SavedField({
  label,
  value,
  onSave,
  problem = () => undefined,
  suggestions,
  description,
  type = 'text',
  multiline = false,
  placeholder,
  maxLength,
}: {
  readonly label: string
  readonly value: string
  readonly onSave: (value: string) => void
  readonly problem?: (value: string) => string | undefined
  /** What others wrote in this field. */
  readonly suggestions?: readonly string[]
  readonly description?: string
  readonly type?: 'text' | 'date'
  readonly multiline?: boolean
  readonly placeholder?: string
  readonly maxLength?: number
}) {
  const [draft, setDraft] = useState<string>()
  const latest = useRef({ draft, value, onSave, problem })
  latest.current = { draft, value, onSave, problem }
  const flush = () => {
    const { draft: text, value: saved, onSave: save, problem: objection } = latest.current
    if (text !== undefined && text !== saved && objection(text) === undefined) save(text)
  }
  const flushRef = useRef(flush)
  flushRef.current = flush
  useEffect(() => {
    if (draft === undefined) return
    const timer = setTimeout(() => flushRef.current(), REST_MS)
    return () => clearTimeout(timer)
  }, [draft])
  // Closing the panel loses nothing.
  useEffect(() => () => flushRef.current(), [])
  const text = draft ?? value
  const shared = {
    label,
    value: text,
    error: problem(text),
    onBlur: () => {
      flush()
      if (problem(text) === undefined) setDraft(undefined)
    },
    ...(description === undefined ? {} : { description }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(maxLength === undefined ? {} : { maxLength }),
  }
  if (suggestions)
    return <Autocomplete {...shared} data={[...suggestions]} onChange={setDraft} onOptionSubmit={setDraft} />
  if (multiline)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={8}
        onChange={event => setDraft(event.currentTarget.value)}
      />
    )
  return <TextInput {...shared} type={type} onChange={event => setDraft(event.currentTarget.value)} />
}
