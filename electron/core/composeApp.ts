import { type AppInfoParts, appInfo } from './app/appInfo.ts'
import { appProcedures } from './app/procedures.ts'
import { type SwitchParts, switchLibrary } from './app/switchLibrary.ts'
import type { MediaTools } from './media/tools/mediaTools.ts'

interface Parts extends AppInfoParts, SwitchParts {
  readonly home: string
  tools(): Promise<MediaTools>
}

/** What is about the program itself; part of `compose.ts`. */
export function composeApp(parts: Parts) {
  const { home, tools, library } = parts
  return appProcedures({
    info: () => appInfo(parts),
    examine: async () => {
      const { examine } = await import('./app/doctor/doctor.ts')
      const fonts = () => import('./text/typeset/fonts.ts')
      const missingGlyphs = async (text: string) => (await fonts()).missingGlyphs(text)
      return examine({ home, libraryDir: () => library().dir, tools, missingGlyphs })
    },
    openLibrary: dir => switchLibrary(dir, parts),
  })
}
