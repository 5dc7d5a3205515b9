import { basename, dirname } from 'node:path'
import type { MediaFacts } from '../../../contract/records/recording.ts'

export interface SplitCandidate {
  readonly file: string
  readonly facts: MediaFacts
}

interface PlaceInRow {
  readonly row: string
  readonly nth: number
  /** The name alone says it: no other files are called so. */
  readonly certain: boolean
}

const patterns: readonly {
  readonly at: RegExp
  readonly certain: boolean
  readonly row: (m: string[]) => string
  readonly nth: (m: string[]) => number
}[] = [
  // GoPro since HERO6: GX010123, GX020123: chapter, then recording.
  { at: /^(G[XHSL])(\d\d)(\d{4})$/i, certain: true, row: m => `${m[1]}${m[3]}`, nth: m => Number(m[2]) },
  // GoPro before: GOPR0123, GP010123.
  { at: /^GOPR(\d{4})$/i, certain: true, row: m => `GP${m[1]}`, nth: () => 0 },
  { at: /^GP(\d\d)(\d{4})$/i, certain: true, row: m => `GP${m[2]}`, nth: m => Number(m[1]) },
  // Phones and recorders that say so: VID_20240101_101500_part2, lesson (2), lesson-002.
  {
    at: /^(.*?)[ _-]*(?:part|teil|partie)[ _-]*(\d{1,3})$/i,
    certain: true,
    row: m => `${m[1]} part`,
    nth: m => Number(m[2]),
  },
  // AVCHD 00000, 00001; camcorders DSC_0001; all that count on: only where the times join.
  { at: /^(.*?)(\d{1,6})\)?$/, certain: false, row: m => `${m[1]} #`, nth: m => Number(m[2]) },
]

function placeOf({ file }: Pick<SplitCandidate, 'file'>): PlaceInRow | undefined {
  const stem = basename(file).replace(/\.[^.]*$/, '')
  for (const { at, certain, row, nth } of patterns) {
    const found = at.exec(stem)
    if (found)
      return { row: `${dirname(file)}\n${row([...found]).toLowerCase()}`, nth: nth([...found]), certain }
  }
  return undefined
}

/** Of some files those whose names alone let them be parts of a split recording: a neighbour in the same folder counts on. Pure. */
export function mayBeSplit(files: readonly string[]): string[] {
  const places = files.map(file => ({ file, place: placeOf({ file }) }))
  const taken = new Set(places.map(({ place }) => place && `${place.row}\n${place.nth}`))
  return places
    .filter(({ place }) => place && [1, -1].some(by => taken.has(`${place.row}\n${place.nth + by}`)))
    .map(({ file }) => file)
}

/** The same camera with the same settings: what may stand behind one another without another encode. Pure. */
export function sameParameters(a: MediaFacts, b: MediaFacts): boolean {
  const keys = [
    'width',
    'height',
    'rotation',
    'videoCodec',
    'audioCodec',
    'container',
    'videoStream',
    'audioStream',
  ] as const
  return keys.every(key => a[key] === b[key]) && Math.abs((a.fps ?? 0) - (b.fps ?? 0)) < 0.5
}

/** A camera needs so long at most to close one file and open the next. */
const seamMs = 5000

/** Whether `b` began when `a` ended; undefined where a camera did not say. Chapters of one recording may all carry its beginning. */
function follows(a: MediaFacts, b: MediaFacts): boolean | undefined {
  if (a.recordedAtMs === undefined || b.recordedAtMs === undefined) return undefined
  const gapMs = b.recordedAtMs - a.recordedAtMs
  return gapMs === 0 || Math.abs(gapMs - a.durationMs) <= seamMs
}

function joins(a: SplitCandidate & PlaceInRow, b: SplitCandidate & PlaceInRow): boolean {
  if (b.nth !== a.nth + 1 || !sameParameters(a.facts, b.facts)) return false
  const inTime = follows(a.facts, b.facts)
  return a.certain && b.certain ? inTime !== false : inTime === true
}

/**
 * The rows of files that a camera split, by name, time and parameters, each in its order; files that stand alone are in no row. Pure.
 */
export function cameraSplits<C extends SplitCandidate>(files: readonly C[]): C[][] {
  const rows = new Map<string, (C & PlaceInRow)[]>()
  for (const file of files) {
    const place = placeOf(file)
    if (place) rows.set(place.row, [...(rows.get(place.row) ?? []), { ...file, ...place }])
  }
  const found: C[][] = []
  for (const row of rows.values()) {
    let run: (C & PlaceInRow)[] = []
    for (const file of row.toSorted((a, b) => a.nth - b.nth)) {
      const last = run.at(-1)
      if (last && joins(last, file)) run.push(file)
      else {
        if (run.length > 1) found.push(run)
        run = [file]
      }
    }
    if (run.length > 1) found.push(run)
  }
  return found.map(run =>
    run.map(({ file }) => files.find(each => each.file === file)).filter(each => each !== undefined),
  )
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/**
 * What someone means who asks for split files to be joined: the rows that are recognised; where there is none, all files in the order of
 * their names, if one camera can have written them. Pure.
 */
export function rowsToJoin<C extends SplitCandidate>(files: readonly C[]): C[][] {
  const rows = cameraSplits(files)
  const [first] = files
  if (rows.length > 0 || files.length < 2 || !first) return rows
  if (!files.every(each => sameParameters(first.facts, each.facts))) return []
  return [files.toSorted((a, b) => byName.compare(basename(a.file), basename(b.file)))]
}
