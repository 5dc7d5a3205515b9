import type { Inline } from '../../contract/text/inline.ts'
import { type Block, richTextOf } from '../../contract/text/richText.ts'

/** Words as HTML holds them, in an element or in an attribute with double quotes. */
export const html = (text: string): string =>
  text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`).replace(/\p{Cs}|(?![\t\n])\p{Cc}/gu, '')

const inlineHtml = (inline: Inline): string => {
  switch (inline.kind) {
    case 'text':
      return html(inline.text)
    case 'strong':
    case 'em':
      return `<${inline.kind}>${inline.children.map(inlineHtml).join('')}</${inline.kind}>`
    // The page is made to be read without a network: an address is shown, not loaded.
    case 'link':
      return `${inline.children.map(inlineHtml).join('')}`
    case 'time':
      return html(inline.text)
  }
}

const linesHtml = (lines: readonly (readonly Inline[])[]): string =>
  lines.map(line => line.map(inlineHtml).join('')).join('<br>')

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${linesHtml(block.lines)}</p>`
    case 'quote':
      return `<blockquote>${block.blocks.map(blockHtml).join('')}</blockquote>`
    case 'list': {
      const items = block.items.map(item => `<li>${linesHtml(item)}</li>`).join('')
      return block.start === undefined ? `<ul>${items}</ul>` : `<ol start="${block.start}">${items}</ol>`
    }
  }
}

/** A comment's words as HTML: nothing of what was typed can become markup or script. */
export const richHtml = (text: string): string => richTextOf(text).map(blockHtml).join('')
