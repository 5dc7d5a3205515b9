import { Fragment, memo, type ReactNode, useMemo } from 'react'
import type { Inline } from '../../electron/contract/text/inline.ts'
import { type Block, richTextOf } from '../../electron/contract/text/richText.ts'
import classes from './RichText.module.css'

interface Times {
  /** The lesson's length; what is written beyond it is no time of this lesson. */
  readonly durationMs?: number | undefined
  /** Goes to a time that is written in the words; without it times are words like others. */
  readonly onTime?: ((atMs: number) => void) | undefined
}

/**
 * The words of a comment or reply, with bold, italic, lists, quotes, links and times. Everything is made of elements of our
 * own; nothing that was typed is ever read as HTML.
 */
export const RichText = memo(function RichText({
  text,
  className = '',
  ...times
}: Times & { readonly text: string; readonly className?: string | undefined }) {
  const blocks = useMemo(() => richTextOf(text), [text])
  return (
    <div className={`${classes.words} ${className}`} dir="auto">
      {blocks.map((block, at) => blockOf(block, at, times))}
    </div>
  )
})

function blockOf(block: Block, key: number, times: Times): ReactNode {
  if (block.kind === 'paragraph')
    return (
      <p key={key} dir="auto">
        {linesOf(block.lines, times)}
      </p>
    )
  if (block.kind === 'quote')
    return (
      <blockquote key={key} className={classes.quote} dir="auto">
        {block.blocks.map((inner, at) => blockOf(inner, at, times))}
      </blockquote>
    )
  const items = block.items.map((item, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words that are read do not move
    <li key={at} dir="auto">
      {linesOf(item, times)}
    </li>
  ))
  return block.start === undefined ? (
    <ul key={key} className={classes.list}>
      {items}
    </ul>
  ) : (
    <ol key={key} className={classes.list} start={block.start}>
      {items}
    </ol>
  )
}

const linesOf = (lines: readonly (readonly Inline[])[], times: Times): ReactNode =>
  lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words that are read do not move
    <Fragment key={at}>
      {at > 0 && <br />}
      {line.map((inline, index) => inlineNode(inline, index, times))}
    </Fragment>
  ))

function inlineNode(inline: Inline, key: number, times: Times): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'strong':
      return <strong key={key}>{inline.children.map((child, at) => inlineNode(child, at, times))}</strong>
    case 'em':
      return <em key={key}>{inline.children.map((child, at) => inlineNode(child, at, times))}</em>
    case 'link':
      return (
        <a key={key} href={inline.href} title={inline.href} target="_blank" rel="noopener noreferrer">
          {inline.children.map((child, at) => inlineNode(child, at, times))}
        </a>
      )
    case 'time': {
      const { onTime, durationMs = Number.POSITIVE_INFINITY } = times
      if (!onTime || inline.atMs > durationMs) return inline.text
      return (
        <button
          key={key}
          type="button"
          className={classes.time}
          aria-label={`Go to ${inline.text}`}
          onClick={() => onTime(inline.atMs)}
        >
          {inline.text}
        </button>
      )
    }
  }
}
