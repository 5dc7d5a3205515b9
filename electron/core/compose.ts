import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { DebriefError } from '../contract/errors.ts'
import type { PersonId } from '../contract/records/person.ts'
import { appInfo } from './app/appInfo.ts'
import { createErrorLog } from './app/errorLog.ts'
import { fileProcedures } from './app/fileList.ts'
import { jobProcedures } from './app/jobProcedures.ts'
import { holdLibrary } from './app/openLibraries.ts'
import { defaultLibraryDir, type UserFolders, userFolders } from './app/places.ts'
import { appProcedures, eventProcedures } from './app/procedures.ts'
import { shellProcedures } from './app/shellProcedures.ts'
import type { Caller, Shell } from './call.ts'
import { createClips } from './clips/clips.ts'
import { clipProcedures } from './clips/procedures.ts'
import { createComments } from './comments/comments.ts'
import { commentProcedures, replyProcedures } from './comments/procedures.ts'
import { createReplies } from './comments/replies.ts'
import { createEventBus } from './events.ts'
import { createExports } from './export/exports.ts'
import { exportProcedures } from './export/procedures.ts'
import { createJobs } from './jobs/jobs.ts'
import { incomingFolder } from './lessons/import/incoming.ts'
import { createLessons } from './lessons/lessons.ts'
import { createPosters } from './lessons/posters.ts'
import { lessonProcedures } from './lessons/procedures.ts'
import { createProxies } from './lessons/proxies.ts'
import { recordingProcedures } from './lessons/recordingProcedures.ts'
import { createRecordings, fileOrThrow, locateHere } from './lessons/recordings.ts'
import { mediaCache } from './media/cache.ts'
import { createToolbox } from './media/toolbox.ts'
import { createPeople } from './people/people.ts'
import { peopleProcedures } from './people/procedures.ts'
import { speakerOf } from './people/speaker.ts'
import type { CallContext } from './rpc.ts'
import { rubricProcedures } from './rubrics/procedures.ts'
import { createRubricShelf } from './rubrics/shelf.ts'
import { loadTemplates } from './rubrics/templates.ts'
import { localPeople } from './settings/localPeople.ts'
import { settingsProcedures } from './settings/procedures.ts'
import { openSettings } from './settings/settingsStore.ts'

export interface OpenCoreOptions {
  /** Everything local of this installation: settings, private notes, locks, caches. */
  readonly home: string
  /** Default: the settings' library, else `defaultLibraryDir`. Made where there is none. */
  readonly libraryDir?: string
  /** The app's folder `resources`: rubric templates, sample lesson, fonts. */
  readonly resourcesDir: string
  readonly version: string
  readonly shell?: Shell
  /**
   * How the library is held (default `brief`): `host` as long as this process runs, and other processes attach to it;
   * `brief` for a short call, which others wait for.
   */
  readonly lock?: 'host' | 'brief'
  /** How long to wait for other short calls to finish; default 20 s. */
  readonly waitMs?: number
  /** Whether changes by others are noticed by themselves; default: only where the library is held as `host`. */
  readonly watch?: boolean
  /** ms since 1970 */
  readonly now?: () => number
  readonly folders?: UserFolders
}

/**
 * Puts the capabilities together: the one place that knows them all.
 * What is costly (media tools, templates, fonts) is loaded when it is first asked for, as the command line starts anew for
 * every call.
 * @throws HeldByHost where another process of this machine holds the library and can be reached
 * @throws DebriefError library.locked, library.unreadable, disk.full, disk.failed
 */
export async function openCore(options: OpenCoreOptions) {
  const { home, resourcesDir, version, shell = {}, lock = 'brief' } = options
  const now = options.now ?? Date.now
  const folders = options.folders ?? userFolders()
  const mediaKey = randomBytes(24).toString('base64url')
  const bus = createEventBus()
  const logUnforeseen = createErrorLog(home, now)
  const settings = await openSettings({
    home,
    now,
    changed: () => bus.publish({ type: 'settings.changed' }),
  })
  const libraries = await holdLibrary(
    resolve(options.libraryDir ?? settings.read().libraryDir ?? defaultLibraryDir(home, folders)),
    { home, lock, waitMs: options.waitMs ?? 20_000, watch: options.watch ?? lock === 'host', now, bus },
  )
  const library = libraries.current

  const machine = localPeople(settings)
  const people = createPeople({ library, machine, isInvented: id => id.startsWith('person:sample-') })
  const speaker = (caller: Caller) => speakerOf(caller, people.isLocal)
  const author = (id: PersonId) => {
    const { name, role } = library().find('person', id) ??
      machine.all().find(person => person.id === id) ?? { name: 'Someone not yet known here', role: 'peer' }
    return { id, name, role }
  }

  let templates: ReturnType<typeof loadTemplates> | undefined
  const rubrics = createRubricShelf({
    library,
    templates: () => {
      templates ??= loadTemplates(resourcesDir)
      return templates
    },
  })

  const commentParts = {
    library,
    isLocal: people.isLocal,
    speakerOf: speaker,
    author,
    resolveTags: rubrics.resolveTags,
  }
  const jobs = createJobs({ home, nowMs: now, logFailure: logUnforeseen })
  jobs.subscribe(bus.publish)
  await jobs.recover()
  const tools = createToolbox({ home, resourcesDir, chosen: settings.read })
  const cache = mediaCache(home)
  const ending = new AbortController()
  const overrides = () => new Map(Object.entries(settings.read().recordingPlaces))
  const posters = createPosters({
    cache,
    tools,
    signal: ending.signal,
    fileOf: async recording => {
      const { file, missing } = await locateHere(recording, { library, overrides })
      return missing ? undefined : file
    },
  })
  const proxies = createProxies({
    cache,
    jobs,
    tools,
    fileOrThrow: recording => fileOrThrow(recording, { library, overrides }),
    changed: lessonId => bus.publish({ type: 'lesson.changed', lessonId }),
  })
  const recordings = createRecordings({
    library,
    overrides,
    posters,
    proxies,
    remember: async (id, file) => {
      await settings.change(stored => ({
        ...stored,
        recordingPlaces: { ...stored.recordingPlaces, [id]: file },
      }))
      bus.publish({ type: 'catalog.changed' })
    },
  })
  const lessons = createLessons({
    library,
    isLocal: people.isLocal,
    speakerOf: speaker,
    recordingView: recordings.view,
  })

  const clips = createClips({ library, speakerOf: speaker, author })
  const exports = createExports({
    library,
    jobs,
    tools,
    clip: clips.findOrThrow,
    fileOf: recording => fileOrThrow(recording, { library, overrides }),
    rubrics: async () => new Map((await rubrics.list()).map(each => [each.id, each])),
    defaultDir: () => settings.read().exportDir ?? join(folders.videos, 'Debrief clips'),
  })

  /** The people at the machine come along, so that nobody is asked again who they are. */
  const switchLibrary = async (dir: string): Promise<void> => {
    const here = people.list().filter(person => person.local && settings.read().present.includes(person.id))
    const first = settings.read().speaker
    const opened = await libraries.swap(dir)
    const joined = new Map<PersonId, PersonId>()
    if (!opened.readOnly)
      for (const { id, name, role } of here) joined.set(id, (await people.join({ name, role })).id)
    await settings.change(({ speaker: _, ...stored }) => {
      const speaks = first && joined.get(first)
      return {
        ...stored,
        libraryDir: opened.dir,
        present: [...joined.values()],
        ...(speaks && { speaker: speaks }),
      }
    })
  }

  const router = {
    app: appProcedures({
      info: () => appInfo({ library, problems: settings.problems, version, mediaKey, shell }),
      examine: async () => {
        const { examine } = await import('./app/doctor/doctor.ts')
        const missingGlyphs = async (text: string) =>
          (await import('./export/text/fonts.ts')).missingGlyphs(text)
        return examine({ home, libraryDir: () => library().dir, tools, missingGlyphs })
      },
      openLibrary: switchLibrary,
    }),
    settings: settingsProcedures({ settings, isLocal: people.isLocal }),
    people: peopleProcedures(people),
    lessons: lessonProcedures(lessons),
    recordings: recordingProcedures({
      library,
      speakerOf: speaker,
      jobs,
      recordings,
      tools,
      logUnforeseen,
      imported: recording => {
        // A short call ends before it would be looked at; the window makes what is not there yet.
        if (lock === 'host') posters.get(recording).catch(logUnforeseen)
      },
    }),
    jobs: jobProcedures(jobs),
    files: fileProcedures(folders),
    shell: shellProcedures(shell),
    comments: commentProcedures(createComments(commentParts)),
    replies: replyProcedures(createReplies(commentParts)),
    rubrics: rubricProcedures({ rubrics, speakerOf: speaker }),
    clips: clipProcedures(clips),
    exports: exportProcedures(exports),
    events: eventProcedures(bus),
  }

  return {
    router,
    mediaKey,
    bus,
    library,
    /** Whether someone is one of the people of this machine, who may speak here. */
    isLocalPerson: people.isLocal,
    /** What the host may send of a recording. @throws DebriefError media.missing */
    mediaFile: recordings.media,
    /** Where the host puts files that were dropped without a path. @throws DebriefError library.readOnly */
    uploadFolder: (): string => {
      const { readOnly, dir } = library()
      if (!readOnly) return incomingFolder(dir)
      throw new DebriefError(
        'library.readOnly',
        'This library can only be read here, so nothing can be added to it. Nothing was changed.',
        { subject: dir },
      )
    },
    /** Tells other processes of this machine where this one can be reached. */
    publish: libraries.publish,
    context: (caller: Caller): CallContext => ({ caller, logUnforeseen }),
    close: async (): Promise<void> => {
      ending.abort()
      bus.close()
      await jobs.close()
      await libraries.close()
    },
  }
}
export type Core = Awaited<ReturnType<typeof openCore>>
