import { basename } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import type { MediaFacts, MediaIdentity } from '../../contract/records/recording.ts'
import { allStreams, decodes } from './decodes.ts'
import { readHead } from './fileHead.ts'
import { identify } from './identity.ts'
import { type Probed, type ProbeOptions, type RawProbe, rawProbe, refuse, toProbed } from './probe.ts'
import { chooseStreams } from './streams.ts'
import type { MediaTools } from './tools/mediaTools.ts'

export interface Inspected extends Probed {
  readonly identity: MediaIdentity
  readonly facts: MediaFacts
}

/**
 * A good track beside one that ffmpeg cannot set up, for which it refuses the whole file: people are told that it can be saved.
 * @returns the refusal, or undefined where the streams alone do not decode either
 */
async function spoiltBySibling(
  tools: MediaTools,
  file: string,
  raw: RawProbe,
  { signal }: ProbeOptions,
): Promise<DebriefError | undefined> {
  const { picture, sound } = chooseStreams(raw.output?.streams ?? [])
  for (const stream of [picture, sound]) {
    if (stream && (await decodes(tools, file, [`0:${stream.index}`], signal)).yes)
      return new DebriefError(
        'media.unreadable',
        `“${basename(file)}” has a damaged or empty track beside a good one, and ffmpeg refuses the whole file for it. Open it in a video program, export it as MP4, and import that.`,
        { subject: file },
      )
  }
  return undefined
}

/**
 * Everything an import needs to know of a file, or why it cannot be one. A file is taken if, and only if, ffmpeg decodes
 * something in it; ffprobe alone is no witness, as it takes a header's word for what follows. The two run side by side.
 * @throws DebriefError media.missing, media.noPermission, media.empty, media.notRecording, media.noStreams, media.truncated,
 * media.unreadable, tools.missing, cancelled
 */
export async function inspect(
  tools: MediaTools,
  file: string,
  options: ProbeOptions = {},
): Promise<Inspected> {
  // A missing or empty file is told at once, before any program is started for it.
  await readHead(file)
  const [raw, decoded, identity] = await Promise.all([
    rawProbe(tools, file, options),
    decodes(tools, file, allStreams, options.signal),
    identify(file),
  ])
  if (!decoded.yes)
    throw (
      (await spoiltBySibling(tools, file, raw, options)) ??
      refuse(file, { ...raw, said: `${raw.said}\n${decoded.said}` })
    )
  return { ...(await toProbed(tools, file, raw, options)), identity }
}
