import { joinLines, startsTurn, type Voice, withoutDash } from './words.ts'

/** What one person says within a cue. */
export interface Turn {
  readonly speaker: string | undefined
  readonly text: string
}

const MAX_NAME = 40
const MAX_WORDS = 4
const prefix = /^([\p{L}\d][^:：<>[\]{}!?"“”]{0,39}?)\s*(?::(?=\s|$)|：)\s*(.*)$/u
const bracketed = /^\[([\p{L}\d][^\]]{0,39})\]:?\s+(?=\S)(.*)$/u

interface Named {
  readonly name: string
  readonly rest: string
}

function prefixOf(line: string): Named | undefined {
  const [, name, rest] = prefix.exec(withoutDash(line)) ?? []
  if (name === undefined || rest === undefined || name.length > MAX_NAME) return undefined
  if (!/\p{L}/u.test(name) || /[.,;]\s/u.test(name.replace(/\b(?:Mr|Mrs|Ms|Dr|St)\.\s/gu, '')))
    return undefined
  const words = name.split(/\s+/u)
  if (words.length > MAX_WORDS || words.some(word => /^\p{Ll}/u.test(word))) return undefined
  return { name, rest }
}

/** Nobody writes a whole sentence's beginning so; `MAN:` is a speaker wherever it stands. */
const isShouted = (name: string): boolean => /\p{Lu}{2}/u.test(name) && !/\p{Ll}/u.test(name)

/**
 * The names that stand before what is said (`MAYA:`, `Ms Okafor:`, `先生：`). Capitals alone are taken as a name at once;
 * “Question:” may be only a word, so other names count where they come back.
 */
export function namesIn(cues: readonly (readonly Voice[])[]): ReadonlySet<string> {
  const times = new Map<string, number>()
  for (const voices of cues)
    for (const { lines } of voices)
      for (const line of lines) {
        const found = prefixOf(line)
        if (found) times.set(found.name, (times.get(found.name) ?? 0) + 1)
      }
  return new Set([...times].filter(([name, count]) => count > 1 || isShouted(name)).map(([name]) => name))
}

/** Parts what a voice says into turns: at names, and at the dashes of a dialogue. */
function turnsOf({ name, lines }: Voice, names: ReadonlySet<string>): Turn[] {
  const dialogue = lines.some((line, at) => at > 0 && startsTurn(line))
  const parts: { speaker: string | undefined; lines: string[] }[] = []
  for (const line of lines) {
    const found = prefixOf(line)
    const square = bracketed.exec(withoutDash(line))
    if (found && names.has(found.name)) parts.push({ speaker: found.name, lines: [found.rest] })
    else if (square?.[1] !== undefined && names.has(square[1]))
      parts.push({ speaker: square[1], lines: [square[2] ?? ''] })
    else if (dialogue && startsTurn(line)) parts.push({ speaker: name, lines: [`– ${withoutDash(line)}`] })
    else {
      const last = parts.at(-1)
      if (last) last.lines.push(line)
      else parts.push({ speaker: name, lines: [line] })
    }
  }
  return parts
    .map(part => ({ speaker: part.speaker, text: joinLines(part.lines.filter(line => line !== '')) }))
    .filter(({ text }) => text !== '')
}

/** Who says what in a cue. Turns of nobody in particular stay together, a line each. */
export function turnsIn(voices: readonly Voice[], names: ReadonlySet<string>): Turn[] {
  const turns: { speaker: string | undefined; text: string }[] = []
  for (const turn of voices.flatMap(voice => turnsOf(voice, names))) {
    const last = turns.at(-1)
    if (last && last.speaker === turn.speaker) last.text += `\n${turn.text}`
    else turns.push({ ...turn })
  }
  return turns
}
