import { join } from 'node:path'
import { ensureFolder, writeDurably } from '../library/durableWrite.ts'
import { nodeFileSystem, unlessMissing } from '../library/fileSystem.ts'
import type { LibraryProblem } from '../library/library.types.ts'
import { defaultSettings, readSettings, type StoredSettings } from './storedSettings.ts'

const FILE = 'settings.json'

/** The settings of this installation, in `<home>/settings.json`; every change is on the disk before it is seen. */
export interface SettingsStore {
  read(): StoredSettings
  /**
   * Applies a change to what the file holds now (the command line may have written it meanwhile).
   * @throws DebriefError disk.full, disk.failed
   */
  change(apply: (now: StoredSettings) => StoredSettings): Promise<StoredSettings>
  problems(): readonly LibraryProblem[]
}

export interface SettingsStoreOptions {
  readonly home: string
  readonly now: () => number
  /** Told after every change, and when a problem came up. */
  readonly changed?: () => void
}

/**
 * Opens the settings. A file that cannot be read is set aside under another name, never overwritten; so is a copy of one
 * of which some settings could not be taken. Both are reported as problems.
 * @throws DebriefError disk.full, disk.failed
 */
export async function openSettings(options: SettingsStoreOptions): Promise<SettingsStore> {
  const file = join(options.home, FILE)
  const problems: LibraryProblem[] = []

  const load = async (): Promise<StoredSettings> => {
    const bytes = await unlessMissing(nodeFileSystem.read(file))
    if (bytes === undefined) return { ...defaultSettings }
    const reading = readSettings(bytes.toString('utf8'))
    if (reading?.dropped.length === 0) return reading.value
    const aside = `${FILE}.${options.now()}.unreadable`
    await writeDurably(nodeFileSystem, join(options.home, aside), bytes, { mode: 0o600 })
    const value = reading?.value ?? { ...defaultSettings }
    await save(value)
    const what = reading
      ? `These settings could not be read and stand at their defaults: ${reading.dropped.join(', ')}.`
      : 'The settings could not be read and stand at their defaults.'
    problems.push({
      kind: 'unreadable',
      file: FILE,
      message: `${what} Your lessons are safe. The file as it was is kept as ${aside}.`,
    })
    return value
  }

  const save = async (value: StoredSettings): Promise<void> => {
    await ensureFolder(nodeFileSystem, options.home, 0o700)
    const text = `${JSON.stringify(value, undefined, 2)}\n`
    await writeDurably(nodeFileSystem, file, Buffer.from(text), { mode: 0o600 })
  }

  let current = await load()
  let last: Promise<unknown> = Promise.resolve()

  const applyNow = async (apply: (now: StoredSettings) => StoredSettings): Promise<StoredSettings> => {
    const next = apply(await load())
    await save(next)
    current = next
    options.changed?.()
    return next
  }

  return {
    read: () => current,
    change: apply => {
      const mine = last.then(() => applyNow(apply))
      // The next change waits for this one and does not care how it went; its caller hears that.
      last = mine.then(
        () => undefined,
        () => undefined,
      )
      return mine
    },
    problems: () => problems,
  }
}
