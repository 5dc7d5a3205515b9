import { describe, expect, it } from 'vitest'
import { fewSpans, filterGraph, type GraphInput } from '../../../../electron/core/export/filterGraph.ts'
import { overlayLayers, shownSpans } from '../../../../electron/core/export/overlay/layers.ts'
import { planOverlay } from '../../../../electron/core/export/plan.ts'
import { encodeArgs, finishArgs } from '../../../../electron/core/export/renderArgs.ts'
import { clipMetadata, clipVtt } from '../../../../electron/core/export/subtitles.ts'
import { stretches, subtitleTrack } from '../../../../electron/core/export/subtitleTrack.ts'
import { differences, type Expected } from '../../../../electron/core/export/verify.ts'
import { comment, hostile } from './fixtures.ts'

const clip = { title: 'Wait/time: "a clip?"; drawtext=x [0:v]', fromMs: 10_000, toMs: 20_000 }
const picture = {
  index: 0,
  codec: 'h264',
  storedWidth: 1280,
  storedHeight: 720,
  width: 1280,
  height: 720,
  rotation: 0,
  pixelAspect: 1,
  interlaced: false,
  fullRange: false,
} as const
const cut = {
  seekMs: 9990,
  leadMs: 10,
  fromMs: 10_000,
  durationMs: 10_000,
  timing: 'own',
  pictureMs: 40,
  steadyRate: '25',
  pictures: 250,
  sound: { fromMs: 0, toMs: 10_000 },
} as const
const size = { width: 1280, height: 720 }
const sound = { index: 1, codec: 'aac', sampleRate: 48_000, channels: 6 }
const words = Object.values(hostile).map((text, i) => comment({ id: `c${i}`, text, atMs: 10_000 + i * 300 }))

function graphOf(own: Partial<GraphInput> = {}) {
  const plan = planOverlay(clip, words, size)
  return filterGraph({
    cut,
    size,
    picture,
    sound,
    stillInput: 1,
    layersInput: 1,
    layers: overlayLayers(plan, clip.fromMs),
    spans: shownSpans(plan.states),
    available: new Set(['yadif', 'zscale', 'tonemap']),
    ...own,
  })
}

describe('the filter graph', () => {
  it('holds no word of a person, only numbers and names of our own', () => {
    expect(graphOf().text).toMatch(/^[A-Za-z0-9_:=,;.()[\]*+'/-]+$/)
    for (const piece of ['long', 'hostname', 'drawtext', 'Wait', '观'])
      expect(graphOf().text).not.toContain(piece)
  })

  it('stays short with five hundred comments', () => {
    const many = Array.from({ length: 500 }, (_, i) => comment({ id: `c${i}`, atMs: i * 7200, text: 'Yes' }))
    const plan = planOverlay({ ...clip, fromMs: 0, toMs: 3_600_000 }, many, size)
    const { text } = graphOf({ layers: overlayLayers(plan, 0), spans: shownSpans(plan.states) })
    expect(text.length).toBeLessThan(12_000)
  })

  it('mixes several channels down, keeps one as one', () => {
    expect(graphOf().text).toContain('channel_layouts=stereo')
    expect(graphOf({ sound: { ...sound, channels: 1 } }).text).toContain('channel_layouts=mono')
    expect(graphOf({ sound: undefined }).sound).toBeUndefined()
    expect(graphOf({ cut: { ...cut, sound: undefined } }).sound).toBeUndefined()
  })

  it('joins the nearest spans first', () => {
    const spans = [
      { fromMs: 0, toMs: 10 },
      { fromMs: 100, toMs: 110 },
      { fromMs: 115, toMs: 120 },
    ]
    expect(fewSpans(spans, 2)).toEqual([
      { fromMs: 0, toMs: 10 },
      { fromMs: 100, toMs: 120 },
    ])
  })
})

describe('ffmpeg’s arguments', () => {
  const files = { recording: '/somewhere/-x.mp4', layers: '/scratch/layers.mkv', still: undefined }
  const encode = encodeArgs(files, graphOf(), cut, sound, { version: '5.1.9' }, '/out/part.mp4')
  const finish = finishArgs(
    {
      encoded: '/out/a.mp4',
      metadata: '/scratch/m.txt',
      subtitles: [{ file: '/scratch/c.mp4', name: 'Comments' }],
    },
    '/out/part.mp4',
  )

  it('never hold what people wrote', () => {
    for (const text of [clip.title, ...Object.values(hostile)])
      for (const arg of [...encode, ...finish]) expect(arg).not.toContain(text.slice(0, 12))
  })

  it('open files by whole names only, and leave behind what the source says of itself', () => {
    expect(encode).toContain('file:/somewhere/-x.mp4')
    expect(encode.join(' ')).toContain('-map_metadata -1 -map_chapters -1')
    expect(finish.join(' ')).toContain(
      '-map_metadata 1 -map_metadata:s:v -1 -map_metadata:s:a -1 -map_chapters 1',
    )
  })

  it('seek before the input', () => {
    expect(encode.indexOf('-ss')).toBeLessThan(encode.indexOf('-i'))
  })

  it('speak the words of old and new versions', () => {
    const timing = (version: string) =>
      encodeArgs(files, graphOf(), cut, sound, { version }, '/out/x.mp4').filter(a =>
        /^-(?:vsync|fps_mode)$/.test(a),
      )
    expect(timing('4.4.2-0ubuntu0.22.04.1')).toEqual(['-vsync'])
    expect(timing('n7.1')).toEqual(['-fps_mode'])
    expect(timing('N-112233-gabc')).toEqual(['-fps_mode'])
  })
})

describe('soft subtitles and chapters', () => {
  it('hold every word, and nothing that a reader could take for markup', () => {
    const vtt = clipVtt(clip, [
      comment({ atMs: 12_000, toMs: 15_000, text: '<b>5 < 6 & 7 --> 8</b>\n\n\nnext' }),
    ])
    expect(vtt).toContain(
      '00:00:02.000 --> 00:00:05.000\nMarcus Bell (Evidence): &lt;b&gt;5 &lt; 6 &amp; 7 --&gt; 8&lt;/b&gt;\nnext\nB2 Modelling: 3 of 4\n',
    )
    expect(vtt.split('\n\n').filter(block => block.includes('-->'))).toHaveLength(1)
  })

  it('leave private notes out', () => {
    const secret = [comment({ atMs: 12_000, text: 'only for me', private: true })]
    expect(clipVtt(clip, secret)).not.toContain('only for me')
    expect(clipMetadata(clip, secret, true)).not.toContain('only for me')
  })

  it('stand below each other where several are on, and fill the time without a gap', () => {
    const cues = [
      { fromMs: 1000, toMs: 5000, text: 'a' },
      { fromMs: 3000, toMs: 9000, text: 'b' },
      { fromMs: 3000, toMs: 3000, text: 'never' },
    ]
    expect(stretches(cues, 8000).map(({ fromMs, toMs, text }) => [fromMs, toMs, text])).toEqual([
      [0, 1000, ''],
      [1000, 3000, 'a'],
      [3000, 5000, 'a\nb'],
      [5000, 8000, 'b'],
    ])
  })

  it('cut a text that no track can hold at a whole sign', () => {
    const track = subtitleTrack([{ fromMs: 0, toMs: 1000, text: '👩‍🏫'.repeat(20_000) }], 1000)
    const at = track.indexOf('mdat') + 4
    const length = track.readUInt16BE(at)
    const words = new TextDecoder('utf-8', { fatal: true }).decode(track.subarray(at + 2, at + 2 + length))
    expect(words.replaceAll('👩‍🏫', '')).toBe('')
    expect(length).toBeGreaterThan(65_000)
  })

  it('escape the metadata format', () => {
    const text = clipMetadata({ ...clip, title: 'a=b;c#d\\e\nf' }, [], true)
    expect(text).toBe(';FFMETADATA1\ntitle=a\\=b\\;c\\#d\\\\e\\\nf\n')
  })

  it('make chapters that follow each other without a gap', () => {
    const meta = clipMetadata(
      clip,
      [
        comment({ id: 'a', atMs: 12_000 }),
        comment({ id: 'b', atMs: 12_000 }),
        comment({ id: 'c', atMs: 15_000 }),
      ],
      true,
    )
    expect(meta.match(/(?:START|END)=\d+/g)).toEqual([
      'START=0',
      'END=2000',
      'START=2000',
      'END=5000',
      'START=5000',
      'END=10000',
    ])
  })
})

describe('the verification', () => {
  const expected: Expected = { size, durationMs: 10_000, pictureMs: 40, sound: { fromMs: 0, toMs: 10_000 } }
  const video = {
    codec_type: 'video',
    codec_name: 'h264',
    pix_fmt: 'yuv420p',
    width: 1280,
    height: 720,
    duration: '10.000000',
  }
  const audio = { codec_type: 'audio', codec_name: 'aac', duration: '10.01' }
  const found = (
    own: Partial<typeof video> | { duration: undefined } = {},
    sounds: ReadonlyArray<Partial<typeof audio>> = [audio],
  ) => ({
    streams: [{ ...video, ...own }, ...sounds.map(each => ({ ...each }))],
  })

  it('accepts what was asked for, to within one picture', () => {
    expect(differences(found(), expected)).toEqual([])
    expect(differences(found({ duration: '10.040' }), expected)).toEqual([])
  })

  it('tells each difference', () => {
    expect(differences(found({ duration: '9.9' }), expected)).toEqual(['the picture lasts 9.9 s'])
    expect(differences(found({ width: 640 }), expected)).toHaveLength(1)
    expect(differences(found({ codec_name: 'hevc' }), expected)).toHaveLength(1)
    expect(differences(found({ duration: undefined }), expected)).toHaveLength(1)
    expect(differences(found({}, []), expected)).toEqual(['the sound is not one AAC track'])
    expect(differences(found({}, [{ ...audio, duration: '3' }]), expected)).toEqual(['the sound lasts 3 s'])
    expect(differences(found(), { ...expected, sound: undefined })).toHaveLength(1)
    expect(differences({ streams: [] }, expected)).toHaveLength(2)
  })
})
