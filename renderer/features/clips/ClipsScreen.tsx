import { Award, Clapperboard, Download, ListVideo, Plus, Scissors } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useLocation } from 'wouter'
import { useJobs } from '../../lib/jobList.ts'
import { useKeys } from '../../lib/keys.ts'
import { useClips, useCollections } from '../../lib/queries.ts'
import { useClosedWithScreen } from '../../lib/useClosedWithScreen.ts'
import { SideAct, SideHeading, SideItem, SideLayout } from '../../ui/SideList.tsx'
import { ClipGallery } from './ClipGallery.tsx'
import { collectionAddress, placeFrom } from './clipList.ts'
import { openDialog, useClipsState } from './clipsState.ts'
import { CollectionScreen } from './collections/CollectionScreen.tsx'
import { newCollection } from './collections/collectionActs.ts'
import { Examples } from './Examples.tsx'
import { ExportQueue } from './ExportQueue.tsx'
import { FromComments } from './FromComments.tsx'

const closeDialog = () => openDialog(undefined)

/** Every clip and collection, and the exports on their way. */
export function ClipsScreen({ place: part }: { readonly place: string | undefined }) {
  const place = placeFrom(part)
  const clips = useClips()
  const dialog = useClipsState(state => state.dialog)
  const exports = (useJobs().data ?? []).filter(({ kind }) => kind === 'export')
  const done = exports.filter(({ state }) => state === 'done').length
  const collections = useCollections()
  const [location, go] = useLocation()
  useClosedWithScreen(dialog !== undefined, location, closeDialog)
  useEffect(() => closeDialog, [])
  const sorted = useMemo(
    () =>
      (collections.data ?? []).toSorted((a, b) =>
        a.title.localeCompare(b.title, undefined, { numeric: true }),
      ),
    [collections.data],
  )
  const here = place.kind === 'collection' ? sorted.find(({ title }) => title === place.title) : undefined
  const add = async () => {
    const made = await newCollection(collections.data ?? [])
    if (made) go(collectionAddress(made.title))
  }
  const examples = (clips.data ?? []).filter(({ exemplarOf }) => exemplarOf.length > 0).length
  useKeys([
    { id: 'collections.new', title: 'Make a collection', group: 'Clips', run: () => void add() },
    {
      id: 'clips.examples',
      title: 'Show examples by criterion and level',
      group: 'Clips',
      run: () => go('/clips/examples'),
    },
  ])
  return (
    <SideLayout
      label="Clips"
      side={
        <>
          <SideItem
            icon={Clapperboard}
            name="All clips"
            to="/clips"
            on={place.kind === 'all'}
            end={clips.data?.length}
          />
          <SideAct icon={Scissors} name="From comments…" onClick={() => openDialog('fromComments')} />
          <SideItem
            icon={Award}
            name="Examples"
            to="/clips/examples"
            on={place.kind === 'examples'}
            end={examples > 0 ? examples : undefined}
          />
          <SideHeading>Collections</SideHeading>
          {sorted.map(({ id, title, clips: own }) => (
            <SideItem
              key={id}
              icon={ListVideo}
              name={title}
              to={collectionAddress(title)}
              on={place.kind === 'collection' && place.title === title}
              end={own.length}
            />
          ))}
          <SideAct icon={Plus} name="New collection" onClick={() => void add()} />
          <SideHeading>Exports</SideHeading>
          <SideItem
            icon={Download}
            name="Queue"
            to="/clips/queue"
            on={place.kind === 'queue'}
            end={exports.length > 0 ? `${done} of ${exports.length}` : undefined}
          />
        </>
      }
    >
      {place.kind === 'queue' ? (
        <ExportQueue jobs={exports} />
      ) : place.kind === 'examples' ? (
        <Examples />
      ) : here ? (
        <CollectionScreen key={here.id} collection={here} />
      ) : place.kind === 'collection' && collections.isPending ? (
        <main />
      ) : (
        <ClipGallery />
      )}
      {dialog === 'fromComments' && <FromComments />}
    </SideLayout>
  )
}
