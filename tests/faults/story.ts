import { DebriefError } from '../../electron/contract/errors.ts'
import type { Change, Library } from '../../electron/core/library/library.types.ts'
import { openLibrary } from '../../electron/core/library/openLibrary.ts'
import type { MemoryDisk } from './memoryDisk.ts'

const ana = 'person:ANA'
const lesson = 'lesson:ONE'
/** Folders of the disk in memory. */
const dir = '/library'
const home = '/local'
export const folders = [`${dir}/catalog`, `${dir}/lessons/ONE`, `${home}/writers`]

/** What the library shows: each id with its text and where it is. */
export type Seen = ReadonlyMap<string, string>

/** Writes that touch every path of the store: catalog, lesson, private notes, edits, removal, sharing, several files at once. */
const steps: ReadonlyArray<readonly Change[]> = [
  [{ put: { id: lesson, type: 'lesson', title: 'Fractions' } }],
  [comment('A', 'first')],
  [comment('A', 'second'), comment('B', 'beside')],
  [{ ...comment('P', 'private'), private: true }],
  [{ put: { id: lesson, type: 'lesson', title: 'Fractions again' } }, comment('C', 'with the title')],
  [{ remove: 'comment:B', lessonId: lesson }],
  [{ share: 'comment:P', lessonId: lesson }],
  [comment('P', 'edited since')],
]

function comment(id: string, text: string) {
  return {
    put: {
      id: `comment:${id}` as const,
      type: 'comment' as const,
      lessonId: lesson,
      atMs: 0,
      kind: 'noticing' as const,
      text,
    },
    lessonId: lesson,
  } as const
}

export function openOn(disk: MemoryDisk): Promise<Library> {
  let clock = 1_800_000_000_000
  return openLibrary({
    dir,
    home,
    create: true,
    watch: false,
    fs: disk,
    now: () => {
      clock += 1
      return clock
    },
    wait: async () => undefined,
  })
}

export async function look(library: Library): Promise<Seen> {
  const seen = new Map<string, string>()
  for (const record of library.all('lesson')) seen.set(record.id, record.title)
  for (const { record, private: privately } of (await library.conversation(lesson)).comments) {
    seen.set(record.id, `${record.text}${privately ? ' (private)' : ''}`)
  }
  return seen
}

/** As a person does who is told that the library cannot be read just now. */
async function lookTwice(library: Library): Promise<Seen> {
  try {
    return await look(library)
  } catch (error) {
    if (!(error instanceof DebriefError) || error.code !== 'library.unreadable') throw error
    return await look(library)
  }
}

export interface Told {
  /** What was seen after opening, and after each step. */
  readonly states: Seen[]
  /** The error of each step that failed, by the step's number from 0. */
  readonly failures: Map<number, unknown>
  /** The error of the opening. */
  refused: unknown
}

export function newTold(): Told {
  return { states: [], failures: new Map(), refused: undefined }
}

/** Tells the story on a disk, going on after a step that fails. */
export async function tell(disk: MemoryDisk, told: Told): Promise<void> {
  let library: Library
  try {
    library = await openOn(disk)
  } catch (error) {
    told.refused = error
    return
  }
  told.states.push(await lookTwice(library))
  for (const [index, changes] of steps.entries()) {
    try {
      await library.write(ana, changes)
    } catch (error) {
      told.failures.set(index, error)
    }
    told.states.push(await lookTwice(library))
  }
  await library.close()
}

/** Writes once more and looks at the result, as a person does who goes on after a crash. */
export async function goOn(library: Library): Promise<void> {
  await library.write(ana, [comment('Z', 'and on')])
  const seen = await look(library)
  if (seen.get('comment:Z') !== 'and on') throw new Error('the library cannot be written after the fault')
}
