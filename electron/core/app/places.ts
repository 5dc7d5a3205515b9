import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Folders of the person who is logged in. */
export interface UserFolders {
  readonly documents: string
  readonly videos: string
}

/** Linux names them in a file of its own, in the person's language; elsewhere their real names are English. */
export function userFolders(platform: NodeJS.Platform = process.platform, home = homedir()): UserFolders {
  const named = platform === 'linux' ? xdgFolders(home) : {}
  return {
    documents: named.DOCUMENTS ?? join(home, 'Documents'),
    videos: named.VIDEOS ?? join(home, platform === 'darwin' ? 'Movies' : 'Videos'),
  }
}

function xdgFolders(home: string): Record<string, string> {
  let text = ''
  try {
    text = readFileSync(join(process.env.XDG_CONFIG_HOME || join(home, '.config'), 'user-dirs.dirs'), 'utf8')
  } catch {
    // Servers and bare desktops have no such file; the usual names hold then.
    return {}
  }
  const lines = text.matchAll(/^\s*XDG_(\w+)_DIR="(\$HOME)?(\/[^"]*)"/gm)
  return Object.fromEntries(
    [...lines].map(([, name, relative, path]) => [name, relative ? join(home, path ?? '') : path]),
  )
}

/** The library of who has chosen none: beside everything else where `DEBRIEF_HOME` is set, else in the person's documents. */
export function defaultLibraryDir(
  home: string,
  folders: UserFolders,
  env: NodeJS.ProcessEnv = process.env,
): string {
  return env.DEBRIEF_HOME ? join(home, 'library') : join(folders.documents, 'Debrief')
}
