import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { MediaPart } from '../contract/api/doors.ts'
import { createErrorLog } from './app/errorLog.ts'
import { fileProcedures } from './app/fileList.ts'
import { beginHostWork } from './app/hostWork.ts'
import { jobProcedures } from './app/jobProcedures.ts'
import { holdLibrary } from './app/openLibraries.ts'
import { defaultLibraryDir, type UserFolders, userFolders } from './app/places.ts'
import { eventProcedures } from './app/procedures.ts'
import { shellProcedures } from './app/shellProcedures.ts'
import type { Caller, Shell } from './call.ts'
import { composeApp } from './composeApp.ts'
import { composeClips } from './composeClips.ts'
import { composeConversation } from './composeConversation.ts'
import { composeTogether } from './composeTogether.ts'
import { createCycles } from './cycles/cycles.ts'
import { cycleProcedures } from './cycles/procedures.ts'
import { createEventBus } from './events.ts'
import { exportsAtOnce } from './export/queue/machine.ts'
import { createFirstPass } from './firstPass/firstPass.ts'
import { firstPassProcedures } from './firstPass/procedures.ts'
import { openIdentity } from './identity/installationKey.ts'
import { createJobs } from './jobs/jobs.ts'
import { cacheProcedures } from './lessons/cacheProcedures.ts'
import { uploadFolderOf } from './lessons/import/incoming.ts'
import { createLessonMedia } from './lessons/lessonMedia.ts'
import { createLessons } from './lessons/lessons.ts'
import { lessonProcedures } from './lessons/procedures.ts'
import { recordingProcedures } from './lessons/recordingProcedures.ts'
import { createSerial } from './library/serial.ts'
import { stripProcedures } from './media/strips/procedures.ts'
import { createStrips, isStrip } from './media/strips/strips.ts'
import { createToolbox } from './media/toolbox.ts'
import { createPeople } from './people/people.ts'
import { peopleProcedures } from './people/procedures.ts'
import { speakerOf } from './people/speaker.ts'
import { type CallContext, os } from './rpc.ts'
import { rubricProcedures } from './rubrics/procedures.ts'
import { createRubrics } from './rubrics/rubrics.ts'
import { loadTemplates } from './rubrics/templates.ts'
import { isSamplePerson, sampleRecordingFile, sampleRecordingId } from './sample/sampleIds.ts'
import type { OpenDoor } from './session/openDoor.types.ts'
import { localPeople } from './settings/localPeople.ts'
import { settingsProcedures } from './settings/procedures.ts'
import { recordingPlaces } from './settings/recordingPlaces.ts'
import { openSettings } from './settings/settingsStore.ts'
import { shippedTranscript } from './transcripts/shipped.ts'

export interface OpenCoreOptions {
  /** Everything local of this installation: settings, private notes, locks, caches. */
  readonly home: string
  /** Default: the settings' library, else `defaultLibraryDir`. Made where there is none. */
  readonly libraryDir?: string
  /** The app's folder `resources`: rubric templates, sample lesson, fonts. */
  readonly resourcesDir: string
  readonly version: string
  readonly shell?: Shell
  /** Opens the door of live sessions; without it none can be hosted here. */
  readonly openDoor?: OpenDoor
  /**
   * How the library is held (default `brief`): `host` as long as this process runs, and other processes attach to it;
   * `brief` for a short call, which others wait for.
   */
  readonly lock?: 'host' | 'brief'
  /** How long to wait for other short calls to finish; default 60 s. */
  readonly waitMs?: number
  /** Whether changes by others are noticed by themselves; default: only where the library is held as `host`. */
  readonly watch?: boolean
  /** The library is opened for looking only, and so is every later one. */
  readonly lookOnly?: boolean
  /** ms since 1970 */
  readonly now?: () => number
  readonly folders?: UserFolders
}

/**
 * Puts the capabilities together: the one place that knows them all. The contract's types refuse a router that lacks one of
 * its procedures.
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
  const inTurn = createSerial()
  const settings = await openSettings({ home, now, changed: () => bus.publish({ type: 'settings.changed' }) })
  const identity = await openIdentity({ home, now, secrets: shell.secrets })
  const libraries = await holdLibrary(
    resolve(options.libraryDir ?? settings.read().libraryDir ?? defaultLibraryDir(home, folders)),
    {
      home,
      lock,
      waitMs: options.waitMs ?? 60_000,
      watch: options.watch ?? lock === 'host',
      lookOnly: options.lookOnly ?? false,
      now,
      bus,
      signer: identity.signer,
    },
  )
  const library = libraries.current

  const parallel = { export: exportsAtOnce() }
  const jobs = createJobs({ home, nowMs: now, logFailure: logUnforeseen, parallel })
  jobs.subscribe(bus.publish)
  await jobs.recover()
  const tools = createToolbox({ home, resourcesDir, chosen: settings.read })

  const machine = localPeople(settings)
  const people = createPeople({ library, machine, isInvented: isSamplePerson })
  const { isLocal, author } = people
  const speaker = (caller: Caller) => speakerOf(caller, isLocal)

  let templates: ReturnType<typeof loadTemplates> | undefined
  const rubrics = createRubrics({
    library,
    templates: () => {
      templates ??= loadTemplates(resourcesDir)
      return templates
    },
    author,
  })

  const places = recordingPlaces(settings)
  const media = createLessonMedia({
    home,
    library,
    jobs,
    tools,
    overrides: () => new Map([[sampleRecordingId, sampleRecordingFile(resourcesDir)], ...places.all()]),
    remember: async (id, file) => {
      await places.remember(id, file)
      bus.publish({ type: 'catalog.changed' })
    },
    changed: lessonId => bus.publish({ type: 'lesson.changed', lessonId }),
    logFailure: logUnforeseen,
    cacheLimitBytes: () => settings.read().cacheLimitGb * 1e9,
    inUse: () => strips.inUse(),
  })

  const strips = createStrips({
    home,
    jobs,
    tools,
    recording: id => library().find('recording', id),
    fileOf: media.fileOf,
  })

  const firstPass = createFirstPass({ library, speakerOf: speaker, author, isLocal })
  const { conversation, summary } = firstPass

  const mediaFile = (id: string, part: MediaPart) =>
    isStrip(part) ? strips.file(id, part) : media.recordings.media(id, part)
  const said = {
    library,
    conversation,
    isLocal,
    speakerOf: speaker,
    author,
    resolveTags: rubrics.tagging.resolveTags,
    versionOfTag: rubrics.tagging.versionOfTag,
  }
  const talk = composeConversation({ ...said, rubrics: rubrics.shelf, fileOf: media.fileOf, jobs, tools })
  const { resumeExports, closeExports, maskedCopies, ...takeaways } = composeClips({
    ...said,
    summary,
    jobs,
    tools,
    resourcesDir,
    rubrics,
    fileOf: media.fileOf,
    ...talk,
    now,
    documentsDir: () => settings.read().exportDir ?? folders.documents,
    clipsDir: () => settings.read().exportDir ?? join(folders.videos, 'Debrief clips'),
    // What a short call queues ends with it.
    queueHome: lock === 'host' ? home : undefined,
    atOnce: parallel.export,
    queueChanged: () => bus.publish({ type: 'exports.changed' }),
    logFailure: logUnforeseen,
  })
  await resumeExports()

  const { sessions, procedures: together } = composeTogether({
    ...said,
    ...media,
    ...media.recordings,
    ...maskedCopies,
    home,
    nowMs: now,
    jobs,
    bus,
    signer: identity.signer,
    openDoor: options.openDoor,
    present: () => settings.read().present,
    mediaFile,
    strips,
    inTurn,
    rubricList: rubrics.shelf.list,
    defaultDir: () => settings.read().exportDir ?? folders.documents,
    logUnforeseen,
  })

  const lessons = createLessons({
    library,
    summary,
    isLocal,
    speakerOf: speaker,
    recordingView: sessions.recordingView,
    addSample: async () => {
      const { addSample } = await import('./sample/addSample.ts')
      return addSample({ library: library(), resourcesDir, tools }, rubrics.shelf.adopt, shippedTranscript)
    },
  })

  const router = os.router({
    app: composeApp({
      library,
      problems: () => [...settings.problems(), ...identity.problems],
      version,
      mediaKey,
      shell,
      home,
      tools,
      libraries,
      jobs,
      people,
      seats: settings.read,
      settle: machine.settle,
      opened: () => bus.publish({ type: 'library.opened' }),
    }),
    settings: settingsProcedures({ settings, isLocal }),
    people: peopleProcedures(people),
    lessons: lessonProcedures(lessons),
    recordings: recordingProcedures({
      library,
      speakerOf: speaker,
      jobs,
      recordings: media.recordings,
      fileOf: media.fileOf,
      tools,
      logUnforeseen,
      imported: recording => {
        if (lock === 'host') media.posters.get(recording).catch(logUnforeseen)
      },
    }),
    strips: stripProcedures(sessions.strips),
    cache: cacheProcedures(media.cache),
    ...talk.procedures,
    rubrics: rubricProcedures({ ...rubrics, speakerOf: speaker }),
    ...takeaways,
    firstPass: firstPassProcedures(firstPass),
    cycles: cycleProcedures(createCycles({ library, speakerOf: speaker, stepsOf: talk.stepsOf })),
    ...together,
    jobs: jobProcedures(jobs),
    events: eventProcedures(bus),
    files: fileProcedures(folders),
    shell: shellProcedures(shell),
  })

  if (lock === 'host') beginHostWork({ jobs, tools, strips, media, library, logFailure: logUnforeseen })

  return {
    router,
    mediaKey,
    bus,
    library,
    /** Whether someone is one of the people of this machine, who may speak here. */
    isLocalPerson: isLocal,
    /** What the host may send of a recording. @throws DebriefError media.missing */
    mediaFile,
    /** The frame of a moment (ms on the recording's clock), for lists. @throws DebriefError media.*, tools.* */
    frame: media.recordings.frame,
    /** How bytes of a recording come from the host of a session; undefined for all that is here, or nowhere. */
    remoteMedia: sessions.remoteMedia,
    /** A recording's playable copy while it is made. @throws DebriefError media.*, tools.* */
    liveCopy: media.recordings.live,
    /** Where the host puts files that were dropped without a path. @throws DebriefError library.readOnly */
    uploadFolder: (): string => uploadFolderOf(library()),
    /** Tells other processes of this machine where this one can be reached. */
    publish: libraries.publish,
    context: (caller: Caller): CallContext => ({ caller, logUnforeseen, inTurn }),
    close: async (): Promise<void> => {
      await sessions.close()
      bus.close()
      await closeExports()
      await jobs.close()
      await Promise.all([media.close(), tools.settled()])
      await libraries.close()
    },
  }
}
export type Core = Awaited<ReturnType<typeof openCore>>
