import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { ToolName } from './places.ts'

export type ToolCheck =
  | { readonly state: 'absent' }
  | { readonly state: 'runs'; readonly version: string }
  | { readonly state: 'fails'; readonly reason: string }

export interface VersionCache {
  check(tool: ToolName, path: string): Promise<ToolCheck>
  /** Keeps what was learnt; a cache that cannot be kept costs time, never correctness. */
  save(): Promise<void>
}

const entry = z.object({ sizeBytes: z.number(), mtimeMs: z.number(), version: z.string() })
const cacheShape = z.record(z.string(), entry)
type Known = z.infer<typeof cacheShape>

const execute = promisify(execFile)

/** Runs `<tool> -version`. Its first line must name the tool: a shell script that swallows anything is not ffmpeg. */
async function askVersion(tool: ToolName, path: string): Promise<ToolCheck> {
  try {
    const { stdout } = await execute(path, ['-version'], {
      timeout: 15_000,
      windowsHide: true,
      maxBuffer: 2 ** 20,
    })
    const version = new RegExp(`^${tool} version (\\S+)`).exec(stdout)?.[1]
    return version ? { state: 'runs', version } : { state: 'fails', reason: `it does not say it is ${tool}` }
  } catch (error) {
    return {
      state: 'fails',
      reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    }
  }
}

async function readKnown(file: string | undefined): Promise<Known> {
  if (!file) return {}
  try {
    return cacheShape.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    // Absent or damaged: everything is asked again.
    return {}
  }
}

/** A memory of which programs run, by path, size and time of change. Without a file it only lives as long as this call. */
export async function openVersionCache(file?: string): Promise<VersionCache> {
  const known = await readKnown(file)
  let changed = false
  return {
    async check(tool, path) {
      const stats = await stat(path).catch(() => undefined)
      if (!stats?.isFile()) return { state: 'absent' }
      const { size: sizeBytes, mtimeMs } = stats
      const kept = known[path]
      if (kept?.sizeBytes === sizeBytes && kept.mtimeMs === mtimeMs)
        return { state: 'runs', version: kept.version }
      const answer = await askVersion(tool, path)
      if (answer.state === 'runs') {
        known[path] = { sizeBytes, mtimeMs, version: answer.version }
        changed = true
      }
      return answer
    },
    async save() {
      if (!file || !changed) return
      const temp = `${file}.${randomUUID()}.tmp`
      try {
        await mkdir(dirname(file), { recursive: true })
        await writeFile(temp, JSON.stringify(known))
        await rename(temp, file)
      } catch {
        // A read-only or full disk: the next start asks the programs again, which is right, only slower.
        await rm(temp, { force: true })
      }
    },
  }
}
