import type { MediaPart } from '../../contract/api/doors.ts'
import type { RecordingView } from '../../contract/api/lessons.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { Recording, RecordingId } from '../../contract/records/recording.ts'
import type { Library } from '../library/library.types.ts'
import { heardFacts } from '../media/heard.ts'
import { identify } from '../media/identity.ts'
import { writeJoinedList } from '../media/joined.ts'
import type { LiveCopy } from '../media/live/liveCopy.ts'
import { type Located, locate, recordedPath } from '../media/locate.ts'
import type { Posters } from './posters.ts'
import type { Proxies, ProxyFile } from './proxies.ts'
import type { Wanted } from './relinkFolder.ts'
import type { TrackLists } from './trackLists.ts'

export interface RecordingParts {
  library(): Library
  /** Where recordings are on this machine, other than where their records say. */
  overrides(): ReadonlyMap<string, string>
  /** Remembers where a recording is on this machine. */
  remember(id: RecordingId, file: string): Promise<void>
  /** Where what is made of a recording lies. */
  cacheFolderOf(recording: Recording): string
  readonly posters: Posters
  readonly proxies: Proxies
  readonly trackLists: TrackLists
  /** Someone looks at what was made of it. */
  touched(recording: Recording): Promise<void>
}

type Places = Pick<RecordingParts, 'library' | 'overrides' | 'cacheFolderOf'>

/** Where a part of a joined recording is on this machine is remembered under this name. */
const partKey = (id: RecordingId, nth: number): RecordingId => `${id}-${nth}`

/** Where a recording is on this machine. Several files of one are read through a list of them, once all are there. */
export async function locateHere(
  recording: Recording,
  { library, overrides, cacheFolderOf }: Places,
): Promise<Located> {
  const options = { libraryDir: library().dir, overrides: overrides() }
  if (!recording.parts) return locate(recording, options)
  const found = await Promise.all(
    recording.parts.map((part, nth) => locate({ ...part, id: partKey(recording.id, nth) }, options)),
  )
  const lost = found.find(({ missing }) => missing)
  if (lost) return lost
  const files = recording.parts.map(({ durationMs }, nth) => ({ file: found[nth]?.file ?? '', durationMs }))
  return { missing: false, file: await writeJoinedList(cacheFolderOf(recording), files) }
}

/** @throws DebriefError media.missing */
export async function fileOrThrow(recording: Recording, places: Places): Promise<string> {
  const { file, missing } = await locateHere(recording, places)
  if (!missing) return file
  throw new DebriefError(
    'media.missing',
    `The recording “${recording.fileName}” is not where it was. Everything written about it is safe. Connect its drive, or tell Debrief where the file is now.`,
    { subject: file },
  )
}

export function createRecordings(parts: RecordingParts) {
  const { library, posters, proxies, trackLists } = parts

  const find = (id: string): Recording | undefined => {
    const recording = library().find('recording', id)
    return recording && library().find('lesson', recording.lessonId) ? recording : undefined
  }
  const findOrThrow = (id: RecordingId): Recording => {
    const recording = find(id)
    if (recording) return recording
    throw new DebriefError('notFound', 'There is no such recording in this library.', { subject: id })
  }

  const view = async (recording: Recording): Promise<RecordingView> => {
    const { id, offsetMs, name, alignedBy } = recording
    const facts = heardFacts({ ...recording, facts: trackLists.factsOf(recording) })
    const { file, missing } = await locateHere(recording, parts)
    const proxy = await proxies.state(recording)
    const original = facts.playable && !missing
    return {
      id,
      // Several files are known by their first.
      file: recording.parts && !missing ? (recordedPath(recording, library().dir) ?? file) : file,
      durationMs: facts.durationMs,
      width: facts.width,
      height: facts.height,
      ...(facts.fps !== undefined && { fps: facts.fps }),
      rotation: facts.rotation,
      ...(facts.videoCodec !== undefined && { videoCodec: facts.videoCodec }),
      ...(facts.audioCodec !== undefined && { audioCodec: facts.audioCodec }),
      playable: facts.playable,
      proxyNeeded: !facts.playable,
      missing,
      offsetMs,
      ...(name !== undefined && { name }),
      ...(alignedBy !== undefined && { alignedBy }),
      ...(facts.soundTracks && {
        soundTracks: facts.soundTracks.map(({ playable: _, ...track }) => track),
        ...(facts.audioStream !== undefined && { soundStream: facts.audioStream }),
      }),
      hasPoster: await posters.expected(recording, missing),
      proxy,
      source: original ? 'original' : proxy === 'ready' ? 'proxy' : missing ? null : 'live',
    }
  }

  return {
    view,
    findOrThrow,
    /** With the sound tracks that were found since it was imported. */
    factsOf: trackLists.factsOf,
    remember: parts.remember,
    isMissing: async (recording: Recording): Promise<boolean> => (await locateHere(recording, parts)).missing,

    makeProxy: async (id: RecordingId): Promise<{ jobId: string }> => ({
      jobId: await proxies.make(findOrThrow(id)),
    }),

    /** As `makeProxy`, of a copy that is small enough to hand on. */
    makeSmallCopy: async (id: RecordingId): Promise<{ jobId: string }> => ({
      jobId: await proxies.makeSmall(findOrThrow(id)),
    }),
    smallCopy: (id: RecordingId): Promise<ProxyFile | undefined> => proxies.smallFile(findOrThrow(id)),

    relink: async (id: RecordingId, file: string): Promise<RecordingView> => {
      const recording = findOrThrow(id)
      const { sizeBytes, hash } = await identify(file)
      const isIt = ({ identity }: { identity: Recording['identity'] }) =>
        sizeBytes === identity.sizeBytes && hash === identity.hash
      const nth = recording.parts?.findIndex(isIt) ?? -1
      if (nth < 0 && !isIt(recording))
        throw new DebriefError(
          'input.invalid',
          `This file is another recording than “${recording.fileName}”, so it was not taken. Choose the file itself, or import this one as a new lesson.`,
          { subject: file },
        )
      await parts.remember(nth < 0 ? id : partKey(id, nth), file)
      return view(recording)
    },

    /** The files that are not to be found on this machine. */
    wanted: async (): Promise<Wanted[]> => {
      const options = { libraryDir: library().dir, overrides: parts.overrides() }
      const files = library()
        .all('recording')
        .filter(({ lessonId }) => library().find('lesson', lessonId))
        .flatMap(({ id, path, identity, parts: own }) =>
          own ? own.map((part, nth) => ({ ...part, id: partKey(id, nth) })) : [{ id, path, identity }],
        )
      const lost = await Promise.all(files.map(async file => (await locate(file, options)).missing))
      return files.filter((_, nth) => lost[nth]).map(({ id, identity }) => ({ key: id, identity }))
    },

    /** What the host may send of a recording. @throws DebriefError media.missing */
    media: async (id: string, part: MediaPart): Promise<ProxyFile | undefined> => {
      const recording = find(id)
      if (!recording) return undefined
      await parts.touched(recording)
      if (part === 'proxy') {
        trackLists.lookLater(recording)
        return proxies.file(recording)
      }
      if (part === 'poster') {
        const path = await posters.get(recording)
        return path === undefined ? undefined : { path }
      }
      trackLists.lookLater(recording)
      return { path: await fileOrThrow(recording, parts) }
    },

    /** The frame of a moment of the recording; where none can be made, its poster. */
    frame: async (id: string, atMs: number): Promise<ProxyFile | undefined> => {
      const recording = find(id)
      if (!recording) return undefined
      await parts.touched(recording)
      const path = (await posters.frame(recording, atMs)) ?? (await posters.get(recording))
      return path === undefined ? undefined : { path }
    },

    /** The playable copy while it is made, or one at a low rate. @throws DebriefError media.*, tools.* */
    live: async (id: string, { lean = false } = {}): Promise<LiveCopy | undefined> => {
      const recording = find(id)
      if (!recording) return undefined
      await parts.touched(recording)
      trackLists.lookLater(recording)
      return lean ? proxies.lean(recording) : proxies.live(recording)
    },
  }
}
export type Recordings = ReturnType<typeof createRecordings>
