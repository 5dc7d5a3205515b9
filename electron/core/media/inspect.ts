import type { MediaFacts, MediaIdentity } from '../../contract/records/recording.ts'
import { decodes } from './decodes.ts'
import { readHead } from './fileHead.ts'
import { identify } from './identity.ts'
import { type Probed, type ProbeOptions, rawProbe, refuse, toProbed } from './probe.ts'
import type { MediaTools } from './tools/mediaTools.ts'

export interface Inspected extends Probed {
  readonly identity: MediaIdentity
  readonly facts: MediaFacts
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
    decodes(tools, file, options.signal),
    identify(file),
  ])
  if (!decoded) throw refuse(file, raw)
  return { ...(await toProbed(tools, file, raw, options)), identity }
}
