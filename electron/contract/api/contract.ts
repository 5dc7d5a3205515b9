import { app, files, shell } from './app.ts'
import { cache } from './cache.ts'
import { calibrations } from './calibrations.ts'
import { clips, exports } from './clips.ts'
import { collections } from './collections.ts'
import { comments, replies } from './comments.ts'
import { consent } from './consent.ts'
import { cycles } from './cycles.ts'
import { debrief } from './debrief.ts'
import { drawings } from './drawings.ts'
import { events } from './events.ts'
import { firstPassApi } from './firstPass.ts'
import { insights } from './insights.ts'
import { jobs } from './jobs.ts'
import { lessons, recordings } from './lessons.ts'
import { masks, soundMasks } from './masks.ts'
import { measures } from './measures.ts'
import { notes } from './notes.ts'
import { packages } from './packages.ts'
import { people } from './people.ts'
import { phases } from './phases.ts'
import { reports } from './reports.ts'
import { rubrics } from './rubrics.ts'
import { schoolGoals } from './schoolGoals.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { settingsApi } from './settings.ts'
import { sites } from './sites.ts'
import { strips } from './strips.ts'
import { transcripts } from './transcripts.ts'

/** Everything Debrief can do, by noun and verb: the one contract behind the window, the browser and the command line. */
export const contract = {
  app,
  settings: settingsApi,
  people,
  lessons,
  recordings,
  strips,
  cache,
  phases,
  comments,
  replies,
  notes,
  drawings,
  masks,
  soundMasks,
  transcripts,
  rubrics,
  clips,
  collections,
  sites,
  search,
  exports,
  reports,
  insights,
  firstPass: firstPassApi,
  calibrations,
  debrief,
  cycles,
  measures,
  schoolGoals,
  consent,
  packages,
  session,
  jobs,
  events,
  files,
  shell,
}
export type Contract = typeof contract
