import { labelWeight } from '../contract/drawing/paint.ts'
import { type ClipParts, createClips } from './clips/clips.ts'
import { clipProcedures } from './clips/procedures.ts'
import { createCollections } from './collections/collections.ts'
import { collectionProcedures } from './collections/procedures.ts'
import { composeSearch } from './composeSearch.ts'
import { createConsent } from './consent/consent.ts'
import { consentProcedures } from './consent/procedures.ts'
import { createExports, type ExportParts } from './export/exports.ts'
import { createMaskedCopies } from './export/masks/maskedCopies.ts'
import { exportProcedures } from './export/procedures.ts'
import { createInsights } from './insights/insights.ts'
import { insightProcedures } from './insights/procedures.ts'
import { reportProcedures } from './reports/procedures.ts'
import { createReports, type ReportParts } from './reports/reports.ts'
import type { Rubrics } from './rubrics/rubrics.ts'
import { siteProcedures } from './site/procedures.ts'
import { createSites, type SiteMakerParts } from './site/sites.ts'

interface TakeawayParts
  extends ClipParts,
    Pick<
      ExportParts,
      'conversation' | 'jobs' | 'tools' | 'fileOf' | 'queueHome' | 'atOnce' | 'queueChanged' | 'logFailure'
    >,
    Pick<SiteMakerParts, 'comments' | 'resourcesDir'>,
    Pick<ReportParts, 'debrief' | 'phases' | 'now'> {
  readonly rubrics: Rubrics
  /** Where clips are written unless someone says otherwise. */
  clipsDir(): string
  /** Where reports are written unless someone says otherwise. */
  documentsDir(): string
}

/** The capabilities that take something away from a lesson: clips, collections, exports, the offline library; and the search that finds it. */
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
  const reports = createReports({
    ...parts,
    describeTags: async () => {
      const [{ exportTag }, all] = await Promise.all([import('./export/gather.ts'), rubrics.shelf.list()])
      const byId = new Map(all.map(each => [each.id, each]))
      return tag => {
        const rubric = byId.get(tag.rubricId)
        const { levelLabel, levelIndex, levelCount, ...rest } = exportTag(
          tag,
          rubric,
          rubrics.tagging.meaningOfTag(tag),
        )
        return {
          ...rest,
          domainIndex: Math.max(0, rest.domainIndex),
          rubricTitle: rubric?.title ?? 'A rubric that is not in this library',
          ...(levelLabel !== undefined && {
            level: { label: levelLabel, index: levelIndex ?? -1, of: levelCount },
          }),
        }
      }
    },
    defaultDir: parts.documentsDir,
  })
  const insights = createInsights({
    ...parts,
    rubrics: rubrics.shelf.list,
    meaningOfTag: rubrics.tagging.meaningOfTag,
  })
  return {
    insights: insightProcedures(insights),
    reports: reportProcedures(reports),
    consent: consentProcedures(createConsent(parts)),
    clips: clipProcedures(clips),
    collections: collectionProcedures(collections),
    exports: exportProcedures(exports),
    sites: siteProcedures(sites),
    search: composeSearch({ ...parts, rubrics: rubrics.shelf }),
    maskedCopies: createMaskedCopies(parts),
    resumeExports: exports.resume,
    closeExports: exports.close,
  }
}
