import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { describe, expect, it } from 'vitest'
import type { Api } from '../../electron/cli/connection.types.ts'
import { clipView, exportResult } from '../../electron/contract/api/clips.ts'
import { RPC_PREFIX } from '../../electron/contract/api/doors.ts'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { temporaryFolder } from '../fixtures/openTestCore.ts'
import { makeHour } from './hour.ts'
import { report } from './measure.ts'

const program = resolve(import.meta.dirname, '..', '..', 'dist', 'cli', 'debrief.mjs')
const told = /peak (\d+)/
/** The process itself says how much memory it had at most, kB, when it ends. */
const tell = "process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS))"
const telling = `data:text/javascript,${encodeURIComponent(tell)}`

/** Runs the built command line. @returns what it printed, and the most memory that it had, MB */
async function debrief(home: string, words: readonly string[], until?: (url: string) => Promise<void>) {
  if (!existsSync(program)) throw new Error('the command line is not built: node scripts/build.mjs')
  const child = spawn(process.execPath, ['--import', telling, program, ...words], {
    env: { ...process.env, DEBRIEF_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  const ready = new Promise<string>(done => {
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString()
      const url = /Debrief is at (\S+)/.exec(out)?.[1]
      if (url) done(url)
    })
  })
  child.stderr.on('data', (piece: Buffer) => {
    err += piece.toString()
  })
  const ended = new Promise<number | null>(done => child.once('close', done))
  if (until) {
    await until(await ready)
    child.kill('SIGTERM')
  }
  expect(await ended, err).toBe(0)
  return { out, peakMb: Number(told.exec(err)?.[1]) / 1000 }
}

function reportPeak(name: string, peakMb: number, limitMb: number): void {
  report({ name, ratio: peakMb / limitMb, limit: 1, oursMs: peakMb, peerMs: limitMb, runs: 1 })
  expect(peakMb, name).toBeLessThan(limitMb)
}

describe('the memory of our process', () => {
  it('stays small with an hour of 1080p', async () => {
    const work = await temporaryFolder('bench-memory')
    const home = join(work, 'home')
    const { hour } = makeHour('ffmpeg', work)
    const shared = ['--library', join(work, 'library'), '--as', 'Ana', '--role', 'coach', '--json']
    const json = async (...words: string[]): Promise<unknown> =>
      JSON.parse((await debrief(home, [...words, ...shared])).out)
    const [one] = importResult.parse(await json('import', hour)).imported
    if (!one) throw new Error('nothing was imported')
    const words = ['--from', '10:00', '--to', '20:00', '--title', 'Ten minutes']
    const clip = clipView.parse(await json('clip', one.lessonId, ...words))
    await json('comment', one.lessonId, '--at', '12:00', '--to', '12:10', '--text', 'She waits ten seconds.')
    const exported = await debrief(home, ['export', clip.id, '--out', work, ...shared])
    const [made] = exportResult.parse(JSON.parse(exported.out)).exported
    expect(made?.method).toBe('smart')
    reportPeak('peak memory while a clip of 10 minutes is exported, MB of 300', exported.peakMb, 300)
    expect(execFileSync('ffprobe', ['-v', 'error', made?.file ?? '']).toString()).toBe('')

    const serve = ['serve', '--no-open', '--library', join(work, 'library')]
    const idle = await debrief(home, serve, async () => undefined)
    const host = await debrief(home, serve, async url => {
      const [, address = '', token = ''] = /^(http:\/\/[^/]+)\/#token=(\S+)/.exec(url) ?? []
      const headers = { authorization: `Bearer ${token}` }
      const api: Api = createORPCClient(new RPCLink({ url: `${address}${RPC_PREFIX}`, headers }))
      const { jobId } = await api.strips.open({ id: one.recordingId })
      while (jobId && (await api.jobs.get({ id: jobId })).state !== 'done') await pause(100)
    })
    const more = host.peakMb - idle.peakMb
    reportPeak('memory that making both strips of 60 minutes adds to an idle host, MB of 150', more, 150)
  })
})
