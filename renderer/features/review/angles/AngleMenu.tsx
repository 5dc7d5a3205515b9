import { Menu } from '@mantine/core'
import { PictureInPicture2 } from 'lucide-react'
import type { LessonView } from '../../../../electron/contract/api/lessons.ts'
import { angleName } from '../../../lib/angleWords.ts'
import { importByFile } from '../../../lib/importing.ts'
import { counted } from '../../../lib/words.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { useBeside } from '../beside/useBesideRoom.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './Angles.module.css'
import { choose } from './anglesStore.ts'
import type { Arrangement, Layout } from './arrangement.ts'
import { useAngles } from './useArrangement.ts'

const layoutWords: Record<Layout, string> = {
  one: 'One picture',
  two: 'Two pictures',
  inset: 'Picture in picture',
}

/** In the picture's corner: which angle this is, and everything that can be done with angles by pointer. */
export function AngleMenu({
  lesson,
  arrangement,
  pair,
}: {
  readonly lesson: LessonView
  readonly arrangement: Arrangement
  readonly pair: boolean
}) {
  const room = useRoom()
  const layout = useAngles(state => state.choice.layout)
  const besideId = useBeside(state => state.lessonId)
  const { recordings } = lesson
  const { main, heard } = arrangement
  const at = recordings.findIndex(({ id }) => id === main?.id) + 1
  const set = (change: Parameters<typeof choose>[2]) => choose(room.angles, room.lessonId, change)
  const words = pair
    ? besideId
      ? 'Two lessons'
      : counted(recordings.length, 'angle')
    : `${main ? angleName(main) : 'Angle'} · ${at} of ${recordings.length}`
  return (
    <div className={classes.menu}>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <button type="button" className={classes.chip} aria-label={`Angles: ${words}`}>
            <PictureInPicture2 size={15} strokeWidth={1.9} aria-hidden="true" />
            <span className="ell" dir="auto">
              {words}
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            Arrange <KeyCap combo="v" />
          </Menu.Label>
          {(['one', 'two', 'inset'] as const)
            .filter(each => each !== 'one' || !besideId)
            .map(each => (
              <Menu.Item
                key={each}
                role="menuitemradio"
                aria-checked={each === layout}
                fw={each === layout ? 640 : undefined}
                onClick={() => set({ layout: each })}
              >
                {layoutWords[each]}
              </Menu.Item>
            ))}
          {recordings.length > 1 && (
            <>
              <Menu.Label>
                Seen {besideId ? '' : 'first '}
                <KeyCap combo="a" />
              </Menu.Label>
              {recordings.map(each => (
                <Menu.Item
                  key={each.id}
                  role="menuitemradio"
                  aria-checked={each.id === main?.id}
                  fw={each.id === main?.id ? 640 : undefined}
                  onClick={() =>
                    set({ main: each.id, ...(main && each.id !== main.id ? { other: main.id } : {}) })
                  }
                >
                  <bdi>{angleName(each)}</bdi>
                </Menu.Item>
              ))}
              <Menu.Label>
                Heard <KeyCap combo="h" />
              </Menu.Label>
              {recordings
                .filter(({ audioCodec }) => audioCodec !== undefined)
                .map(each => (
                  <Menu.Item
                    key={each.id}
                    role="menuitemradio"
                    aria-checked={each.id === heard?.id}
                    fw={each.id === heard?.id ? 640 : undefined}
                    onClick={() => set({ heard: each.id })}
                  >
                    <bdi>{angleName(each)}</bdi>
                  </Menu.Item>
                ))}
            </>
          )}
          <Menu.Divider />
          <Menu.Item
            rightSection={<KeyCap combo="shift+a" />}
            onClick={() => room.angles.setState({ listed: true })}
          >
            Angles of this lesson …
          </Menu.Item>
          <Menu.Item onClick={() => void importByFile({ lessonId: room.lessonId })}>Add an angle …</Menu.Item>
          {besideId ? (
            <Menu.Item onClick={() => room.beside.close()}>Put the other lesson away</Menu.Item>
          ) : (
            <Menu.Item rightSection={<KeyCap combo="w" />} onClick={() => room.beside.ask()}>
              Another lesson beside …
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
