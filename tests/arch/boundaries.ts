import type { Import, SourceModule } from './sourceGraph.ts'

/** Folders of core through which its capabilities meet; all other folders there know nothing of each other. */
const meetingPlaces = ['library', 'media', 'jobs', 'text']
/** What the doors may know of core beside the contract: the composition root, and what it takes and throws. */
const compositionRoot = [
  'electron/core/compose.ts',
  'electron/core/call.ts',
  'electron/core/app/openLibraries.ts',
]
/** The command line reads `CODE=LEVEL` with the same pure parser wherever the core runs. */
const cliAlso = ['electron/core/rubrics/tagSpec.ts']

const within = (file: string, ...folders: string[]) => folders.some(folder => file.startsWith(`${folder}/`))
const folderUnder = (file: string, parent: string): string | undefined => {
  const [name, rest] = file.slice(parent.length + 1).split(/\/(.*)/s)
  return within(file, parent) && rest !== undefined ? name : undefined
}

interface Layer {
  readonly folder: string
  /** Whether a file of the layer may import another of our files. */
  readonly mayImport: (file: string) => boolean
  readonly packages?: readonly string[]
  readonly builtins?: false
}

const layers: readonly Layer[] = [
  {
    folder: 'electron/contract',
    mayImport: file => within(file, 'electron/contract'),
    packages: ['zod', '@orpc/contract'],
    builtins: false,
  },
  { folder: 'electron/core', mayImport: file => within(file, 'electron/contract', 'electron/core') },
  {
    folder: 'electron/host',
    mayImport: file =>
      file === 'package.json' || within(file, 'electron/contract', 'electron/core', 'electron/host'),
  },
  {
    folder: 'electron/cli',
    mayImport: file =>
      within(file, 'electron/contract', 'electron/host', 'electron/cli') ||
      [...compositionRoot, ...cliAlso].includes(file),
  },
  {
    folder: 'electron/main',
    mayImport: file =>
      within(file, 'electron/contract', 'electron/host', 'electron/main') || compositionRoot.includes(file),
  },
  { folder: 'electron/preload', mayImport: file => within(file, 'electron/contract', 'electron/preload') },
  {
    folder: 'renderer',
    mayImport: file => within(file, 'electron/contract', 'renderer'),
    builtins: false,
  },
]

function layerBreach(layer: Layer, { file, packageName, isBuiltin }: Import): boolean {
  if (file !== undefined) return !layer.mayImport(file)
  if (isBuiltin) return layer.builtins === false
  return layer.packages !== undefined && packageName !== undefined && !layer.packages.includes(packageName)
}

const breach = (from: SourceModule, to: Import) => `${from.file} imports ${to.file ?? to.specifier}`

const eachImport = (
  modules: readonly SourceModule[],
  isOff: (from: SourceModule, to: Import) => boolean,
): string[] => modules.flatMap(from => from.imports.filter(to => isOff(from, to)).map(to => breach(from, to)))

/** Imports that leave their layer. */
export const layerBreaches = (modules: readonly SourceModule[]): string[] =>
  eachImport(modules, (from, to) =>
    layers.some(layer => within(from.file, layer.folder) && layerBreach(layer, to)),
  )

/** Electron is known to its own shell only. */
export const electronBreaches = (modules: readonly SourceModule[]): string[] =>
  eachImport(
    modules,
    (from, to) => to.packageName === 'electron' && !within(from.file, 'electron/main', 'electron/preload'),
  )

/** Capabilities of core that reach into each other. */
export const capabilityBreaches = (modules: readonly SourceModule[]): string[] =>
  eachImport(modules, (from, to) => {
    const own = folderUnder(from.file, 'electron/core')
    const other = to.file && folderUnder(to.file, 'electron/core')
    return own !== undefined && other !== undefined && own !== other && !meetingPlaces.includes(other ?? '')
  })

/** Features of the renderer that reach into each other, and shared parts that know a feature. */
export const featureBreaches = (modules: readonly SourceModule[]): string[] =>
  eachImport(modules, (from, to) => {
    if (!to.file) return false
    const own = folderUnder(from.file, 'renderer/features')
    const other = folderUnder(to.file, 'renderer/features')
    const isShared = within(from.file, 'renderer/lib', 'renderer/ui')
    if (isShared) return other !== undefined || within(to.file, 'renderer/app')
    return own !== undefined && ((other !== undefined && other !== own) || within(to.file, 'renderer/app'))
  })

/** Relative imports that lead to no file. */
export const deadImports = (modules: readonly SourceModule[]): string[] =>
  eachImport(modules, (_, to) => to.specifier.startsWith('.') && to.file === undefined)

/** Groups of files that import each other in a circle (Tarjan's strongly connected components). */
export function cycles(modules: readonly SourceModule[]): string[] {
  const byFile = new Map(modules.map(module => [module.file, module]))
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[] = []
  const visit = (file: string): number => {
    const mine = index.size
    index.set(file, mine)
    low.set(file, mine)
    stack.push(file)
    for (const { file: next } of byFile.get(file)?.imports ?? []) {
      if (next === undefined || !byFile.has(next)) continue
      if (!index.has(next)) low.set(file, Math.min(low.get(file) ?? mine, visit(next)))
      else if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? mine, index.get(next) ?? mine))
    }
    const lowest = low.get(file) ?? mine
    if (lowest === mine) {
      const circle = stack.splice(stack.indexOf(file))
      if (circle.length > 1 || byFile.get(file)?.imports.some(to => to.file === file))
        found.push(circle.sort().join(' ⇄ '))
    }
    return lowest
  }
  for (const { file } of modules) if (!index.has(file)) visit(file)
  return found
}
