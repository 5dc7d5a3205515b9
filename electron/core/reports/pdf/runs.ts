/// <reference path="./packages.d.ts" />
import bidiFactory from 'bidi-js'
import { graphemesOf } from '../../text/typeset/breakText.ts'
import type { Direction } from '../../text/typeset/direction.ts'
import { isPictograph, type Slice } from './letters.ts'

/** Letters that one font draws in one direction; those of no font are drawn as a picture. */
export interface Run {
  /** In the order in which a font takes it: as it is read, and mirrored where it runs the other way. */
  readonly text: string
  readonly slice: Slice | undefined
  readonly rtl: boolean
}

let bidi: ReturnType<typeof bidiFactory> | undefined
const rtlScript = /[\p{Script=Hebrew}\p{Script=Arabic}]/u

const plain = /^[\x20-\x7e]*$/
const rtlSign =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f\u061c\u2066-\u2069]/u

const sliceFor = (sign: string, slices: readonly Slice[], before: Slice | undefined): Slice | undefined => {
  if (isPictograph(sign)) return undefined
  const points = Array.from(sign, letter => letter.codePointAt(0) ?? 0)
  const drawn = points.filter(point => point !== 0xfe0f && point !== 0xfe0e)
  const fits = (slice: Slice) => drawn.every(point => slice.has(point))
  return before && fits(before) ? before : slices.find(fits)
}

/** Cuts letters of one level into pieces of one font each, in the order in which they are read. */
function cut(text: string, rtl: boolean, slices: readonly Slice[]): Run[] {
  const runs: { text: string; slice: Slice | undefined; rtl: boolean }[] = []
  for (const sign of graphemesOf(text)) {
    const last = runs.at(-1)
    const slice = sliceFor(sign, slices, last?.slice)
    if (last && slice && last.slice === slice) last.text += sign
    else runs.push({ text: sign, slice, rtl })
  }
  return runs
}

/** Signs without a script of their own are set as they come, so where they run from right to left they are turned here. */
const turned = (run: Run): Run => {
  if (!run.rtl || rtlScript.test(run.text)) return run
  const signs = graphemesOf(run.text).map(sign => bidi?.getMirroredCharacter(sign) ?? sign)
  return { ...run, text: signs.reverse().join('') }
}

/** A line's runs from left to right, as they are seen (Unicode's bidirectional algorithm, rule L2). */
export function runsOf(line: string, direction: Direction, slices: readonly Slice[]): Run[] {
  // Most lines are of plain letters; asking the algorithms about them would cost a long report seconds.
  if (direction === 'ltr' && plain.test(line)) {
    const latin = slices.find(slice => slice.has(0x61))
    if (latin) return line === '' ? [] : [{ text: line, slice: latin, rtl: false }]
  }
  if (direction === 'ltr' && !rtlSign.test(line)) return cut(line, false, slices)
  bidi ??= bidiFactory()
  const { levels } = bidi.getEmbeddingLevels(line, direction)
  const stretches: { level: number; text: string }[] = []
  for (let at = 0; at < line.length; at++) {
    const level = levels[at] ?? 0
    const last = stretches.at(-1)
    if (last?.level === level) last.text += line[at]
    else stretches.push({ level, text: line[at] ?? '' })
  }
  const ordered: { level: number; runs: Run[] }[] = stretches.map(({ level, text }) => {
    const runs = cut(text, level % 2 === 1, slices)
    return { level, runs: level % 2 === 1 ? runs.reverse().map(turned) : runs }
  })
  const highest = Math.max(0, ...ordered.map(({ level }) => level))
  for (let level = highest; level >= 1; level--) {
    for (let at = 0; at < ordered.length; at++) {
      if ((ordered[at]?.level ?? 0) < level) continue
      let end = at
      while ((ordered[end + 1]?.level ?? 0) >= level) end++
      ordered.splice(at, end - at + 1, ...ordered.slice(at, end + 1).reverse())
      at = end
    }
  }
  return ordered.flatMap(({ runs }) => runs)
}
