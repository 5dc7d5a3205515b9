import { stat } from 'node:fs/promises'
import { DebriefError } from '../../contract/errors.ts'
import type { MediaFacts } from '../../contract/records/recording.ts'
import { containerName } from './container.ts'
import { honestDuration } from './duration.ts'
import { type FileHead, readHead } from './fileHead.ts'
import { type Playability, playability } from './playability.ts'
import { type ProbeOutput, probeOutput } from './probeJson.ts'
import { recordedAtMs } from './recordedAt.ts'
import { isStillFormat, refusal } from './refusal.ts'
import { sniff } from './sniff.ts'
import { chooseStreams, type PictureStream, type SoundStream, soundStreams, toMs } from './streams.ts'
import { fileUrl, guardArgs, guardsOf } from './tools/input.ts'
import type { MediaTools } from './tools/mediaTools.ts'
import { runFfprobe } from './tools/run.ts'
import { type Wholeness, wholeness } from './wholeness.ts'

/** What a recording is: the facts that are kept in its record, and the streams as other parts of the core need them. */
export interface Probed {
  readonly facts: MediaFacts
  readonly picture?: PictureStream
  readonly sound?: SoundStream
  readonly play: Playability
}

/** What was read of a file before anything is decided. */
export interface RawProbe {
  readonly head: FileHead
  readonly wholeness: Wholeness
  /** Absent where ffprobe could not open the file. */
  readonly output?: ProbeOutput
  readonly said: string
}

export interface ProbeOptions {
  readonly signal?: AbortSignal
  /** Index of the sound track that is heard; default: the one that the file puts first. */
  readonly sound?: number | undefined
}

/** Longer than ffprobe ever takes on a file that is a recording. */
const limitMs = 30_000

function parseOutput(stdout: Buffer): ProbeOutput | undefined {
  try {
    const parsed = probeOutput.safeParse(JSON.parse(stdout.toString('utf8')))
    return parsed.success && parsed.data.format ? parsed.data : undefined
  } catch {
    // ffprobe was stopped in the middle of its answer, so it is as if it had given none.
    return undefined
  }
}

/**
 * Reads head, structure and ffprobe's answer without judging them.
 * @throws DebriefError media.missing, media.noPermission, media.empty, media.notRecording (a folder), tools.missing, cancelled
 */
export async function rawProbe(
  tools: MediaTools,
  file: string,
  { signal }: ProbeOptions = {},
): Promise<RawProbe> {
  const head = await readHead(file)
  const args = [...guardsOf(file), '-show_format', '-show_streams', '-of', 'json', fileUrl(file)]
  const [structure, answer] = await Promise.all([
    wholeness(file, head),
    runFfprobe(tools, args, { anyExit: true, timeoutMs: limitMs, ...(signal && { signal }) }).catch(
      (error: unknown) => {
        if (error instanceof DebriefError && error.code === 'tools.failed') return undefined
        throw error
      },
    ),
  ])
  const output = answer && parseOutput(answer.stdout)
  return { head, wholeness: structure, said: answer?.stderr ?? '', ...(output && { output }) }
}

/** @returns the refusal that fits a file in which nothing decodes */
export function refuse(file: string, raw: RawProbe): DebriefError {
  return refusal(file, {
    sniffed: sniff(raw.head.head),
    wholeness: raw.wholeness,
    said: raw.said,
    ...(raw.output && { probed: raw.output }),
  })
}

/**
 * Turns ffprobe's answer into facts; measures the length where the file's own word for it cannot be true.
 * @throws DebriefError media.* where the answer holds no picture and no sound, tools.missing, cancelled
 */
export async function toProbed(
  tools: MediaTools,
  file: string,
  raw: RawProbe,
  options: ProbeOptions = {},
): Promise<Probed> {
  const { output, head } = raw
  if (!output || isStillFormat(output.format?.format_name)) throw refuse(file, raw)
  const { picture, sound } = chooseStreams(output.streams, options.sound)
  if (!picture && !sound) throw refuse(file, raw)
  const container = containerName(output.format)
  const chosen = { ...(picture && { picture }), ...(sound && { sound }) }
  const startMs = toMs(output.format?.start_time) ?? 0
  const durationMs = await honestDuration(
    tools,
    file,
    {
      output,
      startMs,
      container,
      cutOff: raw.wholeness.cutOff,
      sizeBytes: head.sizeBytes,
      streams: new Set([picture?.index, sound?.index].filter(index => index !== undefined)),
      frameMs: picture?.fps === undefined ? 0 : Math.round(1000 / picture.fps),
    },
    options,
  )
  const recorded = recordedAtMs(
    [output.format?.tags, ...output.streams.map(stream => stream.tags)],
    Date.now(),
  )
  const sounds = soundStreams(output.streams)
  const playWith = (heard: SoundStream | undefined) =>
    playability({ container, ...(picture && { picture }), ...(heard && { sound: heard }), sounds })
  const play = playWith(sound)
  const facts: MediaFacts = {
    durationMs,
    startMs,
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
    ...(picture?.fps !== undefined && { fps: picture.fps }),
    rotation: picture?.rotation ?? 0,
    ...(picture && { videoCodec: picture.codec, videoStream: picture.index }),
    ...(sound && { audioCodec: sound.codec, audioStream: sound.index }),
    ...(sounds.length > 1 && {
      soundTracks: sounds.map(each => ({
        ...{ stream: each.index, codec: each.codec, channels: each.channels },
        ...(each.language !== undefined && { language: each.language }),
        ...(each.title !== undefined && { title: each.title }),
        playable: playWith(each).playable,
      })),
    }),
    container,
    ...(recorded !== undefined && { recordedAtMs: recorded }),
    playable: play.playable,
  }
  return { facts, ...chosen, play }
}

/** What was read of files lately, newest last: the dialog of an export, its preview and the export itself ask for the same. */
const known = new Map<string, Probed>()
const mostKnown = 64
/** A file that was written to so lately may be written to again within the same tick of its file system's clock. */
const restMs = 2000

/** @returns undefined where the file cannot be told from a later one of the same name, or is a list of others */
async function keyOf(
  { ffprobe }: MediaTools,
  file: string,
  { sound }: ProbeOptions,
): Promise<string | undefined> {
  // Whether it can be read at all is told by whoever reads it next.
  const stats = await stat(file).catch(() => undefined)
  if (!stats || Date.now() - stats.mtimeMs < restMs || guardsOf(file) !== guardArgs) return undefined
  return [ffprobe.path, file, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs, sound].join('\n')
}

/**
 * Reads what a recording is, with ffprobe; the cost does not grow with its length, and a file that has not changed since is not read again. It does
 * not decode: see inspect.ts for what decides an import.
 * @throws DebriefError media.missing, media.noPermission, media.empty, media.notRecording, media.noStreams, media.truncated,
 * media.unreadable, tools.missing, cancelled
 */
export async function probe(tools: MediaTools, file: string, options: ProbeOptions = {}): Promise<Probed> {
  const key = await keyOf(tools, file, options)
  const found = key === undefined ? undefined : known.get(key)
  if (found) return found
  const probed = await toProbed(tools, file, await rawProbe(tools, file, options), options)
  if (key === undefined) return probed
  known.set(key, probed)
  for (const oldest of known.keys()) if (known.size > mostKnown) known.delete(oldest)
  return probed
}
