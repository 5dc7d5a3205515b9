import { Button, Modal } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import type { InputHTMLAttributes, ReactNode } from 'react'
import { sayError } from '../lib/notices.ts'
import { chooseFolder } from '../lib/shell.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { LoadingLines } from './LoadingLines.tsx'
import classes from './Sheet.module.css'

interface SheetFrame {
  readonly title: string
  readonly size?: number
  readonly onClose: () => void
}

/** A dialog with a head, its content, and its acts on a foot that stays in sight (`Sheet.module.css`). */
export function Sheet({
  title,
  of,
  size = 620,
  onClose,
  children,
}: SheetFrame & {
  /** What it is about, beside the title. */
  readonly of?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <Modal
      opened
      onClose={onClose}
      size={size}
      padding={0}
      classNames={{ header: classes.header ?? '', title: classes.heading ?? '' }}
      title={
        <>
          {title}
          {of !== undefined && (
            <bdi className={classes.of} title={of}>
              {of}
            </bdi>
          )}
        </>
      }
    >
      {children}
    </Modal>
  )
}

/** A sheet whose content the host is asked for first. */
export function AskedSheet<Answer>({
  query: { data, error },
  of,
  children,
  ...frame
}: SheetFrame & {
  readonly query: UseQueryResult<Answer>
  readonly of: (answer: Answer) => string
  readonly children: (answer: Answer) => ReactNode
}) {
  return (
    <Sheet {...frame} of={data && of(data)}>
      {data ? (
        children(data)
      ) : (
        <div className={classes.content}>
          {error ? <ErrorPanel error={error} /> : <LoadingLines lines={4} />}
        </div>
      )}
    </Sheet>
  )
}

/** One of several ways, with a line on each. */
export function RadioCard({
  title,
  words,
  end,
  ...input
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'title'> & {
  readonly title: string
  readonly words: string
  /** At the card's end: what it costs. */
  readonly end?: string
}) {
  return (
    <label className={classes.choice} data-on={input.checked} data-off={input.disabled}>
      <input type="radio" {...input} />
      <span className="grow">
        <b>{title}</b>
        <small>{words}</small>
      </span>
      {end !== undefined && <span className="tn sm t2">{end}</span>}
    </label>
  )
}

/** On the foot: where it will be written, and another place. */
export function FolderChoice({
  dir,
  shown = dir,
  as,
  ask,
  act,
  onChange,
}: {
  readonly dir: string | undefined
  /** In the folder's place, where none was chosen. */
  readonly shown?: string | undefined
  /** The name that the file will have. */
  readonly as?: string
  /** The question over the folders, and the word for this one. */
  readonly ask: string
  readonly act: string
  readonly onChange: (dir: string) => unknown
}) {
  const change = async () => {
    const chosen = await chooseFolder(ask, act)
    if (chosen !== null) await onChange(chosen)
  }
  return (
    <>
      <FolderOpen size={17} strokeWidth={1.9} aria-hidden="true" />
      <span className={classes.folder} title={as === undefined ? dir : `${dir}, as ${as}`}>
        <bdi>{shown}</bdi>
      </span>
      <Button variant="subtle" onClick={() => void change().catch(error => sayError(error))}>
        Change
      </Button>
    </>
  )
}
