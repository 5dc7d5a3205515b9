import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { ExportComment } from '../../electron/core/export/export.types.ts'
import { exportClip } from '../../electron/core/export/exportClip.ts'
import { pictureCodecArgs } from '../../electron/core/export/renderArgs.ts'
import { probe } from '../../electron/core/media/probe.ts'
import { findTools } from '../../electron/core/media/tools/findTools.ts'
import { compare } from './measure.ts'

const work = mkdtempSync(join(tmpdir(), 'debrief-bench-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))
const tools = await findTools()
const run = (args: readonly string[]) =>
  promisify(execFile)(tools.ffmpeg.path, ['-nostdin', '-v', 'error', '-y', ...args])

/** A row of pictures as long as three groups of them, of 1080p with a camera's noise, 8 Mb/s; over and over again for about 100 s, with sound. */
function recording(name: string, gop: number, bFrames: number): string {
  const file = join(work, name)
  const few = join(work, `few-${name}`)
  const fewS = (3 * gop) / 30
  const quiet = ['-nostdin', '-v', 'error', '-y']
  execFileSync(tools.ffmpeg.path, [
    ...[...quiet, '-f', 'lavfi', '-i', `testsrc2=s=1920x1080:r=30:d=${fewS},noise=alls=12:allf=t`],
    ...['-c:v', 'libx264', '-preset', 'superfast', '-b:v', '8M', '-maxrate', '8M', '-bufsize', '8M'],
    ...['-g', String(gop), '-keyint_min', String(gop), '-sc_threshold', '0', '-bf', String(bFrames)],
    ...['-x264-params', 'open-gop=0', '-pix_fmt', 'yuv420p', few],
  ])
  execFileSync(tools.ffmpeg.path, [
    ...[...quiet, '-stream_loop', String(Math.ceil(100 / fewS) - 1), '-i', few],
    ...['-f', 'lavfi', '-i', 'sine=f=330:d=96', '-map', '0:v', '-map', '1:a'],
    ...['-c:v', 'copy', '-c:a', 'aac', '-t', '96', file],
  ])
  rmSync(few)
  // A lesson was recorded before it is cut; what was written this very second is looked at twice.
  const minuteAgo = new Date(Date.now() - 60_000)
  utimesSync(file, minuteAgo, minuteAgo)
  return file
}

const comment: ExportComment = {
  id: 'comment:1',
  author: { name: 'Marcus Bell', role: 'coach', colour: 'p1' },
  kind: 'evidence',
  text: 'Ten seconds of wait time.',
  atMs: 35_100,
  toMs: 45_100,
  tags: [],
  private: false,
}

/** The recording is known by then: it was probed when it was imported. */
async function exporter(file: string, fromMs: number, toMs: number, comments: readonly ExportComment[]) {
  const { facts } = await probe(tools, file)
  const recording = { path: file, facts, offsetMs: 0 }
  return async () => {
    const made = await exportClip(
      { clip: { title: 'minute', fromMs, toMs }, recording, comments },
      { tools, outDir: work, style: 'overlay' },
    )
    rmSync(made.file)
    return made
  }
}

const bare = (file: string, from: string) =>
  run([
    ...['-ss', from, '-i', file, '-t', '60', ...pictureCodecArgs, '-c:a', 'aac', '-b:a', '160k'],
    ...['-movflags', '+faststart', join(work, 'bare.mp4')],
  ])

describe('a minute with ten annotated seconds', () => {
  it.each([
    ['a keyframe every 2 s, B-frames', 60, 2, 0.3],
    ['a keyframe every 8 s', 250, 0, 0.45],
  ] as const)('%s', async (name, gop, bFrames, limit) => {
    const file = recording(`${gop}.mp4`, gop, bFrames)
    const minute = await exporter(file, 15_100, 75_100, [comment])
    await compare({
      name: `smart render, ${name}, against a bare encode of it all`,
      limit,
      // A bare encode of a minute takes half a minute: two of each, with none before to warm up, say as much.
      runs: 2,
      warm: false,
      ours: async () => expect((await minute()).method).toBe('smart'),
      peer: () => bare(file, '15.1'),
    })
    rmSync(file)
  })

  it('a clip without a comment, on keyframes', async () => {
    const file = recording('plain.mp4', 60, 2)
    const minute = await exporter(file, 16_000, 76_000, [])
    await compare({
      name: 'a clip of a minute without a comment, on keyframes, against a bare copy',
      limit: 2,
      ours: async () => expect((await minute()).method).toBe('copy'),
      peer: () =>
        run([
          '-ss',
          '16',
          '-i',
          file,
          '-t',
          '60',
          '-c',
          'copy',
          '-movflags',
          '+faststart',
          join(work, 'copy.mp4'),
        ]),
    })
  })
})
