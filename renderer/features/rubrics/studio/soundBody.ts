import { NOT_OBSERVED, type RubricBody } from '../../../../electron/contract/records/rubric.ts'
import type { Typed, TypedCriterion } from './typed.ts'

const LOOK_FOR_CHARS = 500
const LOOK_FORS = 30

/** What a field cannot be saved as; by `<uid> <field>`, or `rubric <field>`. What is saved in its place stands in it. */
export type Problems = ReadonlyMap<string, string>

/** 0 → A, 25 → Z, 26 → AA: the letter that a domain's codes begin with. */
export function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last
}

/** The first code of a domain that nobody has: `B1`, `B2` … */
export function freeCode(domainPlace: number, taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(`${letters(domainPlace)}${number}`)) number++
  return `${letters(domainPlace)}${number}`
}

/** Look-fors as lines; what is too long goes on in the next one, so that no word is lost. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).flatMap(line => {
    const words = line.trim()
    const pieces: string[] = []
    for (let at = 0; at < words.length; at += LOOK_FOR_CHARS)
      pieces.push(words.slice(at, at + LOOK_FOR_CHARS).trim())
    return pieces.filter(piece => piece !== '')
  })
  return [...new Set(lines)]
}

/** A level's code that cannot be one: every object already has a field of that name, or Debrief means something by it. */
const forbidden = (code: string): boolean => code === NOT_OBSERVED || code in Object.prototype

function soundLevels(
  typed: Typed,
  problems: Map<string, string>,
): Map<string, { code: string; label: string }> {
  const wanted = typed.levels.map(({ code }) => code.trim())
  const taken = new Set(wanted.filter(code => code !== '' && !forbidden(code)))
  const used = new Set<string>()
  const sound = new Map<string, { code: string; label: string }>()
  for (const [at, { uid, label }] of typed.levels.entries()) {
    let code = wanted[at] ?? ''
    if (code === '' || forbidden(code) || used.has(code)) {
      const why = code === '' ? 'is empty' : forbidden(code) ? 'is a word of Debrief’s own' : 'is there twice'
      let number = at + 1
      while (taken.has(String(number)) || used.has(String(number))) number++
      problems.set(`${uid} code`, `The code ${why}; until you choose another, it is ${number}.`)
      code = String(number)
    }
    used.add(code)
    sound.set(uid, { code, label: label.trim() || code })
  }
  return sound
}

/**
 * The rubric that is saved while someone types: what is empty or there twice is named for the time being, and said so. So
 * everything else is always saved, whatever is half-typed.
 */
export function soundBody(typed: Typed): { readonly body: RubricBody; readonly problems: Problems } {
  const problems = new Map<string, string>()
  const named = (words: string, field: string, otherwise: string): string => {
    if (words.trim() !== '') return words.trim()
    problems.set(field, `A name is needed; until you write one, it is “${otherwise}”.`)
    return otherwise
  }
  const levels = soundLevels(typed, problems)
  const all = typed.domains.flatMap(domain => domain.criteria)
  const taken = new Set(all.map(({ code }) => code.trim()).filter(code => code !== ''))
  const used = new Set<string>()
  const codeOf = ({ uid, code }: TypedCriterion, domainPlace: number): string => {
    const wanted = code.trim()
    if (wanted !== '' && !used.has(wanted)) return wanted
    const free = freeCode(domainPlace, new Set([...taken, ...used]))
    const first = all.find(each => each.code.trim() === wanted)
    problems.set(
      `${uid} code`,
      wanted === ''
        ? `The code is empty; until you choose one, it is ${free}.`
        : `“${first?.title.trim() || wanted}” has this code; until you choose another, this one is ${free}.`,
    )
    return free
  }
  const body: RubricBody = {
    title: named(typed.title, 'rubric title', 'Untitled rubric'),
    ...(typed.source.trim() && { source: typed.source.trim() }),
    ...(typed.licence.trim() && { licence: typed.licence.trim() }),
    levels: [...levels.values()],
    domains: typed.domains.map((domain, domainPlace) => ({
      title: named(domain.title, `${domain.uid} title`, 'Untitled domain'),
      ...(domain.colour && { colour: domain.colour }),
      criteria: domain.criteria.map(criterion => {
        const code = codeOf(criterion, domainPlace)
        used.add(code)
        const lines = linesOf(criterion.lookFors)
        if (lines.length > LOOK_FORS)
          problems.set(`${criterion.uid} lookFors`, `Only the first ${LOOK_FORS} look-fors are kept.`)
        const lookFors = lines.slice(0, LOOK_FORS)
        const descriptors = [...levels].flatMap(([uid, level]) => {
          const words = criterion.descriptors[uid]?.trim() ?? ''
          return words === '' ? [] : [[level.code, words] as const]
        })
        return {
          code,
          title: named(criterion.title, `${criterion.uid} title`, 'Untitled criterion'),
          ...(criterion.description.trim() && { description: criterion.description.trim() }),
          ...(lookFors.length > 0 && { lookFors }),
          ...(descriptors.length > 0 && { descriptors: Object.fromEntries(descriptors) }),
          ...(criterion.digit !== undefined && { digit: criterion.digit }),
          ...(criterion.key !== code && { key: criterion.key }),
        }
      }),
    })),
  }
  return { body, problems }
}
