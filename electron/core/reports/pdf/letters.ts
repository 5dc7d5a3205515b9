/// <reference path="./packages.d.ts" />
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create } from 'fontkit'
import subsetFont from 'subset-font'

/** Regular and bold; a PDF holds no variable fonts, so each is cut out of one. */
export const weights = [400, 640] as const
export type Weight = (typeof weights)[number]

/** The faces that come with Debrief, in the order in which a letter is looked for. */
const faces = [
  'inter',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-devanagari',
  'noto-sans-sc',
] as const

/** One file of a face: the letters of a few ranges. */
export interface Slice {
  /** Unique; the name of its fonts in the document begins with it. */
  readonly name: string
  has(codePoint: number): boolean
}

interface FoundSlice extends Slice {
  readonly file: string
  readonly ranges: readonly (readonly [number, number])[]
}

const rangesOf = (css: string): (readonly [number, number])[] =>
  css.split(',').flatMap(range => {
    const [, from, to] = /U\+([0-9a-f]+)(?:-([0-9a-f]+))?/i.exec(range) ?? []
    if (from === undefined) return []
    return [[Number.parseInt(from, 16), Number.parseInt(to ?? from, 16)] as const]
  })

const inRanges = (ranges: FoundSlice['ranges'], codePoint: number): boolean =>
  ranges.some(([from, to]) => from <= codePoint && codePoint <= to)

async function slicesOf(face: (typeof faces)[number]): Promise<FoundSlice[]> {
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve(`@fontsource-variable/${face}/package.json`))
  const listed: unknown = JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8'))
  return Object.entries(listed as Record<string, string>).map(([subset, css]) => {
    const ranges = rangesOf(css)
    const short = subset.replace(/[[\]]/g, '')
    return {
      name: `${face}-${short}`,
      file: join(folder, 'files', `${face}-${short}-wght-normal.woff2`),
      ranges,
      has: codePoint => inRanges(ranges, codePoint),
    }
  })
}

let known: Promise<FoundSlice[]> | undefined

export interface Letters {
  /** In the order in which a letter is looked for; only those that the text needs. */
  readonly slices: readonly Slice[]
  /** TrueType with the letters of the text, by the slice's name and weight. */
  readonly fonts: ReadonlyMap<string, Buffer>
}
export const fontName = (slice: Slice, weight: Weight): string => `${slice.name} ${weight}`

/** Emoji are pictures, even where a text font has an outline of them. */
export const isPictograph = (sign: string): boolean =>
  /\p{Extended_Pictographic}\ufe0f|\p{Emoji_Presentation}|\p{Regional_Indicator}/u.test(sign)

/** What a font that was cut out holds. */
function codePointsOf(bytes: Buffer | undefined): ReadonlySet<number> {
  const font = bytes && create(bytes)
  // One glyph is the mark for a missing sign; such a font has no table of letters to ask.
  if (!font || !('numGlyphs' in font) || font.numGlyphs < 2) return new Set()
  return new Set(font.characterSet)
}

/** Cuts out of the faces what a text needs: small enough that a report with Han weighs a few kilobytes more. */
export async function lettersFor(text: string): Promise<Letters> {
  known ??= Promise.all(faces.map(slicesOf)).then(all => all.flat())
  const all = await known
  const wanted = new Map<FoundSlice, Set<string>>()
  const [latin] = all.filter(({ name }) => name === 'inter-latin')
  if (latin) wanted.set(latin, new Set(' '))
  for (const letter of new Set(text)) {
    const codePoint = letter.codePointAt(0) ?? 0
    // Every slice that has it, so that signs which scripts share are set in the script around them.
    const having = all.filter(slice => slice.has(codePoint))
    const [first] = having
    for (const slice of having) {
      if (slice !== first && !wanted.has(slice)) continue
      const letters = wanted.get(slice) ?? new Set<string>()
      wanted.set(slice, letters.add(letter))
    }
  }
  // Signs that came before their script's own letters did.
  for (const [slice, letters] of wanted)
    for (const letter of new Set(text)) if (slice.has(letter.codePointAt(0) ?? 0)) letters.add(letter)
  const fonts = new Map<string, Buffer>()
  const slices: Slice[] = []
  for (const [slice, letters] of wanted) {
    const file = await readFile(slice.file)
    const text = [...letters].join('')
    const cut = await Promise.all(
      weights.map(weight =>
        subsetFont(file, text, { targetFormat: 'sfnt', variationAxes: { wght: weight } }),
      ),
    )
    const there = codePointsOf(cut[0])
    // A range that is listed promises no letter of it.
    if (there.size === 0) continue
    slices.push({ name: slice.name, has: codePoint => there.has(codePoint) })
    weights.forEach((weight, at) => {
      const font = cut[at]
      if (font) fonts.set(fontName(slice, weight), font)
    })
  }
  const order = new Map(all.map(({ name }, at) => [name, at]))
  slices.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0))
  return { slices, fonts }
}
