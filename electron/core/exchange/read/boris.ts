import { z } from 'zod'
import {
  type ForeignNote,
  type NotesReading,
  NotesRefusal,
  type ReadOptions,
  type Skipped,
} from '../notes.types.ts'
import { kindOf, labelled } from './kindOf.ts'

/** `[seconds, subject, behaviour, modifiers, comment, …]`; older projects leave the last ones out. */
const event = z.tuple([z.coerce.number(), z.string(), z.string()]).rest(z.unknown())
const observation = z.looseObject({
  events: z.array(z.unknown()),
  file: z.unknown().optional(),
  'time offset': z.coerce.number().optional(),
})
const project = z.looseObject({
  observations: z.record(z.string(), observation),
  behaviors_conf: z.record(z.string(), z.looseObject({ code: z.string(), type: z.string() })).optional(),
})
type Observation = z.infer<typeof observation>

const words = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** The names of the recordings that an observation was made on, without folders. */
function filesOf({ file }: Observation): string[] {
  const found: string[] = []
  const gather = (value: unknown): void => {
    if (typeof value === 'string') found.push(value.replace(/^.*[\\/]/, ''))
    else if (Array.isArray(value)) value.forEach(gather)
    else if (value && typeof value === 'object') Object.values(value).forEach(gather)
  }
  gather(file)
  return found
}

function choose(
  all: Readonly<Record<string, Observation>>,
  { observation: wanted, fileNames = [] }: ReadOptions,
): Observation {
  const names = Object.keys(all)
  const [only, ...more] = names
  if (only === undefined)
    throw new NotesRefusal(
      'This BORIS project has no observations yet, so there is nothing in it to take in.',
    )
  const named = wanted === undefined ? undefined : all[wanted]
  if (named) return named
  if (wanted === undefined && more.length === 0) return all[only] ?? { events: [] }
  const sameFile = names.filter(name =>
    filesOf(all[name] ?? { events: [] }).some(file => fileNames.includes(file)),
  )
  const [fits, ...others] = sameFile
  if (wanted === undefined && fits !== undefined && others.length === 0) return all[fits] ?? { events: [] }
  const shown = names.slice(0, 12).map(name => `“${name}”`)
  throw new NotesRefusal(
    `${wanted === undefined ? 'This BORIS project has several observations' : `There is no observation “${wanted}” in this project`}. Say which one to take: ${shown.join(', ')}${names.length > 12 ? ' …' : ''}.`,
  )
}

/**
 * A BORIS project. A point event is a moment; a state event's start and stop are one stretch. The subject is who it is about,
 * the behaviour stands before the event's comment.
 * @throws NotesRefusal
 */
export function readBoris(value: unknown, options: ReadOptions): NotesReading {
  const parsed = project.safeParse(value)
  if (!parsed.success)
    throw new NotesRefusal(
      'This is no BORIS project: its observations are missing or not as BORIS writes them.',
    )
  const { observations, behaviors_conf: behaviours = {} } = parsed.data
  const chosen = choose(observations, options)
  const states = new Set(
    Object.values(behaviours).flatMap(({ code, type }) => (/state/i.test(type) ? [code] : [])),
  )
  const notes: ForeignNote[] = []
  const skipped: Skipped[] = []
  const open = new Map<string, { readonly at: number; readonly note: ForeignNote }>()
  for (const [at, raw] of chosen.events.entries()) {
    const read = event.safeParse(raw)
    if (!read.success || read.data[0] < 0) {
      skipped.push({ reason: `Event ${at + 1} has no time, subject and behaviour as BORIS writes them.` })
      continue
    }
    const [time, subject, behaviour, modifiers, comment] = read.data
    const atMs = Math.round(time * 1000)
    const name = behaviour.replace(/ \(stretch(?: \d+)?\)$/, '')
    const kind = kindOf(name)
    const marks = words(modifiers)
      .split(/[|,]/)
      .map(each => each.trim())
      .filter(each => each !== '' && each !== 'None')
    const said = words(comment)
    const note: ForeignNote = {
      atMs,
      text: kind ? said : labelled(name, [said, ...marks].filter(Boolean).join(' · ')),
      ...(subject !== '' && subject !== 'No focal subject' && { author: subject }),
      ...(kind && { kind, tags: marks }),
    }
    if (!states.has(behaviour)) {
      if (note.text === '') skipped.push({ reason: `Event ${at + 1} has no words.` })
      else notes.push(note)
      continue
    }
    const key = JSON.stringify([subject, behaviour, words(modifiers)])
    const begun = open.get(key)
    if (!begun) {
      open.set(key, { at, note })
      continue
    }
    open.delete(key)
    const text = begun.note.text || note.text
    if (text === '') skipped.push({ reason: `Events ${begun.at + 1} and ${at + 1} have no words.` })
    else notes.push({ ...begun.note, text, ...(atMs > begun.note.atMs && { toMs: atMs }) })
  }
  for (const { at, note } of open.values()) {
    if (note.text === '')
      skipped.push({ reason: `Event ${at + 1} begins a state that never stops, and has no words.` })
    else {
      notes.push(note)
      skipped.push({ reason: `Event ${at + 1} begins a state that never stops; it was taken as a moment.` })
    }
  }
  if (chosen['time offset'])
    skipped.push({
      reason: `The observation has a time offset of ${chosen['time offset']} s. Times were taken as they stand.`,
    })
  return { notes: notes.sort((a, b) => a.atMs - b.atMs), skipped }
}
