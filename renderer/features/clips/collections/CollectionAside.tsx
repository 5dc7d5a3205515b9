import { Button } from '@mantine/core'
import { Download, ListX, Trash2 } from 'lucide-react'
import { useLocation } from 'wouter'
import type { CollectionView } from '../../../../electron/contract/api/collections.ts'
import type { LessonEntry } from '../../../../electron/contract/api/lessons.ts'
import { openExport } from '../../../lib/exportDialog.ts'
import { GoalPicker } from '../../../ui/GoalPicker.tsx'
import { SavedField } from '../../../ui/SavedField.tsx'
import { ClipComments } from '../ClipComments.tsx'
import { ClipPlayer } from '../ClipPlayer.tsx'
import { collectionAddress } from '../clipList.ts'
import { openClip, useClipsState } from '../clipsState.ts'
import inspectorClasses from '../Inspector.module.css'
import { Inspector, useRoomBeside } from '../Inspector.tsx'
import classes from './Collection.module.css'
import { describeClip, removeCollection, takeOut, updateCollection } from './collectionActs.ts'
import { Protocol } from './Protocol.tsx'

type ClipOfCollection = CollectionView['clips'][number]

/** The clip that is open, with what the group is asked about it; else the collection itself. */
export function CollectionAside({
  collection,
  clip,
  lesson,
  asked,
  onClose,
}: {
  readonly collection: CollectionView
  readonly clip: ClipOfCollection | undefined
  readonly lesson: LessonEntry | undefined
  /** In a drawer, whether the collection's own details were asked for. */
  readonly asked: boolean
  readonly onClose: () => void
}) {
  const beside = useRoomBeside()
  if (!clip && !beside && !asked) return null
  const place = clip ? collection.clips.indexOf(clip) + 1 : 0
  return (
    <Inspector
      heading={clip ? `Clip ${place} of ${collection.clips.length}` : 'About this collection'}
      closeLabel="Close the clip"
      closable={clip !== undefined}
      onClose={onClose}
    >
      {clip ? (
        <OfClip collection={collection} clip={clip} lesson={lesson} />
      ) : (
        <OfCollection collection={collection} />
      )}
    </Inspector>
  )
}

function OfClip({
  collection,
  clip,
  lesson,
}: {
  readonly collection: CollectionView
  readonly clip: ClipOfCollection
  readonly lesson: LessonEntry | undefined
}) {
  const plays = useClipsState(state => state.plays)
  const { id } = collection
  return (
    <div className={inspectorClasses.details}>
      {lesson && <ClipPlayer clip={clip} lesson={lesson} plays={plays} />}
      <h2 className={classes.clipTitle} dir="auto">
        {clip.title}
      </h2>
      <SavedField
        label="Prompt"
        description="What the group is asked before it watches"
        multiline
        maxLength={500}
        value={clip.prompt ?? ''}
        onSave={prompt => void describeClip(id, clip.id, { prompt })}
      />
      <SavedField
        label="Introduction"
        description="What one needs to know of the lesson"
        multiline
        maxLength={5000}
        value={clip.intro ?? ''}
        onSave={intro => void describeClip(id, clip.id, { intro })}
      />
      <ClipComments clip={clip} />
      {collection.protocol && <ProtocolSteps collection={collection} />}
      <div className={inspectorClasses.acts}>
        <Button
          leftSection={<Download size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => openExport([clip.id])}
        >
          Export clip
        </Button>
        <Button
          variant="subtle"
          leftSection={<ListX size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => {
            openClip(undefined)
            void takeOut(collection, [clip.id])
          }}
        >
          Take out
        </Button>
      </div>
    </div>
  )
}

/** The protocol as it will be read out. */
function ProtocolSteps({ collection: { protocol = [] } }: { readonly collection: CollectionView }) {
  const minutes = protocol.reduce((sum, step) => sum + (step.minutes ?? 0), 0)
  return (
    <section className={classes.protocol} aria-label="Protocol">
      <h2>
        Protocol <span className="tn">{minutes > 0 && `${minutes} min`}</span>
      </h2>
      <ol>
        {protocol.map(({ title, minutes: own }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have nothing else of their own
          <li key={at}>
            <b className="tn">{at + 1}</b>
            <span dir="auto">{title}</span>
            {own !== undefined && <span className="tn t3">{own} min</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

function OfCollection({ collection }: { readonly collection: CollectionView }) {
  const [, go] = useLocation()
  const { id, title, purpose, audience, intro, facilitatorNotes } = collection
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return (
    <div className={inspectorClasses.details}>
      <SavedField
        label="Title"
        value={title}
        maxLength={300}
        problem={text => (text.trim() === '' ? 'A collection needs a title.' : undefined)}
        onSave={async text => {
          const next = text.trim()
          if (await updateCollection(id, { title: next })) go(collectionAddress(next), { replace: true })
        }}
      />
      <SavedField
        label="Purpose"
        description="What the group comes together for, in a sentence"
        multiline
        maxLength={300}
        value={purpose ?? ''}
        onSave={text => void updateCollection(id, { purpose: orNull(text) })}
      />
      <SavedField
        label="Audience"
        maxLength={300}
        placeholder="The Tuesday group"
        value={audience ?? ''}
        onSave={text => void updateCollection(id, { audience: orNull(text) })}
      />
      <SavedField
        label="Introduction"
        multiline
        maxLength={5000}
        value={intro ?? ''}
        onSave={text => void updateCollection(id, { intro: orNull(text) })}
      />
      <GoalPicker targetId={id} label="School goals" />
      <Protocol collection={collection} />
      <SavedField
        label="Notes for the facilitator"
        description="Not shown while the collection plays, unless asked for with F"
        multiline
        maxLength={20_000}
        value={facilitatorNotes ?? ''}
        onSave={text => void updateCollection(id, { facilitatorNotes: orNull(text) })}
      />
      <div className={inspectorClasses.acts}>
        <Button
          variant="subtle"
          leftSection={<Trash2 size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => {
            void removeCollection(collection)
            go('/clips')
          }}
        >
          Delete collection
        </Button>
      </div>
    </div>
  )
}
