import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { CriterionVersionView } from '../../electron/contract/api/rubrics.ts'
import type { ClipId } from '../../electron/contract/records/clip.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { api } from './api.ts'
import { queryClient } from './queryClient.ts'

/** The one place for the keys of everything the page has read. */
export const keys = {
  info: ['info'] as const,
  settings: ['settings'] as const,
  people: ['people'] as const,
  /** As the catalog has them; what their conversations say is read by lib/summaries.ts. */
  lessons: ['lessons'] as const,
  marks: (id: LessonId) => ['marks', id] as const,
  allMarks: ['marks'] as const,
  lesson: (id: LessonId) => ['lesson', id] as const,
  /** All that hangs on one lesson: `lesson` and `comments`. */
  comments: (id: LessonId) => ['comments', id] as const,
  allComments: ['comments'] as const,
  phases: (id: LessonId) => ['phases', id] as const,
  masks: (id: LessonId) => ['masks', id] as const,
  firstPass: (id: LessonId) => ['firstPass', id] as const,
  /** As each speaker may see them. */
  calibrations: (id: LessonId) => ['calibrations', id] as const,
  debrief: (id: LessonId) => ['debrief', id] as const,
  cycles: ['cycles'] as const,
  insights: ['insights'] as const,
  measures: ['measures'] as const,
  schoolGoals: ['schoolGoals'] as const,
  clips: (lessonId?: LessonId) => (lessonId ? (['clips', lessonId] as const) : (['clips'] as const)),
  collections: ['collections'] as const,
  consent: (id: LessonId) => ['consent', id] as const,
  exportPolicy: ['exportPolicy'] as const,
  /** All that was found. */
  allFound: ['search'] as const,
  search: (words: string) => ['search', words] as const,
  clipsFromComments: (wish: object) => ['clipsFromComments', wish] as const,
  transcript: (id: LessonId) => ['transcript', id] as const,
  transcriptWords: (id: LessonId, version: string | undefined) =>
    ['transcriptWords', id, version ?? null] as const,
  transcriptBeside: (id: LessonId) => ['transcriptBeside', id] as const,
  rubrics: ['rubrics'] as const,
  criterionVersions: ['criterionVersions'] as const,
  jobs: ['jobs'] as const,
  packagesWaiting: ['packagesWaiting'] as const,
  session: ['session'] as const,
  sessionsFound: ['sessionsFound'] as const,
  reportPlan: (id: LessonId) => ['reportPlan', id] as const,
  packagePlan: (id: LessonId) => ['packagePlan', id] as const,
  /** The passphrase itself stays out of the cache's keys. */
  packagePreview: (file: string, unlocked: boolean) => ['packagePreview', file, unlocked] as const,
  doctor: ['doctor'] as const,
  cache: ['cache'] as const,
  folder: (dir: string | undefined) => ['folder', dir ?? null] as const,
  estimate: (clipId: ClipId, options: object) => ['estimate', clipId, options] as const,
  room: (dir: string | undefined) => ['room', dir] as const,
  exportQueue: ['exportQueue'] as const,
  preview: (clipId: ClipId, atMs: number, options: object) => ['preview', clipId, atMs, options] as const,
}

export const useAppInfo = () => useQuery({ queryKey: keys.info, queryFn: () => api.app.info() })
/** Counted anew whenever it is looked at: it changes with every job. */
export const useCacheInfo = () =>
  useQuery({ queryKey: keys.cache, queryFn: () => api.cache.info(), refetchInterval: 5000, staleTime: 0 })
export const usePeople = () => useQuery({ queryKey: keys.people, queryFn: () => api.people.list() })
export const lessonsQuery = { queryKey: keys.lessons, queryFn: () => api.lessons.entries() }
export const useLessons = () => useQuery(lessonsQuery)
export const useLesson = (id: LessonId) =>
  useQuery({ queryKey: keys.lesson(id), queryFn: () => api.lessons.find({ id }) })
export const useComments = (lessonId: LessonId) =>
  useQuery({ queryKey: keys.comments(lessonId), queryFn: () => api.comments.list({ lessonId }) })
export const usePhases = (lessonId: LessonId) =>
  useQuery({ queryKey: keys.phases(lessonId), queryFn: () => api.phases.list({ lessonId }) })
export const useMasks = (lessonId: LessonId) =>
  useQuery({ queryKey: keys.masks(lessonId), queryFn: () => api.masks.list({ lessonId }) })
export const useFirstPass = (lessonId: LessonId) =>
  useQuery({ queryKey: keys.firstPass(lessonId), queryFn: () => api.firstPass.list({ lessonId }) })
export const useDebrief = (lessonId: LessonId) =>
  useQuery({ queryKey: keys.debrief(lessonId), queryFn: () => api.debrief.get({ lessonId }) })
export const useCycles = () => useQuery({ queryKey: keys.cycles, queryFn: () => api.cycles.list({}) })
export const useClips = (lessonId?: LessonId) =>
  useQuery({ queryKey: keys.clips(lessonId), queryFn: () => api.clips.list(lessonId ? { lessonId } : {}) })
export const useCollections = () =>
  useQuery({ queryKey: keys.collections, queryFn: () => api.collections.list() })
export const useRubrics = () => useQuery({ queryKey: keys.rubrics, queryFn: () => api.rubrics.list() })
const byId = (list: readonly CriterionVersionView[]): ReadonlyMap<string, CriterionVersionView> =>
  new Map(list.map(version => [version.id, version]))
/** Every wording that tags were made with, by its id. */
export const useCriterionVersions = () =>
  useQuery({ queryKey: keys.criterionVersions, queryFn: () => api.rubrics.versions(), select: byId })
/** The exports that are not over, in their order, and whether they are paused. */
export const useExportQueue = () =>
  useQuery({ queryKey: keys.exportQueue, queryFn: () => api.exports.queue() })
export const useDoctor = () =>
  useQuery({ queryKey: keys.doctor, queryFn: () => api.app.doctor(), staleTime: 60_000 })
export const usePackagesWaiting = () =>
  useQuery({ queryKey: keys.packagesWaiting, queryFn: () => api.packages.waiting() })
export const useFolder = (dir: string | undefined) =>
  useQuery({
    queryKey: keys.folder(dir),
    queryFn: () => api.files.list(dir === undefined ? {} : { dir }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

/**
 * A change that shows at once: `apply` makes the new value of `key` from the old one before the host answers; where the
 * host refuses, the old value comes back; either way the truth is read again.
 */
export function useOptimistic<Input, Output, Cached>(act: {
  readonly mutationFn: (input: Input) => Promise<Output>
  readonly key: (input: Input) => readonly unknown[]
  readonly apply: (cached: Cached, input: Input) => Cached
  readonly onError?: (error: Error, input: Input) => void
  readonly onSuccess?: (output: Output, input: Input) => void
}) {
  return useMutation({
    mutationFn: act.mutationFn,
    onMutate: async (input: Input) => {
      const queryKey = act.key(input)
      const before = queryClient.getQueryData<Cached>(queryKey)
      // The new value is set before anything is awaited: it is on the screen in this very frame.
      if (before !== undefined) queryClient.setQueryData<Cached>(queryKey, act.apply(before, input))
      await queryClient.cancelQueries({ queryKey })
      if (before !== undefined) queryClient.setQueryData<Cached>(queryKey, act.apply(before, input))
      return { queryKey, before }
    },
    onError: (error, input, context) => {
      if (context?.before !== undefined) queryClient.setQueryData(context.queryKey, context.before)
      act.onError?.(error, input)
    },
    onSuccess: (output, input) => act.onSuccess?.(output, input),
    onSettled: (_output, _error, input) => queryClient.invalidateQueries({ queryKey: act.key(input) }),
  })
}
