import { ulid } from 'ulid'
import type { ClipView } from '../../contract/api/clips.ts'
import type { CollectionView } from '../../contract/api/collections.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { ClipId } from '../../contract/records/clip.ts'
import type {
  ClipNote,
  Collection,
  CollectionDetails,
  CollectionId,
} from '../../contract/records/collection.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import { collectionNamed, inOrder } from '../library/collectionNamed.ts'
import type { Library } from '../library/library.types.ts'
import { given, patched } from '../patch.ts'

export interface CollectionParts {
  library(): Library
  speakerOf(caller: Caller): PersonId
  author(id: PersonId): CollectionView['author']
  /** The clips as this caller may see them. */
  clips(caller: Caller): Promise<ClipView[]>
}

type Patch<T> = { readonly [K in keyof T]?: T[K] | null | undefined }
type Body = Omit<Collection, 'rev' | 'by' | 'createdAtMs' | 'deleted'>

const bodyOf = ({ rev: _, by: __, createdAtMs: ___, deleted: ____, ...body }: Collection): Body => body

export function createCollections({ library, speakerOf, author, clips }: CollectionParts) {
  const views = async (caller: Caller, some: readonly Collection[]): Promise<CollectionView[]> => {
    const byId = new Map((await clips(caller)).map(clip => [clip.id, clip]))
    return some.map(collection => {
      const { clipIds, clipNotes, type: _, by, createdAtMs, rev: __, deleted: ___, ...details } = collection
      return {
        ...details,
        clips: [...new Set(clipIds)].flatMap(id => {
          const clip = byId.get(id)
          return clip ? { ...clip, ...clipNotes?.[id] } : []
        }),
        author: author(by),
        createdAtMs,
      }
    })
  }

  const findOrThrow = (id: CollectionId): Collection => {
    const found = library().find('collection', id)
    if (found) return found
    throw new DebriefError(
      'notFound',
      'There is no such collection in this library; it may have been removed. Nothing was changed.',
      { subject: id },
    )
  }

  const view = async (caller: Caller, id: CollectionId): Promise<CollectionView> => {
    const [found] = await views(caller, [findOrThrow(id)])
    if (found) return found
    throw new DebriefError('notFound', 'There is no such collection in this library.', { subject: id })
  }

  const change = async (
    caller: Caller,
    id: CollectionId,
    how: (body: Body) => Body,
  ): Promise<CollectionView> => {
    const by = speakerOf(caller)
    await library().write(by, [{ put: how(bodyOf(findOrThrow(id))) }])
    return view(caller, id)
  }

  const within = (body: Body, clipId: ClipId): void => {
    if (body.clipIds.includes(clipId)) return
    throw new DebriefError('notFound', 'This clip is not in the collection. Nothing was changed.', {
      subject: clipId,
    })
  }

  return {
    list: async (caller: Caller): Promise<CollectionView[]> =>
      views(caller, inOrder(library().all('collection')).reverse()),

    find: async (caller: Caller, name: string): Promise<CollectionView> => {
      const all = library().all('collection')
      const bare = name.trim().replace(/^collection:/, '')
      const exact = all.find(({ id }) => id === `collection:${bare}`) ?? collectionNamed(all, name)
      const fits = exact
        ? [exact]
        : all.filter(({ id }) => bare !== '' && id.startsWith(`collection:${bare}`))
      if (fits.length === 1 && fits[0]) return view(caller, fits[0].id)
      const there = (fits.length > 0 ? fits : all).map(({ title }) => `“${title}”`).slice(0, 12)
      throw new DebriefError(
        'notFound',
        fits.length > 1
          ? `“${name}” fits several collections: ${there.join(', ')}. Write more of it.`
          : `There is no collection “${name}”. ${there.length > 0 ? `There are ${there.join(', ')}.` : 'There is none yet; add clips to make one.'}`,
        { subject: name },
      )
    },

    add: async (caller: Caller, details: CollectionDetails): Promise<CollectionView> => {
      const by = speakerOf(caller)
      const there = collectionNamed(library().all('collection'), details.title)
      if (there) return view(caller, there.id)
      const id: CollectionId = `collection:${ulid()}`
      const { title, ...rest } = details
      await library().write(by, [{ put: { id, type: 'collection', title, ...given(rest), clipIds: [] } }])
      return view(caller, id)
    },

    update: (
      caller: Caller,
      { id, ...patch }: { readonly id: CollectionId } & Patch<CollectionDetails>,
    ): Promise<CollectionView> =>
      change(caller, id, body => {
        const { title, ...rest } = patch
        return { ...patched<Body>(body, rest), title: title ?? body.title }
      }),

    addClips: async (
      caller: Caller,
      id: CollectionId,
      clipIds: readonly ClipId[],
    ): Promise<CollectionView> => {
      const known = new Set((await clips(caller)).map(clip => clip.id))
      const missing = clipIds.find(clip => !known.has(clip))
      if (missing)
        throw new DebriefError('notFound', 'There is no such clip in this library. Nothing was changed.', {
          subject: missing,
        })
      return change(caller, id, body => ({ ...body, clipIds: [...new Set([...body.clipIds, ...clipIds])] }))
    },

    removeClips: (caller: Caller, id: CollectionId, clipIds: readonly ClipId[]): Promise<CollectionView> =>
      change(caller, id, body => ({
        ...body,
        clipIds: body.clipIds.filter(clip => !clipIds.includes(clip)),
      })),

    moveClip: async (
      caller: Caller,
      id: CollectionId,
      clipId: ClipId,
      to: number,
    ): Promise<CollectionView> => {
      const seen = new Set((await clips(caller)).map(clip => clip.id))
      return change(caller, id, body => {
        within(body, clipId)
        const others = body.clipIds.filter(each => each !== clipId)
        // Places are counted among the clips that are seen; those that were removed stay beside their neighbours.
        const next = others.filter(each => seen.has(each))[to]
        const at = next === undefined ? others.length : others.indexOf(next)
        return { ...body, clipIds: [...others.slice(0, at), clipId, ...others.slice(at)] }
      })
    },

    describeClip: (
      caller: Caller,
      id: CollectionId,
      clipId: ClipId,
      words: Patch<ClipNote>,
    ): Promise<CollectionView> =>
      change(caller, id, body => {
        within(body, clipId)
        const note = patched<ClipNote>({ ...body.clipNotes?.[clipId] }, words)
        return { ...body, clipNotes: { ...body.clipNotes, [clipId]: note } }
      }),

    remove: async (caller: Caller, id: CollectionId): Promise<void> => {
      const by = speakerOf(caller)
      findOrThrow(id)
      await library().write(by, [{ remove: id }])
    },

    restore: async (caller: Caller, id: CollectionId): Promise<CollectionView> => {
      const by = speakerOf(caller)
      if (!library().find('collection', id)) await library().write(by, [{ restore: id }])
      return view(caller, id)
    },
  }
}
export type Collections = ReturnType<typeof createCollections>
