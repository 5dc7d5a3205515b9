import type { Element } from 'domhandler'
import { type ForeignNote, type NotesReading, NotesRefusal, type Skipped } from '../notes.types.ts'
import { kindOf, labelled } from './kindOf.ts'
import { readXml, type XmlFile } from './xml.ts'

/** Tiers of ours are named `kind · person`; what hangs on them `tags · …` and `replies · …`. */
const ownTier = /^(tags|replies) · /

interface Tier {
  readonly element: Element
  readonly name: string
  readonly person: string | undefined
  readonly parent: string | undefined
}

const tiersOf = ({ all }: XmlFile): Tier[] =>
  all('TIER').map(element => ({
    element,
    name: element.attribs.TIER_ID ?? '',
    person: (element.attribs.PARTICIPANT || element.attribs.ANNOTATOR)?.trim() || undefined,
    parent: element.attribs.PARENT_REF || undefined,
  }))

/**
 * Times of ELAN's slots. A slot without a time lies evenly between its neighbours that have one, as ELAN itself shows it.
 */
function slotsOf({ all }: XmlFile): Map<string, number> {
  const slots = all('TIME_SLOT').map(({ attribs }) => ({
    id: attribs.TIME_SLOT_ID ?? '',
    ms: /^\d+$/.test(attribs.TIME_VALUE ?? '') ? Number(attribs.TIME_VALUE) : undefined,
  }))
  const times = new Map<string, number>()
  let before = 0
  for (let at = 0; at < slots.length; at++) {
    const known = slots[at]?.ms
    if (known !== undefined) {
      times.set(slots[at]?.id ?? '', known)
      before = known
      continue
    }
    let next = at
    while (next < slots.length && slots[next]?.ms === undefined) next++
    const after = slots[next]?.ms ?? before
    const missing = next - at
    for (let step = 0; step < missing; step++)
      times.set(
        slots[at + step]?.id ?? '',
        Math.round(before + ((after - before) * (step + 1)) / (missing + 1)),
      )
    at = next - 1
  }
  return times
}

/** What stands on our own dependent tiers, by the annotation that it belongs to. */
function hangingOn({ all, words }: XmlFile, tiers: readonly Tier[], what: 'tags' | 'replies') {
  const found = new Map<string, string[]>()
  for (const { element, name } of tiers) {
    if (!name.startsWith(`${what} · `)) continue
    for (const annotation of all('REF_ANNOTATION', element)) {
      const on = annotation.attribs.ANNOTATION_REF ?? ''
      const said = words('ANNOTATION_VALUE', annotation) ?? ''
      const each = what === 'tags' ? said.split(', ') : [said]
      found.set(on, [...(found.get(on) ?? []), ...each])
    }
  }
  return found
}

/**
 * ELAN (`.eaf`). Annotations of independent tiers become notes; a tier that refines another (words of a sentence, a gloss)
 * would only say the same again and is told instead.
 * @throws NotesRefusal
 */
export function readElan(text: string): NotesReading {
  const file = readXml(text)
  const tiers = tiersOf(file)
  if (tiers.length === 0)
    throw new NotesRefusal('This ELAN file has no tiers, so there is nothing in it to take in.')
  const slots = slotsOf(file)
  const tags = hangingOn(file, tiers, 'tags')
  const replies = hangingOn(file, tiers, 'replies')
  const notes: ForeignNote[] = []
  const skipped: Skipped[] = []
  for (const { element, name, person, parent } of tiers) {
    const line = file.lineOf(element)
    if (parent !== undefined) {
      const count = file.all('ANNOTATION', element).length
      if (count > 0 && !ownTier.test(name))
        skipped.push({
          line,
          reason: `The tier “${name}” refines “${parent}”; its ${count} annotations were left out.`,
        })
      continue
    }
    const label = name.replace(/ · .*$/, '')
    for (const annotation of file.all('ALIGNABLE_ANNOTATION', element)) {
      const { attribs } = annotation
      const [atMs, toMs] = [slots.get(attribs.TIME_SLOT_REF1 ?? ''), slots.get(attribs.TIME_SLOT_REF2 ?? '')]
      const words = file.words('ANNOTATION_VALUE', annotation) ?? ''
      const at = file.lineOf(annotation)
      if (atMs === undefined || toMs === undefined)
        skipped.push({ line: at, reason: 'The annotation has no time.' })
      else if (words === '') skipped.push({ line: at, reason: 'The annotation is empty.' })
      else {
        const id = attribs.ANNOTATION_ID ?? ''
        const kind = kindOf(label)
        notes.push({
          atMs,
          // ELAN knows no moments: ours are written a millisecond long.
          ...(toMs > atMs + 1 && { toMs }),
          text: [labelled(label, words), ...(replies.get(id) ?? [])].join('\n'),
          ...(person !== undefined && { author: person }),
          ...(kind && { kind }),
          tags: tags.get(id) ?? [],
          line: at,
        })
      }
    }
  }
  return { notes, skipped }
}
