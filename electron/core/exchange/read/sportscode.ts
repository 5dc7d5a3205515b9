import type { Element } from 'domhandler'
import { type ForeignNote, type NotesReading, NotesRefusal, type Skipped } from '../notes.types.ts'
import { ownGroups } from '../sportscodeGroups.ts'
import { kindOf, labelled } from './kindOf.ts'
import { readXml, type XmlFile } from './xml.ts'

const seconds = (text: string | undefined): number | undefined => {
  const value = Number((text ?? '').replace(',', '.'))
  return text?.trim() && Number.isFinite(value) && value >= 0 ? Math.round(value * 1000) : undefined
}

interface Label {
  readonly group: string
  readonly text: string
}

function labelsOf({ all, words }: XmlFile, instance: Element): Label[] {
  return all('label', instance)
    .map(label => ({ group: words('group', label) ?? '', text: words('text', label) ?? '' }))
    .filter(({ text }) => text !== '')
}

/**
 * Sportscode XML, which LongoMatch, Nacsport and others write too: `instance` with start and end in seconds, a code, labels
 * in groups, and notes.
 * @throws NotesRefusal
 */
export function readSportscode(text: string): NotesReading {
  const file = readXml(text)
  const instances = file.all('instance')
  if (instances.length === 0)
    throw new NotesRefusal('This file has no instances, so there is nothing in it to take in.')
  const notes: ForeignNote[] = []
  const skipped: Skipped[] = []
  for (const instance of instances) {
    const line = file.lineOf(instance)
    const [atMs, toMs] = [seconds(file.words('start', instance)), seconds(file.words('end', instance))]
    if (atMs === undefined) {
      skipped.push({ line, reason: 'The instance has no start in seconds.' })
      continue
    }
    const code = file.words('code', instance) ?? ''
    const labels = labelsOf(file, instance)
    const of = (group: string) => labels.filter(label => label.group === group).map(label => label.text)
    const own = new Set<string>(Object.values(ownGroups))
    const said = [
      ...of(ownGroups.text),
      file.words('freetext', instance),
      file.words('note', instance),
    ].filter(Boolean)
    const others = labels
      .filter(({ group }) => !own.has(group))
      .map(({ group, text: value }) => (group === '' ? value : `${group}: ${value}`))
    const words = labelled(code, [...said, ...others].join(' · '))
    const author = of(ownGroups.author)[0]
    const kind = kindOf(code)
    if (words === '') skipped.push({ line, reason: 'The instance has neither a code nor labels.' })
    else
      notes.push({
        atMs,
        ...(toMs !== undefined && toMs > atMs && of(ownGroups.moment).length === 0 && { toMs }),
        text: [words, ...of(ownGroups.reply)].join('\n'),
        ...(author !== undefined && { author }),
        ...(kind && { kind }),
        tags: of(ownGroups.tag),
        line,
      })
  }
  return { notes, skipped }
}
