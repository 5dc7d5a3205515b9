import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { promisify } from 'node:util'
import { z } from 'zod'
import { errorName, unlessMissing } from './fileSystem.ts'

/** Names one process beyond its number, which the system gives to another once it has ended. */
export const processIdentity = z.object({
  machine: z.string(),
  pid: z.int().positive(),
  /** Linux: the boot it runs in, and its start in clock ticks since then. */
  boot: z.string().optional(),
  startTicks: z.string().optional(),
  /** When it named itself, ms since 1970. */
  atMs: z.int(),
})
export type ProcessIdentity = z.infer<typeof processIdentity>

/** How much later than its own word a process may seem to have started before it must be another one. */
const SLACK_MS = 5000

export async function identifyThisProcess(): Promise<ProcessIdentity> {
  const bootNow = await bootId()
  const stat = await linuxStat(process.pid)
  return {
    machine: hostname(),
    pid: process.pid,
    ...(bootNow === undefined ? {} : { boot: bootNow }),
    ...(stat === undefined ? {} : { startTicks: stat.startTicks }),
    atMs: Date.now(),
  }
}

/**
 * Whether the process still runs on this machine. Never says "ended" of one that runs: where the system does not tell,
 * it counts as running.
 */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  // Another machine's lock lies here only because its local app data was copied or roams; each machine has its own lock.
  if (identity.machine !== hostname()) return false
  if (identity.boot !== undefined && identity.boot !== (await bootId())) return false
  if (!answers(identity.pid)) return false
  if (identity.startTicks !== undefined) {
    const stat = await linuxStat(identity.pid)
    return stat === undefined || (stat.startTicks === identity.startTicks && !stat.ended)
  }
  const startedAtMs = await startOf(identity.pid)
  return startedAtMs === undefined || startedAtMs <= identity.atMs + SLACK_MS
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorName(error) === 'EPERM'
  }
}

let boot: Promise<string | undefined> | undefined

function bootId(): Promise<string | undefined> {
  boot ??= readBootId()
  return boot
}

async function readBootId(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  const text = await unlessMissing(readFile('/proc/sys/kernel/random/boot_id', 'utf8'))
  return text?.trim()
}

/** Of a process that ends between the opening and the reading Linux says that there is none (ESRCH), not that the file is missing. */
export async function ofLiving<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await unlessMissing(reading)
  } catch (error) {
    if (errorName(error) === 'ESRCH') return undefined
    throw error
  }
}

/** Field 22 of /proc/<pid>/stat is the start time, field 3 the state; the name before them may hold spaces and brackets. */
async function linuxStat(pid: number): Promise<{ startTicks: string; ended: boolean } | undefined> {
  if (process.platform !== 'linux') return undefined
  const text = await ofLiving(readFile(`/proc/${pid}/stat`, 'utf8'))
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  const startTicks = fields?.[19]
  if (!fields || startTicks === undefined) return undefined
  return { startTicks, ended: fields[0] === 'Z' || fields[0] === 'X' }
}

const run = promisify(execFile)

/** Start of a process where there is no /proc; undefined where the system does not tell. */
async function startOf(pid: number): Promise<number | undefined> {
  try {
    const { stdout } =
      process.platform === 'win32'
        ? await run('powershell.exe', [
            '-NoProfile',
            '-NonInteractive',
            '-Command',
            `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`,
          ])
        : await run('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { ...process.env, LC_ALL: 'C' } })
    const ms = Date.parse(stdout.trim())
    return Number.isNaN(ms) ? undefined : ms
  } catch (error) {
    // `ps` exits 1 for a process that just ended; the next look finds it gone.
    if (error instanceof Error) return undefined
    throw error
  }
}
