import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const fontFile = (): string =>
  createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')

/** What a page that leaves Debrief carries in itself, so that it needs nothing beside it. */
export interface PageParts {
  readonly css: string
  /** WOFF2 of the text's letters, so that it looks the same where the system has other fonts. */
  readonly fontBase64: string
}

/**
 * Reads the style and the letters of a page: what all pages have in common, then its own.
 * @param styles files under the resources folder, in the order in which they count
 */
export async function readPageParts(resourcesDir: string, styles: readonly string[]): Promise<PageParts> {
  const read = (name: string) => readFile(join(resourcesDir, name), 'utf8')
  const [font, ...css] = await Promise.all([
    readFile(fontFile(), 'base64'),
    ...['pages/page.css', ...styles].map(read),
  ])
  return { css: css.join('\n'), fontBase64: font }
}
