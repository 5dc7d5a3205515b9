import { Button, Menu } from '@mantine/core'
import {
  ChevronDown,
  Download,
  FolderOutput,
  ListVideo,
  Play,
  Share2,
  ShieldAlert,
  ShieldCheck,
} from 'lucide-react'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { CollectionView } from '../../../../electron/contract/api/collections.ts'
import type { ClipId } from '../../../../electron/contract/records/clip.ts'
import { blockedWord } from '../../../lib/consentWords.ts'
import { openExport } from '../../../lib/exportDialog.ts'
import { useKeys } from '../../../lib/keys.ts'
import { useLessons, usePeople, useRubrics } from '../../../lib/queries.ts'
import { counted } from '../../../lib/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { Screen } from '../../../ui/Screen.tsx'
import { TimeText } from '../../../ui/TimeText.tsx'
import galleryClasses from '../ClipGallery.module.css'
import { ClipGrid } from '../ClipGrid.tsx'
import { indexedClips } from '../clipFilter.ts'
import { openClip, playClip, useClipsState } from '../clipsState.ts'
import { useRoomBeside } from '../Inspector.tsx'
import classes from './Collection.module.css'
import { CollectionAside } from './CollectionAside.tsx'
import { moveClip, takeOut } from './collectionActs.ts'
import { HandOut } from './HandOut.tsx'
import { PlayThrough } from './PlayThrough.tsx'

/** The clip whose card holds the focus, or the one that is open. */
const focusedClip = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-clip]')?.dataset.clip

/** An ordered clip library for a group: what it is for, its clips in order, how they are talked about. */
export function CollectionScreen({ collection }: { readonly collection: CollectionView }) {
  const { id, title, purpose, audience, clips } = collection
  const lessons = useLessons().data
  const people = usePeople().data
  const rubrics = useRubrics().data ?? []
  const [, go] = useLocation()
  const { open, ticked } = useClipsState()
  const beside = useRoomBeside()
  const [aboutOpen, setAboutOpen] = useState(false)
  const [playing, setPlaying] = useState(false)
  const [handing, setHanding] = useState(false)
  const [said, setSaid] = useState('')
  const byLesson = useMemo(() => new Map(lessons?.map(lesson => [lesson.id, lesson])), [lessons])
  const byPerson = useMemo(() => new Map(people?.map(person => [person.id, person])), [people])
  const entries = useMemo(() => indexedClips(clips, byLesson), [clips, byLesson])
  const prompts = useMemo(
    () => new Map(clips.flatMap(clip => (clip.prompt === undefined ? [] : [[clip.id, clip.prompt]]))),
    [clips],
  )
  const opened = clips.find(clip => clip.id === open)
  const chosen = clips.filter(clip => ticked.has(clip.id))
  const subject = chosen.length > 0 ? chosen : opened ? [opened] : []
  const blocked = clips.filter(clip => blockedWord(byLesson.get(clip.lessonId)) !== undefined).length
  const asked = clips.some(clip => byLesson.get(clip.lessonId)?.consent !== undefined)
  const totalMs = clips.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)

  const move = (clipId: ClipId, to: number) => {
    const clip = clips.find(each => each.id === clipId)
    if (!clip || to < 0 || to >= clips.length) return
    setSaid(`${clip.title}: place ${to + 1} of ${clips.length}`)
    void moveClip(collection, clipId, to)
  }
  const step = (by: -1 | 1) => {
    const clipId = focusedClip() ?? open
    const at = clips.findIndex(clip => clip.id === clipId)
    const clip = clips[at]
    if (clip) move(clip.id, at + by)
  }
  const group = 'Collection'
  const none = clips.length === 0
  useKeys([
    {
      id: 'collection.play',
      title: 'Play all of the collection',
      group,
      keys: ['space'],
      disabled: none,
      run: () => setPlaying(true),
    },
    {
      id: 'collection.earlier',
      title: 'Move the clip earlier',
      group,
      keys: ['alt+arrowup'],
      disabled: none,
      run: () => step(-1),
    },
    {
      id: 'collection.later',
      title: 'Move the clip later',
      group,
      keys: ['alt+arrowdown'],
      disabled: none,
      run: () => step(1),
    },
    {
      id: 'collection.handOut',
      title: 'Hand the collection out as an offline library',
      group,
      disabled: none,
      run: () => setHanding(true),
    },
    {
      id: 'collection.takeOut',
      title: 'Take the chosen clips out of the collection',
      group,
      keys: ['delete'],
      disabled: subject.length === 0,
      run: () =>
        void takeOut(
          collection,
          subject.map(clip => clip.id),
        ),
    },
    {
      id: 'clips.export',
      title: 'Export clips',
      group,
      keys: ['mod+e'],
      disabled: none,
      run: () => openExport((subject.length > 0 ? subject : clips).map(clip => clip.id)),
    },
    {
      id: 'clips.play',
      title: 'Play the clip in focus',
      group,
      keys: ['p'],
      disabled: none,
      run: () => {
        const clip = clips.find(each => each.id === (focusedClip() ?? open)) ?? clips[0]
        if (clip) playClip(clip.id)
      },
    },
    {
      id: 'clips.close',
      title: 'Close the clip',
      group,
      keys: ['escape'],
      keyOnly: true,
      disabled: open === undefined,
      run: () => openClip(undefined),
    },
  ])
  return (
    <div className={galleryClasses.withInspector} data-open="true">
      <Screen
        title={title}
        sub={
          <>
            {(purpose ?? audience) !== undefined && (
              <span className={classes.purpose} dir="auto">
                {[purpose, audience && `For ${audience}`].filter(Boolean).join(' · ')}
              </span>
            )}
            <span className={classes.facts}>
              <span>
                {counted(clips.length, 'clip')} · <TimeText ms={totalMs} />
              </span>
              {blocked > 0 ? (
                <span className={classes.fact}>
                  <ShieldAlert size={15} strokeWidth={1.9} aria-hidden="true" />
                  {counted(blocked, 'clip')} may not leave
                </span>
              ) : (
                asked && (
                  <span className={classes.fact}>
                    <ShieldCheck size={15} strokeWidth={1.9} aria-hidden="true" />
                    {clips.every(clip => byLesson.get(clip.lessonId)?.consent?.state === 'given')
                      ? `Consent complete for all ${clips.length}`
                      : 'None is restricted'}
                  </span>
                )
              )}
              {clips.length > 1 && (
                <span className={classes.moves}>
                  Move <KeyCap combo="alt+arrowup" /> <KeyCap combo="alt+arrowdown" />
                </span>
              )}
            </span>
          </>
        }
        head={
          <>
            {!beside && (
              <Button size="lg" variant="default" onClick={() => setAboutOpen(true)}>
                About
              </Button>
            )}
            {!none && (
              <>
                <Button
                  size="lg"
                  variant="default"
                  leftSection={<Play size={17} strokeWidth={1.9} aria-hidden="true" />}
                  rightSection={<KeyCap combo="space" />}
                  onClick={() => setPlaying(true)}
                >
                  Play all
                </Button>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <Button
                      size="lg"
                      leftSection={<Share2 size={17} strokeWidth={1.9} aria-hidden="true" />}
                      rightSection={<ChevronDown size={15} strokeWidth={1.9} aria-hidden="true" />}
                    >
                      Hand out
                    </Button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item
                      leftSection={<FolderOutput size={16} strokeWidth={1.9} aria-hidden="true" />}
                      onClick={() => setHanding(true)}
                    >
                      As an offline library
                    </Menu.Item>
                    <Menu.Item
                      leftSection={<Download size={16} strokeWidth={1.9} aria-hidden="true" />}
                      rightSection={<KeyCap combo="mod+e" />}
                      onClick={() => openExport((subject.length > 0 ? subject : clips).map(clip => clip.id))}
                    >
                      {subject.length > 0 ? `Export ${counted(subject.length, 'clip')}` : 'Export all clips'}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </>
            )}
          </>
        }
      >
        <p className="spoken" aria-live="assertive">
          {said}
        </p>
        {none ? (
          <div className={galleryClasses.empty}>
            <EmptyState
              icon={ListVideo}
              title="No clip in it yet"
              act={
                <Button variant="default" onClick={() => go('/clips')}>
                  Choose from all clips
                </Button>
              }
            >
              Tick clips among all clips, and choose <b>Add to collection</b>. They stand here in the order in
              which the group will see them.
            </EmptyState>
          </div>
        ) : (
          <ClipGrid clips={entries} people={byPerson} rubrics={rubrics} ordered={{ prompts, move }} />
        )}
      </Screen>
      <CollectionAside
        key={opened?.id ?? id}
        collection={collection}
        clip={opened}
        lesson={opened && byLesson.get(opened.lessonId)}
        asked={aboutOpen}
        onClose={() => {
          openClip(undefined)
          setAboutOpen(false)
        }}
      />
      {handing && <HandOut collection={collection} onClose={() => setHanding(false)} />}
      {playing && (
        <PlayThrough
          collection={collection}
          lessons={byLesson}
          from={Math.max(
            0,
            clips.findIndex(clip => clip.id === open),
          )}
          onClose={() => setPlaying(false)}
        />
      )}
    </div>
  )
}
