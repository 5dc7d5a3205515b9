import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { type ExportedClip, exportOptions } from '../../contract/api/clips.ts'
import type { CollectionView } from '../../contract/api/collections.ts'
import type { CommentView } from '../../contract/api/comments.ts'
import type { SiteResult } from '../../contract/api/sites.ts'
import { DebriefError, type Failure } from '../../contract/errors.ts'
import type { ClipId } from '../../contract/records/clip.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonColour } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import type { JobContext, Jobs } from '../jobs/jobs.types.ts'
import { diskError } from '../library/diskError.ts'
import { errorName } from '../library/fileSystem.ts'
import { readPageParts } from '../text/pageParts.ts'
import { checkFree, freePlace } from './places.ts'
import type { SiteClip } from './site.types.ts'
import { type Gathered, siteClip } from './siteClip.ts'
import { siteStyles } from './siteStyles.ts'
import { zipFolder } from './zipFolder.ts'

export interface SiteMakerParts {
  readonly jobs: Jobs
  readonly resourcesDir: string
  /** @throws DebriefError notFound */
  collection(caller: Caller, name: string): Promise<CollectionView>
  comments(caller: Caller, lessonId: LessonId): Promise<CommentView[]>
  /** @throws DebriefError media.missing */
  gather(caller: Caller, clipId: ClipId): Promise<Gathered>
  render(
    caller: Caller,
    clipId: ClipId,
    dir: string,
    options: ReturnType<typeof exportOptions.parse>,
    job: JobContext,
  ): Promise<ExportedClip>
  /** ms since 1970 */
  now(): number
  /** Width in pixels of a label's words. */
  measure(): Promise<(text: string, sizePx: number) => number>
}

interface Target {
  /** Absolute. */
  readonly path: string
  /** One file, instead of a folder. */
  readonly zip: boolean
}

interface Wish {
  readonly collection: string
  readonly dir: string
  readonly named?: string | undefined
  readonly zip: boolean
}

/** The picture alone: what is said stands beside it, and drawings lie over it. */
const look = exportOptions.parse({ style: 'none', poster: true })

async function bytesIn(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  const sizes = entries
    .filter(entry => entry.isFile())
    .map(async entry => (await stat(join(entry.parentPath, entry.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

export function createSites(parts: SiteMakerParts) {
  const clipPage = async (
    caller: Caller,
    clip: CollectionView['clips'][number],
    at: number,
    media: string,
    job: JobContext,
  ): Promise<SiteClip> => {
    const [gathered, words] = await Promise.all([
      parts.gather(caller, clip.id),
      parts.comments(caller, clip.lessonId),
    ])
    const exported = await parts.render(caller, clip.id, media, look, job)
    // Numbers as names: any system and any browser takes them, whatever the clip is called.
    const name = String(at + 1).padStart(3, '0')
    await rename(exported.file, join(media, `${name}.mp4`))
    const picture = exported.beside.find(file => /\.jpe?g$/i.test(extname(file)))
    if (picture) await rename(picture, join(media, `${name}.jpg`))
    for (const other of exported.beside) if (other !== picture) await rm(other, { force: true })
    const colours = new Map<string, PersonColour>(
      gathered.comments.map(({ author }) => [author.name, author.colour]),
    )
    return siteClip(
      clip,
      gathered,
      words,
      {
        durationMs: exported.durationMs,
        file: `media/${name}.mp4`,
        ...(picture && { poster: `media/${name}.jpg` }),
      },
      name => colours.get(name) ?? 'p4',
    )
  }

  const write = async (
    caller: Caller,
    collection: CollectionView,
    { path, zip }: Target,
    job: JobContext,
  ): Promise<SiteResult> => {
    await checkFree(path, zip)
    await mkdir(dirname(path), { recursive: true })
    const part = await job.partFor(path)
    const media = join(part, 'media')
    await mkdir(media, { recursive: true })
    const pages: SiteClip[] = []
    const failed: Failure[] = []
    const { clips } = collection
    for (const [at, clip] of clips.entries()) {
      const within: JobContext = {
        ...job,
        report: ({ progress = 0 }) =>
          job.report({
            progress: (at + progress) / (clips.length + 0.2),
            note: `${at + 1} of ${clips.length}`,
          }),
      }
      try {
        pages.push(await clipPage(caller, clip, pages.length, media, within))
      } catch (error) {
        if (!(error instanceof DebriefError) || error.code === 'cancelled' || error.code.startsWith('disk.'))
          throw error
        failed.push({ clipId: clip.id, code: error.code, message: error.message })
      }
    }
    const [page, js, measure] = await Promise.all([
      readPageParts(parts.resourcesDir, siteStyles),
      readFile(join(parts.resourcesDir, 'site', 'site.js'), 'utf8'),
      parts.measure(),
    ])
    const { title, purpose, audience, intro, protocol = [], facilitatorNotes } = collection
    const { siteHtml } = await import('./siteHtml.ts')
    const html = siteHtml(
      {
        title,
        ...(purpose !== undefined && { purpose }),
        ...(audience !== undefined && { audience }),
        ...(intro !== undefined && { intro }),
        ...(facilitatorNotes !== undefined && { facilitatorNotes }),
        protocol,
        madeOn: new Date(parts.now()).toISOString().slice(0, 10),
        clips: pages,
      },
      { ...page, js, measure },
    )
    await writeFile(join(part, 'index.html'), html)
    const bytes = await bytesIn(part)
    if (zip) {
      const packed = await job.partFor(path)
      await zipFolder(part, packed, {
        top: basename(path, extname(path)),
        signal: job.signal,
        passed: done =>
          job.report({ progress: (clips.length + 0.2 * (done / bytes)) / (clips.length + 0.2) }),
      }).catch((error: unknown) => {
        if (job.signal.aborted) throw error
        throw diskError(error, path)
      })
      await checkFree(path, zip)
      await rename(packed, path)
      const { size } = await stat(path)
      return { dir: dirname(path), file: path, title, clips: pages.length, bytes: size, failed }
    }
    // An empty folder that was there gives way; one that was filled meanwhile does not.
    await rmdir(path).catch((error: unknown) => {
      if (errorName(error) !== 'ENOENT') throw error
    })
    await rename(part, path)
    return { dir: path, title, clips: pages.length, bytes, failed }
  }

  return {
    make: async (caller: Caller, wish: Wish): Promise<{ jobId: string }> => {
      const { collection: name, zip } = wish
      const path = wish.named === undefined ? wish.dir : await freePlace(wish.dir, wish.named, zip)
      const collection = await parts.collection(caller, name)
      if (collection.clips.length === 0)
        throw new DebriefError(
          'input.invalid',
          `“${collection.title}” has no clips yet, so there is nothing to hand out. Add clips to it first.`,
          { subject: collection.id },
        )
      await checkFree(path, zip)
      const { id } = parts.jobs.start({
        kind: 'site',
        title: `${collection.title} (${basename(path)})`,
        run: job => write(caller, collection, { path, zip }, job),
      })
      return { jobId: id }
    },
  }
}
export type Sites = ReturnType<typeof createSites>
