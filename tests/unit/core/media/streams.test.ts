import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProbeStream } from '../../../../electron/core/media/probeJson.ts'
import {
  chooseStreams,
  clockwiseRotation,
  saneFps,
  shownSize,
  toMs,
  toRatio,
} from '../../../../electron/core/media/streams.ts'

const video = (index: number, more: Partial<ProbeStream> = {}): ProbeStream => ({
  index,
  codec_type: 'video',
  codec_name: 'h264',
  width: 320,
  height: 180,
  pix_fmt: 'yuv420p',
  ...more,
})
const audio = (index: number, more: Partial<ProbeStream> = {}): ProbeStream => ({
  index,
  codec_type: 'audio',
  codec_name: 'aac',
  sample_rate: '48000',
  channels: 2,
  ...more,
})

describe('which stream is the picture', () => {
  it('passes covers, chapter thumbnails and stills over', () => {
    for (const mark of ['attached_pic', 'timed_thumbnails', 'still_image']) {
      const { picture } = chooseStreams([video(0, { disposition: { [mark]: 1 } }), audio(1)])
      expect(picture).toBeUndefined()
    }
  })

  it('takes the first that holds something', () => {
    expect(chooseStreams([video(0, { nb_frames: '0' }), video(1)]).picture?.index).toBe(1)
    const { pix_fmt: _none, ...empty } = video(0)
    expect(chooseStreams([empty, video(3)]).picture?.index).toBe(3)
    expect(chooseStreams([video(0), video(1)]).picture?.index).toBe(0)
  })

  it('takes sound that has a rate and channels', () => {
    const { sound } = chooseStreams([audio(0, { channels: 0 }), audio(1, { sample_rate: '0' }), audio(2)])
    expect(sound?.index).toBe(2)
  })

  it('takes nothing from streams of which nothing is known', () => {
    expect(
      chooseStreams([{ index: 0 }, { index: 1, codec_type: 'video' }, { index: 2, codec_type: 'data' }]),
    ).toEqual({})
  })

  it('never throws, whatever the numbers are', () => {
    const stream = fc.record(
      {
        index: fc.nat(),
        codec_type: fc.constantFrom('video', 'audio', 'data', ''),
        codec_name: fc.string(),
        width: fc.double(),
        height: fc.double(),
        sample_aspect_ratio: fc.constantFrom('0:1', '1:0', 'N/A', '4:3', '1000:1', '-1:2'),
        avg_frame_rate: fc.constantFrom('0/0', '30/1', '1000/1', 'x'),
        r_frame_rate: fc.constantFrom('90000/1', '25/1', '0/0'),
        sample_rate: fc.string(),
        channels: fc.double(),
        start_time: fc.string(),
      },
      { requiredKeys: ['index'] },
    )
    fc.assert(
      fc.property(fc.array(stream), streams => {
        const { picture } = chooseStreams(streams)
        return picture === undefined || (picture.fps ?? 1) > 0
      }),
    )
  })
})

describe('numbers of ffprobe', () => {
  it('turns the counter-clockwise angle into a clockwise one', () => {
    const turned = (rotation: number) => clockwiseRotation({ side_data_list: [{}, { rotation }] })
    expect([-90, 90, 180, -180, 270, 0, -89.6].map(turned)).toEqual([90, 270, 180, 180, 90, 0, 90])
    expect(clockwiseRotation({ tags: { rotate: '90' } })).toBe(90)
    expect(clockwiseRotation({})).toBe(0)
  })

  it('shows wide pixels wide, tall ones tall, and turned pictures turned', () => {
    expect(shownSize(1440, 1080, 4 / 3, 0)).toEqual({ width: 1920, height: 1080 })
    expect(shownSize(640, 240, 1 / 2, 0)).toEqual({ width: 640, height: 480 })
    expect(shownSize(1920, 1080, 1, 90)).toEqual({ width: 1080, height: 1920 })
  })

  it('takes no time base for a frame rate', () => {
    expect(saneFps('1000/1', '60/1')).toBe(60)
    expect(saneFps('0/0', '90000/1')).toBeUndefined()
    expect(saneFps('30000/1001', '30/1')).toBe(29.97)
    expect(saneFps('240/1', '240/1')).toBe(240)
  })

  it('reads seconds and ratios, and no words', () => {
    expect(toMs('1.0015')).toBe(1002)
    expect(toMs('-0.023')).toBe(-23)
    for (const text of ['N/A', '', undefined]) expect(toMs(text)).toBeUndefined()
    expect(toRatio('4:3')).toBeCloseTo(4 / 3)
    for (const text of ['0/0', '1/0', '0:1', 'x']) expect(toRatio(text)).toBeUndefined()
  })
})
