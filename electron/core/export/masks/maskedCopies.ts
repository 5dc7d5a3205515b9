import type { Recording } from '../../../contract/records/recording.ts'
import type { JobContext } from '../../jobs/jobs.types.ts'
import { withScratch } from '../../jobs/scratch.ts'
import { recordingsOf } from '../../library/lessonClock.ts'
import type { Library } from '../../library/library.types.ts'
import { heardFacts } from '../../media/heard.ts'
import { fittedSize } from '../../media/pictureFilters.ts'
import type { MediaTools } from '../../media/tools/mediaTools.ts'
import { hiddenIn } from './hiddenIn.ts'

export interface MaskedCopyParts {
  library(): Library
  tools(): Promise<MediaTools>
}

/** The shorter side of a copy that is handed on. */
const copySide = 720

/** Copies of recordings for others, with everything masked that is masked in them. */
export function createMaskedCopies({ library, tools }: MaskedCopyParts) {
  const hidden = async (recording: Recording) =>
    hiddenIn(
      await library().conversation(recording.lessonId),
      recording,
      recordingsOf(library(), recording.lessonId),
    )
  return {
    /** Whether a copy of this recording may not leave this machine as it is. */
    isMasked: async (recording: Recording): Promise<boolean> => {
      const { masks, soundMasks } = await hidden(recording)
      return masks.length + soundMasks.length > 0
    },

    /**
     * Writes a small copy of a whole recording with its masks burned in, and hands it to `use`; it is gone afterwards.
     * @param file the recording, or a copy of it
     * @throws DebriefError media.*, tools.*, disk.full, export.mismatch, cancelled
     */
    withMaskedCopy: async <T>(
      recording: Recording,
      file: string,
      { signal, report }: Pick<JobContext, 'signal' | 'report'>,
      use: (path: string) => Promise<T>,
    ): Promise<T> => {
      const { exportClip } = await import('../exportClip.ts')
      const { probe } = await import('../../media/probe.ts')
      const theTools = await tools()
      const { facts } = await probe(theTools, file, { signal, sound: heardFacts(recording).audioStream })
      return withScratch(async outDir => {
        const { file: path } = await exportClip(
          {
            clip: { title: 'copy', fromMs: 0, toMs: facts.durationMs },
            recording: { path: file, facts, offsetMs: 0 },
            comments: [],
            ...(await hidden(recording)),
          },
          {
            ...{ tools: theTools, outDir, style: 'none', exact: true, signal },
            ...(facts.width > 0 && { canvas: fittedSize(facts.width, facts.height, copySide) }),
            onProgress: progress =>
              report({ progress: progress * 0.9, note: `Masking ${recording.fileName}` }),
          },
        )
        return await use(path)
      })
    },
  }
}
export type MaskedCopies = ReturnType<typeof createMaskedCopies>
