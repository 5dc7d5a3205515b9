import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Rail } from './Rail.tsx'
import classes from './Screens.module.css'

const LibraryScreen = lazy(async () => ({
  default: (await import('../features/library/LibraryScreen.tsx')).LibraryScreen,
}))
const ClipsScreen = lazy(async () => ({
  default: (await import('../features/clips/ClipsScreen.tsx')).ClipsScreen,
}))
const RubricsScreen = lazy(async () => ({
  default: (await import('../features/rubrics/RubricsScreen.tsx')).RubricsScreen,
}))
const SettingsScreen = lazy(async () => ({
  default: (await import('../features/settings/SettingsScreen.tsx')).SettingsScreen,
}))

/** The screens that stand beside the rail. */
export function Screens() {
  return (
    <Switch>
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
