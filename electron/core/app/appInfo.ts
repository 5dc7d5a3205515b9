import type { AppInfo } from '../../contract/api/app.ts'
import type { Shell } from '../call.ts'
import type { Library, LibraryProblem } from '../library/library.types.ts'

export interface AppInfoParts {
  library(): Library
  /** Problems with what this installation keeps beside the library. */
  problems(): readonly LibraryProblem[]
  readonly version: string
  readonly mediaKey: string
  readonly shell: Shell
}

export function platformName(platform: NodeJS.Platform = process.platform): AppInfo['platform'] {
  if (platform === 'darwin') return 'mac'
  return platform === 'win32' ? 'windows' : 'linux'
}

export function appInfo({ library, problems, version, mediaKey, shell }: AppInfoParts): AppInfo {
  const { id, dir, readOnly } = library()
  return {
    version,
    platform: platformName(),
    capabilities: {
      dialogs: Boolean(shell.chooseFiles && shell.chooseFolder),
      reveal: Boolean(shell.reveal),
      dropPaths: Boolean(shell.dropPaths),
    },
    library: { id, dir, readOnly, problems: [...library().problems(), ...problems()] },
    mediaKey,
  }
}
