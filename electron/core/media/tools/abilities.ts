import type { MediaTools } from './mediaTools.ts'
import { runFfmpeg } from './run.ts'

/** What this build of ffmpeg was made with. */
export interface Abilities {
  readonly filters: ReadonlySet<string>
  readonly encoders: ReadonlySet<string>
}

/** The names in ffmpeg's `-filters` or `-encoders` table: the word behind the column of flags, which differs from version to version. Pure. */
export function namesInTable(text: string): ReadonlySet<string> {
  const names = text.split('\n').map(line => /^ [A-Z.|]{2,8} +([a-zA-Z0-9_-]+) /.exec(line)?.[1])
  return new Set(names.filter(name => name !== undefined))
}

const known = new Map<string, Promise<Abilities>>()

async function ask(tools: MediaTools): Promise<Abilities> {
  const table = async (option: string) => {
    const { stdout } = await runFfmpeg(tools, [option], { timeoutMs: 15_000 })
    return namesInTable(stdout.toString('utf8'))
  }
  const [filters, encoders] = await Promise.all([table('-filters'), table('-encoders')])
  return { filters, encoders }
}

/** Asked once for each program and remembered. @throws DebriefError tools.missing, tools.failed */
export function abilities(tools: MediaTools): Promise<Abilities> {
  const key = `${tools.ffmpeg.path}\n${tools.ffmpeg.version}`
  const asked = known.get(key) ?? ask(tools)
  known.set(key, asked)
  asked.catch(() => known.delete(key))
  return asked
}
