import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planClip } from '../../electron/core/export/clipPlan.ts'
import type { ExportComment } from '../../electron/core/export/export.types.ts'
import { exportClip } from '../../electron/core/export/exportClip.ts'
import { prepareEncode } from '../../electron/core/export/render.ts'
import { pictureCodecArgs } from '../../electron/core/export/renderArgs.ts'
import { withScratch } from '../../electron/core/jobs/scratch.ts'
import { probe } from '../../electron/core/media/probe.ts'
import { findTools } from '../../electron/core/media/tools/findTools.ts'
import { runFfmpeg } from '../../electron/core/media/tools/run.ts'
import { compare } from './measure.ts'

const work = mkdtempSync(join(tmpdir(), 'debrief-bench-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))
const tools = await findTools()

const commentAt = (atMs: number, toMs: number): ExportComment => ({
  id: 'comment:1',
  author: { name: 'Marcus Bell', role: 'coach', colour: 'p1' },
  kind: 'evidence',
  text: 'The movement starts at the palm and ends at the forehead. You show it slowly, twice.',
  atMs,
  toMs,
  tags: [
    { code: 'B2', title: 'Modelling', domainIndex: 1, levelIndex: 2, levelCount: 4, notObserved: false },
  ],
  private: false,
})

describe('a clip with a comment on it costs little more than encoding the same pictures bare', () => {
  let source = ''
  beforeAll(() => {
    source = join(work, 'lesson.mp4')
    // A camera's noise, as a classroom in the evening has it; 8 Mb/s at 1080p.
    execFileSync(tools.ffmpeg.path, [
      ...['-nostdin', '-v', 'error', '-f', 'lavfi', '-i'],
      'testsrc2=s=1920x1080:r=30:d=24,noise=alls=12:allf=t',
      ...['-f', 'lavfi', '-i', 'sine=f=330:d=24', '-c:v', 'libx264', '-preset', 'superfast', '-b:v', '8M'],
      ...['-g', '60', '-bf', '2', '-pix_fmt', 'yuv420p', '-c:a', 'aac', source],
    ])
  })

  const input = async (title: string, comment: ExportComment) => ({
    clip: { title, fromMs: 2000, toMs: 22_000 },
    recording: { path: source, facts: (await probe(tools, source)).facts, offsetMs: 0 },
    comments: [comment],
  })
  const bare = () =>
    promisify(execFile)(tools.ffmpeg.path, [
      ...['-nostdin', '-v', 'error', '-y', '-ss', '2', '-i', source, '-t', '20', ...pictureCodecArgs],
      ...['-c:a', 'aac', '-b:a', '160k', '-movflags', '+faststart', join(work, 'bare.mp4')],
    ])
  const half = commentAt(8000, 18_000)
  // Nothing of it can be copied.
  const all = commentAt(1000, 23_000)

  // As a careful person would do it by hand.
  const bareAndDecoded = async () => {
    await bare()
    await promisify(execFile)(tools.ffmpeg.path, [
      ...['-nostdin', '-v', 'error', '-xerror', '-i', join(work, 'bare.mp4'), '-f', 'null', '-'],
    ])
  }

  it.each([
    { said: 'half of the time', comment: half, way: 'smart', peer: bare, against: 'a bare encode' },
    // As a clip that is made of a comment has it: everything is encoded, and decoded again to verify it (decision 19).
    {
      said: 'all of the time',
      comment: all,
      way: 'full',
      peer: bareAndDecoded,
      against: 'a bare encode that is decoded once',
    },
  ])('exported whole, with a comment $said', async ({ said, comment, way, peer, against }) => {
    let made = 0
    await compare({
      name: `export of a clip with a comment ${said}, verification and all, against ${against}`,
      runs: 3,
      limit: 1.15,
      processorLimit: 1.08,
      ours: async () => {
        const options = { tools, outDir: work, style: 'overlay' } as const
        const { file, method } = await exportClip(await input(`Wait ${made++}`, comment), options)
        expect(method).toBe(way)
        rmSync(file)
      },
      peer,
    })
  })

  it('burned in all of the time, before it is verified', async () => {
    const plan = await planClip(tools, await input('Wait', all), { style: 'overlay' })
    const growing = join(work, 'growing.mp4')
    await compare({
      name: 'burning in a comment all of the time, against a bare encode',
      runs: 5,
      limit: 1.15,
      processorLimit: 1.08,
      ours: () =>
        withScratch(async dir => runFfmpeg(tools, await prepareEncode(tools, plan, { dir, growing }))),
      peer: bare,
    })
  })
})
