import { relative, sep } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { lessonId } from '../../contract/records/lesson.ts'
import type { ScopeKey } from './scope.ts'

/** Long enough for a sync tool to put several files down, short enough to feel at once. */
const GATHER_MS = 50
const POLL_MS = 1000
/** Network drives tell of no changes by others; what is on the screen is looked at this often whatever they tell. */
const BACKSTOP_MS = 1500

export interface WatchOptions {
  /** Absolute path of the library folder. */
  readonly dir: string
  readonly mode: 'events' | 'poll'
  /** Looks at the scopes again whose files may have changed. */
  changed(scopes: ReadonlySet<ScopeKey>): Promise<void>
  /** Looks at everything in memory again. */
  lookAtAll(): Promise<void>
  /** Looks again at what is most likely on the screen. */
  lookAtCurrent(): Promise<void>
  failed(error: unknown): void
}

/** Tells of changes by other processes and sync tools in the library folder. @returns the way to stop */
export function watchLibrary(options: WatchOptions): () => Promise<void> {
  const stops: Array<() => Promise<void> | void> = []
  if (options.mode === 'poll') stops.push(every(POLL_MS, options.lookAtAll, options.failed))
  else {
    stops.push(every(BACKSTOP_MS, options.lookAtCurrent, options.failed))
    stops.push(watchEvents(options, () => stops.push(every(POLL_MS, options.lookAtAll, options.failed))))
  }
  return async () => {
    for (const stop of stops) await stop()
  }
}

/** Runs a look at a steady pace, never two at once. */
function every(
  pauseMs: number,
  look: () => Promise<void>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  let looking = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    timer = setTimeout(() => {
      looking = look()
        .catch(failed)
        .finally(() => {
          if (!stopped) next()
        })
    }, pauseMs)
    timer.unref()
  }
  next()
  return () => {
    stopped = true
    clearTimeout(timer)
    return looking
  }
}

function watchEvents(options: WatchOptions, fallBack: () => void): () => Promise<void> {
  const { dir, changed, failed } = options
  let gathered = new Set<ScopeKey>()
  let timer: NodeJS.Timeout | undefined
  let looking = Promise.resolve()

  const look = () => {
    timer = undefined
    const scopes = gathered
    gathered = new Set()
    looking = looking.then(() => changed(scopes)).catch(failed)
  }
  const watcher: FSWatcher = watch(dir, {
    ignoreInitial: true,
    depth: 2,
    ignored: (path, stats) => !isOfInterest(dir, path, stats?.isFile() ?? false),
  })
  watcher.on('all', (_event, path) => {
    const scope = scopeOfPath(dir, path)
    if (scope === undefined) return
    gathered.add(scope)
    timer ??= setTimeout(look, GATHER_MS)
  })
  // What changed between opening the library and now would be missed otherwise.
  watcher.once('ready', () => {
    looking = looking.then(options.lookAtAll).catch(failed)
  })
  let fellBack = false
  watcher.on('error', error => {
    failed(error)
    // Most likely the system allows no more watches.
    if (!fellBack) fallBack()
    fellBack = true
  })
  return async () => {
    clearTimeout(timer)
    await watcher.close()
    await looking
  }
}

function isOfInterest(dir: string, path: string, isFile: boolean): boolean {
  const [top, ...rest] = partsOf(dir, path)
  if (top === undefined) return true
  if (top !== 'catalog' && top !== 'lessons') return false
  if (!isFile) return rest.length <= (top === 'lessons' ? 1 : 0) || path.endsWith('.json')
  return scopeOfPath(dir, path) !== undefined
}

/** The scope that a writer file, or a lesson's folder, belongs to. */
function scopeOfPath(dir: string, path: string): ScopeKey | undefined {
  const [top, second, third, ...more] = partsOf(dir, path)
  if (more.length > 0 || second === undefined) return undefined
  if (top === 'catalog') return third === undefined && isWriterFile(second) ? 'catalog' : undefined
  if (top !== 'lessons' || (third !== undefined && !isWriterFile(third))) return undefined
  const parsed = lessonId.safeParse(`lesson:${second}`)
  return parsed.success ? parsed.data : undefined
}

function isWriterFile(name: string): boolean {
  return name.endsWith('.json') && !name.startsWith('.')
}

function partsOf(dir: string, path: string): readonly string[] {
  return relative(dir, path)
    .split(sep)
    .filter(part => part !== '')
}
