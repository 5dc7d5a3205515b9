import { open } from 'node:fs/promises'
import { readElement, readVint, unsigned } from './ebml.ts'

/** How much of the file's end is looked at: a cluster of a recorder that writes no length is seconds long. */
const tailBytes = 16 * 2 ** 20
const headBytes = 64 * 1024
const nanosPerTick = 1_000_000

const clusterId = Buffer.from([0x1f, 0x43, 0xb6, 0x75])
const scaleId = Buffer.from([0x2a, 0xd7, 0xb1])
const timecodeId = 0xe7
/** Checksum, position, size of the cluster before. */
const beforeTime = new Set([0xbf, 0xa7, 0xab])
const simpleBlockId = 0xa3
const blockGroupId = 0xa0
const blockId = 0xa1

/** A block's time is a signed 16-bit number behind its track number. */
function blockTicks(data: Buffer, at: number): number | undefined {
  const track = readVint(data, at, false)
  return track && at + track.length + 2 <= data.length ? data.readInt16BE(at + track.length) : undefined
}

/** The latest time of any block in the cluster that begins at `at`, in ticks; undefined where there is no cluster. */
function clusterEnd(data: Buffer, at: number): number | undefined {
  const cluster = readElement(data, at)
  if (!cluster) return undefined
  let base: number | undefined
  let last: number | undefined
  for (let next = cluster.bodyAt; next < cluster.endAt; ) {
    const element = readElement(data, next)
    if (!element) break
    if (element.id === timecodeId) base = unsigned(data, element.bodyAt, element.endAt)
    // The time stands before the blocks, behind a checksum at most; without it these bytes only look like a cluster.
    if (base === undefined && !beforeTime.has(element.id)) return undefined
    let ticks: number | undefined
    if (element.id === simpleBlockId) ticks = blockTicks(data, element.bodyAt)
    if (element.id === blockGroupId) {
      const block = readElement(data, element.bodyAt)
      if (block?.id === blockId) ticks = blockTicks(data, block.bodyAt)
    }
    if (ticks !== undefined && base !== undefined) last = Math.max(last ?? base, base + ticks)
    next = element.endAt
  }
  return last
}

/** The latest block time in the end of a Matroska file, in ticks. Pure. */
export function lastTicks(tail: Buffer): number | undefined {
  for (
    let at = tail.lastIndexOf(clusterId);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(clusterId, at - 1)
  ) {
    const ticks = clusterEnd(tail, at)
    if (ticks !== undefined) return ticks
  }
  return undefined
}

/** Nanoseconds in a tick; a million unless the head says otherwise. Pure. */
export function tickNanos(head: Buffer): number {
  const at = head.indexOf(scaleId)
  const scale = at < 0 ? undefined : readElement(head, at)
  const nanos = scale ? unsigned(head, scale.bodyAt, scale.endAt) : nanosPerTick
  return nanos > 0 && nanos <= 1e9 ? nanos : nanosPerTick
}

/**
 * When the last picture or sound of a WebM or Matroska file begins, ms, from its head and its end alone: browsers and stopped recorders write no
 * length, and reading an hour of packets for it would take as long as copying the file.
 * @returns undefined where no cluster is found
 */
export async function matroskaEnd(file: string, sizeBytes: number): Promise<number | undefined> {
  const handle = await open(file, 'r')
  try {
    const head = Buffer.alloc(Math.min(headBytes, sizeBytes))
    await handle.read(head, 0, head.length, 0)
    const tail = Buffer.alloc(Math.min(tailBytes, sizeBytes))
    const { bytesRead } = await handle.read(tail, 0, tail.length, sizeBytes - tail.length)
    const ticks = lastTicks(tail.subarray(0, bytesRead))
    return ticks === undefined ? undefined : Math.round((ticks * tickNanos(head)) / 1e6)
  } finally {
    await handle.close()
  }
}
