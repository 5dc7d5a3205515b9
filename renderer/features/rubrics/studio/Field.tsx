import { Textarea, TextInput } from '@mantine/core'
import { useDesk, useProblem } from './deskContext.ts'
import type { Typed } from './typed.ts'

/** A field of the studio: each letter is a step of the rubric, saved a moment later, and at once when it is left. */
export function Field({
  name,
  label,
  value,
  onType,
  lines,
  maxLength,
  description,
  placeholder,
  first = false,
  className,
}: {
  /** `<uid> <field>`; also names the run of typing that one undo takes back. */
  readonly name: string
  readonly label: string
  readonly value: string
  readonly onType: (typed: Typed, words: string) => Typed
  /** At least so many lines; absent: one line only. */
  readonly lines?: number
  readonly maxLength: number
  readonly description?: string
  readonly placeholder?: string
  /** Where typing begins when its part was just made. */
  readonly first?: boolean
  readonly className?: string
}) {
  const desk = useDesk()
  const problem = useProblem(name)
  const type = (words: string) => desk.edit(typed => onType(typed, words), name)
  const shared = {
    label,
    value,
    maxLength,
    error: problem,
    onBlur: () => void desk.flush(),
    ...(description === undefined ? {} : { description }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(className === undefined ? {} : { className }),
    dir: 'auto' as const,
  }
  if (lines !== undefined)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={lines}
        maxRows={14}
        onChange={event => type(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      {...shared}
      wrapperProps={first ? { 'data-first-field': true } : {}}
      onChange={event => type(event.currentTarget.value)}
    />
  )
}
