import pLimit from 'p-limit'
import type { CameraSplit } from '../../../contract/api/lessons.ts'
import { DebriefError } from '../../../contract/errors.ts'
import { probe } from '../../media/probe.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { cameraSplits, mayBeSplit, type SplitCandidate } from './cameraSplits.ts'
import { recordingFiles } from './recordingFiles.ts'

/** So many files are read at once: each waits for a short program of its own. */
const AT_ONCE = 4

/**
 * Which files a camera seems to have split, so that they can be offered as one recording. Only files whose names count on are read; one that
 * cannot be read is in no row, and its import will say why.
 * @param named files and folders
 * @throws DebriefError tools.missing
 */
export async function findSplits(
  named: readonly string[],
  tools: () => Promise<MediaTools>,
): Promise<CameraSplit[]> {
  const files = (await recordingFiles(named, new AbortController().signal)).filter(
    each => !('refusal' in each),
  )
  const likely = mayBeSplit(files.map(({ file }) => file))
  if (likely.length === 0) return []
  const found = await tools()
  const limit = pLimit(AT_ONCE)
  const read = await Promise.all(
    likely.map(file =>
      limit(async (): Promise<SplitCandidate | undefined> => {
        try {
          return { file, facts: (await probe(found, file)).facts }
        } catch (error) {
          if (error instanceof DebriefError && error.code !== 'tools.missing') return undefined
          throw error
        }
      }),
    ),
  )
  return cameraSplits(read.filter(each => each !== undefined)).map(row =>
    row.map(({ file, facts }) => ({ file, durationMs: facts.durationMs })),
  )
}
