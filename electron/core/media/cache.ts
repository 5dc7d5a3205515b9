import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaIdentity } from '../../contract/records/recording.ts'
import { sweepParts } from '../jobs/partFile.ts'

/** What is made from recordings, on this machine only; every file in it can be deleted and is made again when needed. */
export interface MediaCache {
  readonly dir: string
  folderOf(identity: MediaIdentity): string
  posterOf(identity: MediaIdentity): string
  /** The frame of a moment, ms on the recording's own clock. */
  frameOf(identity: MediaIdentity, atMs: number): string
  /** @param track the sound track that is heard in it, where it is another than the file puts first; likewise below */
  proxyOf(identity: MediaIdentity, track?: number): string
  /** The folder with the parts of a proxy that is being made. */
  cellsOf(identity: MediaIdentity, track?: number): string
  /** The folder with the parts of a copy at a low rate, as guests on a slow network need them. */
  leanCellsOf(identity: MediaIdentity, track?: number): string
  /** The recording's own picture beside another of its sound tracks. */
  retrackedOf(identity: MediaIdentity, track: number): string
  waveformOf(identity: MediaIdentity, track?: number): string
  /** Removes unfinished files that no process writes to any more. @returns how many */
  sweep(nowMs?: number): Promise<number>
}

/** An encoder that still lives writes more often than this. */
const idleMs = 10 * 60_000

const ofTrack = (track: number | undefined) => (track === undefined ? '' : `-sound${track}`)

/** Paths in `<home>/cache/<identity>/`, by what a recording is and not by where it lies. */
export function mediaCache(home: string): MediaCache {
  const dir = join(home, 'cache')
  const folderOf = (identity: MediaIdentity) => join(dir, identity.hash)
  return {
    dir,
    folderOf,
    posterOf: identity => join(folderOf(identity), 'poster.jpg'),
    frameOf: (identity, atMs) => join(folderOf(identity), 'frames', `${atMs}.jpg`),
    proxyOf: (identity, track) => join(folderOf(identity), `proxy${ofTrack(track)}.mp4`),
    cellsOf: (identity, track) => join(folderOf(identity), `cells${ofTrack(track)}`),
    leanCellsOf: (identity, track) => join(folderOf(identity), `lean${ofTrack(track)}`),
    retrackedOf: (identity, track) => join(folderOf(identity), `retracked${ofTrack(track)}.mp4`),
    waveformOf: (identity, track) => join(folderOf(identity), `waveform${ofTrack(track)}.strip`),
    async sweep(nowMs = Date.now()) {
      const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      let removed = 0
      for (const name of names.filter(each => /^[0-9a-f]{64}$/.test(each))) {
        const folder = join(dir, name)
        removed += await sweepParts(folder, { idleMs, nowMs })
        removed += await sweepParts(join(folder, 'frames'), { idleMs, nowMs })
        const there = await readdir(folder)
        for (const cells of there.filter(each => /^(cells|lean)(-sound\d+)?$/.test(each))) {
          removed += await sweepParts(join(folder, cells), { idleMs, nowMs })
          if (cells.startsWith('cells') && there.includes(`${cells.replace('cells', 'proxy')}.mp4`))
            await rm(join(folder, cells), { recursive: true, force: true })
        }
      }
      return removed
    },
  }
}
