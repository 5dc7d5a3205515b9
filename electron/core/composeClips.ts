import { labelWeight } from '../contract/drawing/paint.ts'
import { type ClipParts, createClips } from './clips/clips.ts'
import { clipProcedures } from './clips/procedures.ts'
import { createCollections } from './collections/collections.ts'
import { collectionProcedures } from './collections/procedures.ts'
import { createExports, type ExportParts } from './export/exports.ts'
import { createMaskedCopies } from './export/masks/maskedCopies.ts'
import { exportProcedures } from './export/procedures.ts'
import type { Rubrics } from './rubrics/rubrics.ts'
import { siteProcedures } from './site/procedures.ts'
import { createSites, type SiteMakerParts } from './site/sites.ts'

interface TakeawayParts
  extends ClipParts,
    Pick<
      ExportParts,
      'conversation' | 'jobs' | 'tools' | 'fileOf' | 'queueHome' | 'atOnce' | 'queueChanged' | 'logFailure'
    >,
    Pick<SiteMakerParts, 'comments' | 'resourcesDir'> {
  readonly rubrics: Rubrics
  /** Where clips are written unless someone says otherwise. */
  clipsDir(): string
}

/** The capabilities that take something away from a lesson: clips, collections, exports, the offline library. */
export function composeClips(parts: TakeawayParts) {
  const { rubrics } = parts
  const clips = createClips(parts)
  const exports = createExports({
    ...parts,
    clip: clips.findOrThrow,
    rubrics: async () => new Map((await rubrics.shelf.list()).map(each => [each.id, each])),
    meaningOfTag: rubrics.tagging.meaningOfTag,
    defaultDir: parts.clipsDir,
  })
  const collections = createCollections({ ...parts, clips: caller => clips.list(caller) })
  const sites = createSites({
    ...parts,
    collection: collections.find,
    gather: exports.gather,
    render: exports.render,
    measure: async () => {
      const { measureText } = await import('./text/typeset/fonts.ts')
      return (text, sizePx) => measureText(text, labelWeight, sizePx)
    },
  })
  return {
    clips: clipProcedures(clips),
    collections: collectionProcedures(collections),
    exports: exportProcedures(exports),
    sites: siteProcedures(sites),
    maskedCopies: createMaskedCopies(parts),
    resumeExports: exports.resume,
    closeExports: exports.close,
  }
}
