import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, extname, isAbsolute, join } from 'node:path'
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
import { safeFileName } from '../library/safeFileName.ts'
import type { SiteClip } from './site.types.ts'
import { type Gathered, siteClip } from './siteClip.ts'

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
  /** Width in pixels of a label's words. */
  measure(): Promise<(text: string, sizePx: number) => number>
}

/** The picture alone: what is said stands beside it, and drawings lie over it. */
const look = exportOptions.parse({ style: 'none', poster: true })

/** @throws DebriefError input.invalid where something is there already */
async function checkFree(dir: string): Promise<void> {
  if (!isAbsolute(dir))
    throw new DebriefError(
      'input.invalid',
      `“${dir}” is not a whole path. Name the folder from its root on.`,
      {
        subject: 'dir',
      },
    )
  const there = await readdir(dir).catch((error: unknown) => {
    const name = errorName(error)
    if (name === 'ENOENT') return []
    throw new DebriefError(
      'input.invalid',
      `The library cannot be written to ${dir} (${name ?? 'unknown'}). Choose another folder. Nothing was written.`,
      { subject: dir },
      error,
    )
  })
  if (there.length > 0)
    throw new DebriefError(
      'input.invalid',
      `The folder ${dir} is not empty. Choose a new one, so that nothing in it is overwritten. Nothing was written.`,
      { subject: dir },
    )
}

/** A folder in this one that is not there yet: ` (2)`, ` (3)` … are tried in turn. */
async function freeFolder(parent: string, name: string): Promise<string> {
  const stem = safeFileName(name, 100)
  for (let n = 1; ; n++) {
    const path = join(parent, n === 1 ? stem : `${stem} (${n})`)
    const there = await stat(path).catch((error: unknown) => {
      if (errorName(error) === 'ENOENT') return undefined
      throw diskError(error, path)
    })
    if (!there) return path
  }
}

async function bytesIn(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  const sizes = entries
    .filter(entry => entry.isFile())
    .map(async entry => (await stat(join(entry.parentPath, entry.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/** The page's own letters, so that it looks the same where the system has other fonts. */
const fontFile = (): string =>
  createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')

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
    dir: string,
    job: JobContext,
  ): Promise<SiteResult> => {
    await checkFree(dir)
    await mkdir(dirname(dir), { recursive: true })
    const part = await job.partFor(dir)
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
    const resources = join(parts.resourcesDir, 'site')
    const [css, js, font, measure] = await Promise.all([
      readFile(join(resources, 'site.css'), 'utf8'),
      readFile(join(resources, 'site.js'), 'utf8'),
      readFile(fontFile()),
      parts.measure(),
    ])
    const { title, purpose, audience, intro, protocol = [], facilitatorNotes } = collection
    const { siteHtml } = await import('./siteHtml.ts')
    const page = siteHtml(
      {
        title,
        ...(purpose !== undefined && { purpose }),
        ...(audience !== undefined && { audience }),
        ...(intro !== undefined && { intro }),
        ...(facilitatorNotes !== undefined && { facilitatorNotes }),
        protocol,
        clips: pages,
      },
      { css, js, fontBase64: font.toString('base64'), measure },
    )
    await writeFile(join(part, 'index.html'), page)
    const bytes = await bytesIn(part)
    // An empty folder that was there gives way; one that was filled meanwhile does not.
    await rmdir(dir).catch((error: unknown) => {
      if (errorName(error) !== 'ENOENT') throw error
    })
    await rename(part, dir)
    return { dir, clips: pages.length, bytes, failed }
  }

  return {
    make: async (
      caller: Caller,
      wish: { readonly collection: string; readonly dir: string; readonly named?: string | undefined },
    ): Promise<{ jobId: string }> => {
      const name = wish.collection
      const dir = wish.named === undefined ? wish.dir : await freeFolder(wish.dir, wish.named)
      const collection = await parts.collection(caller, name)
      if (collection.clips.length === 0)
        throw new DebriefError(
          'input.invalid',
          `“${collection.title}” has no clips yet, so there is nothing to hand out. Add clips to it first.`,
          { subject: collection.id },
        )
      await checkFree(dir)
      const { id } = parts.jobs.start({
        kind: 'site',
        title: `${collection.title} (${basename(dir)})`,
        run: job => write(caller, collection, dir, job),
      })
      return { jobId: id }
    },
  }
}
export type Sites = ReturnType<typeof createSites>
