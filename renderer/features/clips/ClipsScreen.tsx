import { Clapperboard, Download, ListVideo, Scissors } from 'lucide-react'
import { useMemo } from 'react'
import { useClips, useJobs } from '../../lib/queries.ts'
import { SideAct, SideHeading, SideItem, SideLayout } from '../../ui/SideList.tsx'
import { ClipGallery } from './ClipGallery.tsx'
import { collectionAddress, collectionsOf, placeFrom } from './clipList.ts'
import { openDialog, useClipsState } from './clipsState.ts'
import { ExportQueue } from './ExportQueue.tsx'
import { FromComments } from './FromComments.tsx'

/** Every clip and collection, and the exports on their way. */
export function ClipsScreen({ place: part }: { readonly place: string | undefined }) {
  const place = placeFrom(part)
  const clips = useClips()
  const dialog = useClipsState(state => state.dialog)
  const exports = (useJobs().data ?? []).filter(({ kind }) => kind === 'export')
  const done = exports.filter(({ state }) => state === 'done').length
  const collections = useMemo(() => collectionsOf(clips.data ?? []), [clips.data])
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
          {collections.length > 0 && <SideHeading>Collections</SideHeading>}
          {collections.map(({ title, count }) => (
            <SideItem
              key={title}
              icon={ListVideo}
              name={title}
              to={collectionAddress(title)}
              on={place.kind === 'collection' && place.title === title}
              end={count}
            />
          ))}
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
      {place.kind === 'queue' ? <ExportQueue jobs={exports} /> : <ClipGallery place={place} />}
      {dialog === 'fromComments' && <FromComments />}
    </SideLayout>
  )
}
