import { type Inline, inlineOf } from './inline.ts'

/** Lines that stand under each other. */
type Lines = readonly (readonly Inline[])[]

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: Lines }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly Lines[] }

/** A quote within a quote within a quote: deeper ones are shown as they were typed. */
const MAX_QUOTES = 3

const quote = /^ {0,3}> ?/
const bullet = /^ {0,3}[-*•] +(?=\S)/
const number = /^ {0,3}(\d{1,6})[.)] +(?=\S)/
const indented = /^ {2,}(?=\S)/

type Item = { start: number | undefined; text: string }

function itemOf(line: string): Item | undefined {
  const dot = bullet.exec(line)
  if (dot) return { start: undefined, text: line.slice(dot[0].length) }
  const figure = number.exec(line)
  return figure ? { start: Number(figure[1]), text: line.slice(figure[0].length) } : undefined
}

/**
 * Reads the words of a comment or reply: paragraphs, quotes, lists, and in them bold, italic, links and times. It is Markdown
 * as far as that goes; there is no HTML in it, no picture and no heading. Never throws; every letter typed is kept but for the
 * marks themselves.
 */
export function richTextOf(text: string, quotes = 0): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    if (line.trim() === '') {
      at++
      continue
    }
    const take = (belongs: (line: string, step: number) => boolean): string[] => {
      const from = at
      while (at < lines.length && belongs(lines[at] ?? '', at - from)) at++
      return lines.slice(from, at)
    }
    const item = itemOf(line)
    if (quotes < MAX_QUOTES && quote.test(line)) {
      const quoted = take(one => quote.test(one)).map(one => one.replace(quote, ''))
      blocks.push({ kind: 'quote', blocks: richTextOf(quoted.join('\n'), quotes + 1) })
    } else if (item) {
      const isNumbered = item.start !== undefined
      const taken = take((one, step) => {
        const next = itemOf(one)
        return next ? (next.start !== undefined) === isNumbered : step > 0 && indented.test(one)
      })
      blocks.push({ kind: 'list', start: item.start, items: itemsOf(taken) })
    } else {
      const isOwn = (one: string) =>
        one.trim() !== '' && !itemOf(one) && !(quotes < MAX_QUOTES && quote.test(one))
      blocks.push({ kind: 'paragraph', lines: take(isOwn).map(one => inlineOf(one)) })
    }
  }
  return blocks
}

function itemsOf(lines: readonly string[]): Lines[] {
  const items: string[][] = []
  for (const line of lines) {
    const item = itemOf(line)
    if (item) items.push([item.text])
    else items.at(-1)?.push(line.trim())
  }
  return items.map(item => item.map(line => inlineOf(line)))
}

const plainInline = (inline: Inline): string =>
  inline.kind === 'text' || inline.kind === 'time' ? inline.text : inline.children.map(plainInline).join('')

const plainLines = (lines: Lines): string => lines.map(line => line.map(plainInline).join('')).join('\n')

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return plainLines(block.lines)
    case 'quote':
      return `“${block.blocks.map(plainBlock).join('\n')}”`
    case 'list':
      return block.items
        .map((item, at) => `${block.start === undefined ? '•' : `${block.start + at}.`} ${plainLines(item)}`)
        .join('\n')
  }
}

/** One line that begins no list or quote, without any sign that could be a mark. */
const unmarked = /^[^\s>\-*•\d\\_[][^\r\n\\*_[]*$/

/** The same words without marks, for where there is only text: a title, a line, a picture. */
export const plainWords = (text: string): string =>
  // Most are so, and a search reads every comment of a library.
  unmarked.test(text) ? text : richTextOf(text).map(plainBlock).join('\n')
