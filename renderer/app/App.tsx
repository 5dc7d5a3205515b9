import { DoorOpen } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { followEvents } from '../lib/live.ts'
import { sayError } from '../lib/notices.ts'
import { usePeople } from '../lib/queries.ts'
import { setPresent, useSettings } from '../lib/settings.ts'
import { launchToken } from '../lib/token.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { Notices } from '../ui/Notices.tsx'
import classes from './App.module.css'
import { Boundary } from './Boundary.tsx'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { GlobalActs } from './GlobalActs.tsx'
import { Screens } from './Screens.tsx'

const FirstRun = lazy(async () => ({ default: (await import('../features/firstRun/FirstRun.tsx')).FirstRun }))

export function App() {
  if (launchToken() === null) return <WithoutKey />
  return <OpenApp />
}

function WithoutKey() {
  return (
    <main className={classes.alone}>
      <EmptyState icon={DoorOpen} title="Open Debrief by its own address">
        This page was opened without its key. Debrief prints the full address when it starts, and its window
        opens it by itself. Nothing is lost.
      </EmptyState>
    </main>
  )
}

function OpenApp() {
  useEffect(() => {
    const stop = new AbortController()
    void followEvents(stop.signal)
    return () => stop.abort()
  }, [])
  const settings = useSettings()
  const people = usePeople()
  const local = people.data?.filter(person => person.local)
  const [first] = local ?? []
  const nobodyPresent =
    settings.data !== undefined &&
    first !== undefined &&
    !settings.data.present.some(id => local?.some(person => person.id === id))
  useEffect(() => {
    if (nobodyPresent && first) setPresent([first.id]).catch(sayError)
  }, [nobodyPresent, first])
  const failed = settings.error ?? people.error
  if (failed && !(settings.data && people.data)) {
    return (
      <main className={classes.alone}>
        <div className={classes.failure}>
          <ErrorPanel error={failed} />
        </div>
      </main>
    )
  }
  if (!settings.data || !people.data) return null
  return (
    <>
      <Boundary>
        <Suspense>{first ? <Screens /> : <FirstRun />}</Suspense>
      </Boundary>
      <GlobalActs />
      <ConnectionNotice />
      <Notices />
    </>
  )
}
