import { type Command, InvalidArgumentError, Option } from 'commander'
import { type SidecarKind, sidecarKind, sidecarKinds } from '../contract/api/clips.ts'
import { type ColumnRole, columnRole, columnRoles } from '../contract/api/notes.ts'
import { lessonDetails } from '../contract/records/lesson.ts'
import { type Role, role, roles } from '../contract/records/person.ts'
import { parseTimecode } from '../contract/time/timecode.ts'

/** Options that stand before or after any command's own words. */
export interface Globals {
  readonly library?: string
  readonly as?: string
  readonly role?: Role
  readonly json: boolean
}

/** A person's name; blank ones name nobody. */
function personNameOf(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Give a name.')
  return text
}

/** Puts the options for all on the program and on each command, so that their place does not matter. */
export function addGlobalOptions(command: Command): Command {
  return command
    .option('--library <dir>', 'the library folder (default: the app’s own library)')
    .addOption(new Option('--as <name>', 'who speaks').argParser(personNameOf))
    .addOption(new Option('--role <role>', 'their role').choices([...roles]))
    .option('--json', 'print one JSON document on stdout')
    .helpOption('-h, --help', 'show this help')
}

/** What the command line says for all commands; what stands nearer to the command wins. */
export function globalsOf(command: Command): Globals {
  const chain: Command[] = []
  for (let at: Command | null = command; at; at = at.parent) chain.unshift(at)
  const said = Object.assign({}, ...chain.map(each => each.opts()))
  const parsedRole = role.safeParse(said.role)
  return {
    ...(typeof said.library === 'string' ? { library: said.library } : {}),
    ...(typeof said.as === 'string' ? { as: said.as } : {}),
    ...(parsedRole.success ? { role: parsedRole.data } : {}),
    json: said.json === true,
  }
}

/** Reads a time of the lesson clock, for commander. @returns whole milliseconds */
export function timeOf(text: string): number {
  const atMs = parseTimecode(text)
  if (atMs === undefined) {
    throw new InvalidArgumentError('Write a time as SS, MM:SS or HH:MM:SS, each with .mmm if need be.')
  }
  return atMs
}

/** Reads a time with a sign before it, for commander. @returns whole milliseconds */
export function shiftOf(text: string): number {
  const [, sign, time = ''] = /^([-+−]?)(.*)$/.exec(text.trim()) ?? []
  const ms = timeOf(time)
  return sign === '-' || sign === '−' ? -ms : ms
}

/** Reads `at=Start`, for commander; may be given several times. */
export function columnOf(
  text: string,
  before: readonly (readonly [ColumnRole, string])[] = [],
): readonly (readonly [ColumnRole, string])[] {
  const [, part, name] = /^(\w+)=(.+)$/.exec(text) ?? []
  const parsed = columnRole.safeParse(part)
  if (parsed.success && name !== undefined) return [...before, [parsed.data, name]]
  throw new InvalidArgumentError(`Write PART=NAME, where PART is one of ${columnRoles.join(', ')}.`)
}

/** Reads a day, for commander. */
export function dateOf(text: string): string {
  const day = lessonDetails.shape.date.safeParse(text.trim())
  if (day.success && day.data !== undefined) return day.data
  throw new InvalidArgumentError('Write a day as YYYY-MM-DD.')
}

/** Reads a number, for commander. */
export function numberOf(text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number)) return number
  throw new InvalidArgumentError('Write a number.')
}

/** Reads `vtt,srt,json`, for commander. */
export function sidecarsOf(text: string): SidecarKind[] {
  const kinds = text.split(',').map(each => sidecarKind.safeParse(each.trim().toLowerCase()).data)
  const known = kinds.flatMap(kind => kind ?? [])
  if (known.length === kinds.length) return known
  throw new InvalidArgumentError(`Write one or more of ${sidecarKinds.join(', ')}, with commas.`)
}

/** Reads a TCP port, for commander; 0 takes any free one. */
export function portOf(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port
  throw new InvalidArgumentError('Give a port from 0 to 65535.')
}

/** Collects an option that may be given several times. */
export const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
]
