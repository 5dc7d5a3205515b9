import type { Element } from 'domhandler'
import { textContent } from 'domutils'
import { type ForeignNote, type NotesReading, NotesRefusal, type Skipped } from '../notes.types.ts'
import { readXml } from './xml.ts'

/** `00:01:02.500`, `00:01:02:12` (frames), `62.5s`, `500ms`, `1.5m`, `1h`. */
function timeMs(text: string | undefined, fps: number): number | undefined {
  const clock = /^(\d+):(\d{2}):(\d{2})(?:[.,](\d+)|:(\d+))?$/.exec(text ?? '')
  if (clock) {
    const [, hours, minutes, seconds, fraction = '0', frames] = clock
    const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
    const part = frames === undefined ? Number(`0.${fraction}`) : Number(frames) / fps
    return Math.round((whole + part) * 1000)
  }
  const [, value, unit = ''] = /^(\d+(?:\.\d+)?)(h|m|s|ms|f)$/.exec(text ?? '') ?? []
  const perUnit = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, f: 1000 / fps }[unit]
  return value === undefined || perUnit === undefined ? undefined : Math.round(Number(value) * perUnit)
}

/** The words of a paragraph, with its line breaks. */
function wordsOf(element: Element): string {
  return element.children
    .map(child => {
      if (child.type === 'text') return textContent(child).replace(/\s+/g, ' ')
      if (child.type !== 'tag') return ''
      return /(?:^|:)br$/.test(child.name) ? '\n' : wordsOf(child)
    })
    .join('')
    .replace(/ *\n */g, '\n')
    .trim()
}

/**
 * TTML (also DFXP): every timed paragraph is a note.
 * @throws NotesRefusal
 */
export function readTimedText(text: string): NotesReading {
  const file = readXml(text)
  const prefix = /<(?:(\w{1,9}):)?tt[\s>]/.exec(text)?.[1]
  const name = (local: string) => (prefix === undefined ? local : `${prefix}:${local}`)
  const [root] = file.all(name('tt'))
  const fps = Number(root?.attribs['ttp:frameRate'] ?? 30) || 30
  const notes: ForeignNote[] = []
  const skipped: Skipped[] = []
  for (const paragraph of file.all(name('p'))) {
    const line = file.lineOf(paragraph)
    const atMs = timeMs(paragraph.attribs.begin, fps)
    const length = timeMs(paragraph.attribs.dur, fps)
    const toMs =
      timeMs(paragraph.attribs.end, fps) ??
      (atMs !== undefined && length !== undefined ? atMs + length : undefined)
    const words = wordsOf(paragraph)
    if (words === '') continue
    if (atMs === undefined) skipped.push({ line, reason: 'The paragraph has no time at which it begins.' })
    else notes.push({ atMs, ...(toMs !== undefined && toMs > atMs && { toMs }), text: words, line })
  }
  if (notes.length === 0) throw new NotesRefusal('This TTML file has no timed words. Nothing was taken in.')
  return { notes, skipped }
}
