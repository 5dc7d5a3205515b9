import { useSettings } from '../../lib/settings.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { AboutSection } from './AboutSection.tsx'
import { CacheSection } from './CacheSection.tsx'
import { FolderSection } from './FolderSection.tsx'
import { PeopleSection } from './PeopleSection.tsx'
import { PrivacySection } from './PrivacySection.tsx'
import { ReviewSection } from './ReviewSection.tsx'
import classes from './Settings.module.css'
import { ToolsSection } from './ToolsSection.tsx'
import { WordsSection } from './WordsSection.tsx'

/** Everything that can be set. Each change is kept at once. */
export function SettingsScreen() {
  const settings = useSettings()
  return (
    <Screen title="Settings">
      <div className={classes.scroller}>
        {settings.error && <ErrorPanel error={settings.error} />}
        {settings.data ? (
          <div className={classes.page}>
            <PeopleSection settings={settings.data} />
            <ReviewSection settings={settings.data} />
            <WordsSection settings={settings.data} />
            <FolderSection settings={settings.data} />
            <CacheSection settings={settings.data} />
            <ToolsSection />
            <PrivacySection />
            <AboutSection />
          </div>
        ) : (
          !settings.error && <LoadingLines lines={6} />
        )}
      </div>
    </Screen>
  )
}
