import { basename } from 'node:path'
import type { SourceModule } from './sourceGraph.ts'

const MAX_LINES = 300
const grabBags = new Set(['index', 'utils', 'util', 'helpers', 'helper', 'misc', 'common'])

/** Files that are longer than one subject should be, but for those named with their reason. */
export function longFiles(
  modules: readonly SourceModule[],
  excepted: Readonly<Record<string, string>>,
): string[] {
  return modules
    .filter(({ file, lines }) => lines > MAX_LINES && !(file in excepted))
    .map(({ file, lines }) => `${file} has ${lines} lines`)
}

/** Barrels and grab-bags: files that say by their name or content that they have no subject. */
export function subjectless(modules: readonly SourceModule[]): string[] {
  return modules
    .filter(({ file, isBarrel }) => isBarrel || grabBags.has(basename(file).split('.')[0] ?? ''))
    .map(({ file }) => file)
}

/** Default exports, but where a tool wants its configuration that way. */
export function defaultExports(modules: readonly SourceModule[]): string[] {
  return modules
    .filter(({ file, hasDefaultExport }) => hasDefaultExport && !file.endsWith('.config.ts'))
    .map(each => each.file)
}

export const doubleCasts = (modules: readonly SourceModule[]): string[] =>
  modules.filter(module => module.doubleCasts > 0).map(({ file }) => file)

// Put together here, so that this file does not hold what it looks for.
const folders = ['tmp', 'work', 'root'].map(name => `/${name}/`)
const traces = [...folders, '/home/[a-z]', ['https?:/', 'registry\\.'].join('/'), '[a-z]+\\.npmjs\\.org']
const machineTrace = new RegExp(`(?<![\\w.$}])(?:${traces.join('|')})`, 'i')

/** Lines that name a place of someone's machine or a package registry. */
export function machineTraces(files: readonly { readonly file: string; readonly text: string }[]): string[] {
  return files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, at) => (machineTrace.test(line) ? [`${file}:${at + 1}`] : [])),
  )
}
