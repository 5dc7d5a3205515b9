import { z } from 'zod'

/** The parts of ffprobe's JSON that we read. Everything may be absent: damaged files have holes anywhere. */
const sideData = z.looseObject({ rotation: z.number().optional() })

export const probeStream = z.looseObject({
  index: z.int().nonnegative(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  codec_tag_string: z.string().optional(),
  profile: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  pix_fmt: z.string().optional(),
  field_order: z.string().optional(),
  color_transfer: z.string().optional(),
  color_primaries: z.string().optional(),
  color_space: z.string().optional(),
  color_range: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  r_frame_rate: z.string().optional(),
  sample_rate: z.string().optional(),
  channels: z.number().optional(),
  start_time: z.string().optional(),
  duration: z.string().optional(),
  nb_frames: z.string().optional(),
  disposition: z.record(z.string(), z.number()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  side_data_list: z.array(sideData).optional(),
})
export type ProbeStream = z.infer<typeof probeStream>

export const probeFormat = z.looseObject({
  format_name: z.string().optional(),
  start_time: z.string().optional(),
  duration: z.string().optional(),
  size: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
})
export type ProbeFormat = z.infer<typeof probeFormat>

export const probeOutput = z.looseObject({
  streams: z.array(probeStream).default([]),
  format: probeFormat.optional(),
})
export type ProbeOutput = z.infer<typeof probeOutput>
