import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExportComment } from '../../electron/core/export/export.types.ts'
import { exportClip } from '../../electron/core/export/exportClip.ts'
import { pictureCodecArgs } from '../../electron/core/export/renderArgs.ts'
import { probe } from '../../electron/core/media/probe.ts'
import { findTools } from '../../electron/core/media/tools/findTools.ts'
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

describe('exporting a clip with a comment on it costs little more than encoding the same pictures bare, verification and all', () => {
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

  it.each([
    { said: 'half of the time', comment: commentAt(8000, 18_000), way: 'smart' },
    // Nothing of it can be copied.
    { said: 'all of the time', comment: commentAt(1000, 23_000), way: 'full' },
  ])('with a comment $said', async ({ said, comment, way }) => {
    const { facts } = await probe(tools, source)
    let made = 0
    await compare({
      name: `export of a clip with a comment ${said}, against a bare encode`,
      limit: 1.15,
      processorLimit: 1.08,
      runs: 3,
      ours: async () => {
        const { file, method } = await exportClip(
          {
            clip: { title: `Wait ${made++}`, fromMs: 2000, toMs: 22_000 },
            recording: { path: source, facts, offsetMs: 0 },
            comments: [comment],
          },
          { tools, outDir: work, style: 'overlay' },
        )
        expect(method).toBe(way)
        rmSync(file)
      },
      peer: () =>
        promisify(execFile)(tools.ffmpeg.path, [
          ...['-nostdin', '-v', 'error', '-y', '-ss', '2', '-i', source, '-t', '20', ...pictureCodecArgs],
          ...['-c:a', 'aac', '-b:a', '160k', '-movflags', '+faststart', join(work, 'bare.mp4')],
        ]),
    })
  })
})
