import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { lessonId } from '../../electron/contract/records/lesson.ts'
import { wordsInPart } from '../lib/addressPart.ts'
import { Rail } from './Rail.tsx'
import classes from './Screens.module.css'
import {
  loadClips,
  loadInsights,
  loadLibrary,
  loadReviewRoom,
  loadRubrics,
  loadSettings,
} from './screenModules.ts'

const LibraryScreen = lazy(async () => ({ default: (await loadLibrary()).LibraryScreen }))
const ClipsScreen = lazy(async () => ({ default: (await loadClips()).ClipsScreen }))
const RubricsScreen = lazy(async () => ({ default: (await loadRubrics()).RubricsScreen }))
const InsightsScreen = lazy(async () => ({ default: (await loadInsights()).InsightsScreen }))
const SettingsScreen = lazy(async () => ({ default: (await loadSettings()).SettingsScreen }))
const ReviewRoom = lazy(async () => ({ default: (await loadReviewRoom()).ReviewRoom }))

/** The review room has the whole window; every other screen stands beside the rail. */
export function Screens() {
  return (
    <Switch>
      <Route path="/lesson/:id">
        {({ id }) => {
          const [name = '', at] = wordsInPart(id).split('?t=')
          const known = lessonId.safeParse(name)
          const startMs = Math.round(1000 * Number(at ?? 0)) || 0
          return known.success ? (
            <Suspense>
              <ReviewRoom key={`${known.data} ${startMs}`} lessonId={known.data} startMs={startMs} />
            </Suspense>
          ) : (
            <Redirect to="/library" />
          )
        }}
      </Route>
      <Route>
        <div className={classes.frame}>
          <Rail />
          <Suspense fallback={<main className={classes.main} />}>
            <Switch>
              <Route path="/library">
                <LibraryScreen />
              </Route>
              <Route path="/clips/:place?">{({ place }) => <ClipsScreen place={place} />}</Route>
              <Route path="/rubrics/:id?">{({ id }) => <RubricsScreen rubricId={id} />}</Route>
              <Route path="/insights/:place?">{({ place }) => <InsightsScreen place={place} />}</Route>
              <Route path="/settings">
                <SettingsScreen />
              </Route>
              <Route>
                <Redirect to="/library" />
              </Route>
            </Switch>
          </Suspense>
        </div>
      </Route>
    </Switch>
  )
}
