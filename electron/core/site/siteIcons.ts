import { commentKind } from '../../contract/records/comment.ts'
import { kindMarks } from '../text/kindMarks.ts'

/** Shapes are Lucide's (ISC), in a box of 24 units. */
const shapes = {
  play: ['m6 3 14 9-14 9z'],
  guide: [
    'M12 7v14',
    'M3 18a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h5a4 4 0 0 1 4 4 4 4 0 0 1 4-4h5a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-6a3 3 0 0 0-3 3 3 3 0 0 0-3-3z',
  ],
  print: [
    'M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2',
    'M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6',
    'M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z',
  ],
  back: ['m12 19-7-7 7-7', 'M19 12H5'],
  previous: ['m15 18-6-6 6-6'],
  next: ['m9 18 6-6-6-6'],
} as const

type Icon = keyof typeof shapes

/** One of `siteIcons`; the words beside it say what it means. */
export const icon = (name: Icon | `kind-${keyof typeof kindMarks}`): string =>
  `<svg class="icon" aria-hidden="true"><use href="#i-${name}"/></svg>`

const symbol = (name: string, paths: readonly string[]): string =>
  `<symbol id="i-${name}" viewBox="0 0 24 24">${paths.map(path => `<path d="${path}"/>`).join('')}</symbol>`

/** Every drawing of the page, once. */
export const siteIcons = `<svg class="defs" aria-hidden="true">${[
  ...Object.entries(shapes).map(([name, paths]) => symbol(name, paths)),
  ...commentKind.options.map(kind => symbol(`kind-${kind}`, kindMarks[kind].paths)),
].join('')}</svg>`

/** The app's own sign. */
export const siteLogo =
  '<svg class="logo" viewBox="64 64 896 896" aria-hidden="true"><rect x="64" y="64" width="896" height="896" rx="216" fill="#14181c"/><g stroke="#fff" stroke-width="56" stroke-linecap="round"><path d="M372 268v488"/><path d="M652 268v488"/></g><circle cx="372" cy="400" r="104" fill="#79aefc" stroke="#14181c" stroke-width="40"/><circle cx="652" cy="624" r="104" fill="#f7a55c" stroke="#14181c" stroke-width="40"/></svg>'
