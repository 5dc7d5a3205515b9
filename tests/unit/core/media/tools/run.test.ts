import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { fileUrl, inputArgs } from '../../../../../electron/core/media/tools/input.ts'
import { runFfmpeg, runFfprobe } from '../../../../../electron/core/media/tools/run.ts'
import { h264, make, picture, scratch, theTools, tools } from '../madeMedia.ts'

const place = scratch('run')
afterAll(place.remove)

const endless = ['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=25', '-f', 'null', '-']

/** Whether a process of that command line is still there. */
const isRunning = (mark: string) =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .some(line => line.includes(mark))

describe('names of files', () => {
  it('spells every name so that it can mean nothing else', () => {
    expect(fileUrl('/a/-i.mp4')).toBe('file:/a/-i.mp4')
    expect(fileUrl('concat:x')).toMatch(/^file:.*concat:x$/)
  })

  it('guards before it opens', () => {
    const args = inputArgs('/a/b.mp4', { seekMs: 1500 })
    expect(args.slice(-2)).toEqual(['-i', 'file:/a/b.mp4'])
    for (const option of ['-protocol_whitelist', '-format_whitelist', '-max_pixels', '-ss'])
      expect(args.indexOf(option)).toBeLessThan(args.indexOf('-i'))
    const formats = (args[args.indexOf('-format_whitelist') + 1] ?? '').split(',')
    for (const list of ['hls', 'concat', 'dash', 'imf', 'sdp', 'image2', 'tty', 'ffmetadata', 'lavfi'])
      expect(formats).not.toContain(list)
  })
})

describe.skipIf(!tools)('running ffmpeg', () => {
  it('reports progress and leaves the file', async () => {
    const out = place.path('made.mp4')
    const seen: number[] = []
    await runFfmpeg(theTools(), [...picture('320x240', 2), ...h264, '-y', out], {
      onProgress: p => seen.push(p.outMs ?? 0),
    })
    expect(existsSync(out)).toBe(true)
    expect(seen.at(-1)).toBeGreaterThan(1500)
  })

  it.skipIf(process.platform === 'win32')('is really gone when it was cancelled', async () => {
    const abort = new AbortController()
    const mark = 'debrief_cancel_mark'
    const running = runFfmpeg(
      theTools(),
      [...endless.slice(0, -3), '-metadata', `comment=${mark}`, '-f', 'null', '-'],
      {
        signal: abort.signal,
        onProgress: () => abort.abort(),
      },
    )
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(isRunning(mark)).toBe(false)
  })

  it('does not begin what is cancelled already', async () => {
    await expect(runFfmpeg(theTools(), endless, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  it('says why ffmpeg failed', async () => {
    const broken = place.path('broken.mp4')
    writeFileSync(broken, 'no recording')
    await expect(runFfmpeg(theTools(), [...inputArgs(broken), '-f', 'null', '-'])).rejects.toMatchObject({
      code: 'tools.failed',
      message: expect.stringContaining('Invalid data'),
    })
  })

  it('stops what takes too long, stands still or writes too much', async () => {
    const limits = [{ timeoutMs: 300 }, { maxBytes: 1000, onData: () => false }]
    for (const limit of limits) {
      const args = limit.maxBytes ? [...endless.slice(0, -3), '-f', 'rawvideo', 'pipe:1'] : endless
      await expect(runFfmpeg(theTools(), args, limit)).rejects.toMatchObject({ code: 'tools.failed' })
    }
  })

  it.skipIf(process.platform === 'win32')('stops a tool that makes no headway', async () => {
    const stuck = place.path('stuck')
    writeFileSync(stuck, '#!/bin/sh\nexec sleep 60\n')
    chmodSync(stuck, 0o755)
    const found = { ...theTools(), ffmpeg: { path: stuck, version: '0' } }
    await expect(runFfmpeg(found, [], { stallMs: 100 })).rejects.toMatchObject({
      code: 'tools.failed',
      message: expect.stringContaining('no headway'),
    })
  })

  it('has enough when the reader says so', async () => {
    const { enough, exitCode } = await runFfmpeg(
      theTools(),
      [...endless.slice(0, -3), '-f', 'rawvideo', 'pipe:1'],
      {
        onData: () => true,
      },
    )
    expect(enough).toBe(true)
    expect(exitCode).not.toBe(0)
  })

  it('hands on the fault of whoever reads, and does not fall over it', async () => {
    const run = runFfmpeg(theTools(), endless, {
      onProgress: () => {
        throw new TypeError('reader')
      },
    })
    await expect(run).rejects.toThrow('reader')
  })

  it('says that a program is missing when it cannot be started', async () => {
    const found = { ...theTools(), ffprobe: { path: place.path('nowhere'), version: '0' } }
    await expect(runFfprobe(found, [])).rejects.toMatchObject({ code: 'tools.missing' })
  })
})

describe.skipIf(!tools)('a list of other files, dressed as a recording', () => {
  const secret = place.path('secret.mp4')
  const lists = () => ({
    'hls.mp4': `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${secret}\n#EXT-X-ENDLIST\n`,
    'concat.mp4': `ffconcat version 1.0\nfile '${secret}'\n`,
    'concat.mkv': `ffconcat version 1.0\nfile 'secret.mp4'\n`,
    'dash.mp4': `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-main:2011"><Period><AdaptationSet><Representation id="1" mimeType="video/mp4"><BaseURL>secret.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    'sdp.mp4':
      'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n',
  })

  it('opens no other file', async () => {
    make(secret, ...picture('160x120', 1), ...h264)
    for (const [name, text] of Object.entries(lists())) {
      const list = place.path(name)
      writeFileSync(list, text)
      const run = runFfmpeg(theTools(), [...inputArgs(list), '-map', '0:v?', '-f', 'framemd5', 'pipe:1'])
      await expect(run, name).rejects.toMatchObject({ code: 'tools.failed' })
    }
    // The same list does open it without the guard; else this test would prove nothing.
    const open = place.path('unguarded.md5')
    make(open, '-f', 'concat', '-safe', '0', '-i', place.path('concat.mp4'), '-f', 'framemd5')
    expect(readFileSync(open, 'utf8')).toMatch(/^0, /m)
  })

  it('refuses a picture that would take gigabytes', async () => {
    const colour = ['-f', 'lavfi', '-i', 'color=s=9000x9000:d=0.04:r=25,format=gray']
    const huge = make(place.path('huge.mkv'), ...colour, '-c:v', 'png')
    await expect(runFfmpeg(theTools(), [...inputArgs(huge), '-f', 'null', '-'])).rejects.toMatchObject({
      code: 'tools.failed',
    })
  })
})
