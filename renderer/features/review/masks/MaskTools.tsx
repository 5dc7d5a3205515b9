import {
  ArrowLeftToLine,
  ArrowRightToLine,
  Check,
  ChevronLeft,
  ChevronRight,
  Circle,
  Crosshair,
  Droplets,
  Square,
  SquareMinus,
  Trash2,
} from 'lucide-react'
import type { MouseEvent } from 'react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { MaskView } from '../../../../electron/contract/api/masks.ts'
import { neighbourKeyframe, withoutKeyframe } from '../../../../electron/contract/masks/places.ts'
import type { MaskEffect, MaskShape } from '../../../../electron/contract/records/mask.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useKeys } from '../../../lib/keys.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import drawing from '../drawing/Drawing.module.css'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import { closeMasks } from './MaskKeys.tsx'
import classes from './Masks.module.css'
import { changeMask, removeMask } from './maskChanges.ts'
import { setMaskDesk, useMaskDesk } from './maskStore.ts'
import { useFollowing } from './useFollowing.ts'

/** A click with the mouse leaves the focus where it was: on the picture. */
const keepFocus = (event: MouseEvent) => event.preventDefault()

/** The tools at the picture's left edge, and what is known of the chosen mask. */
export function MaskTools({
  recording,
  masks,
}: {
  readonly recording: RecordingView
  readonly masks: readonly MaskView[]
}) {
  const room = useRoom()
  const { player } = room
  const { selected, shape, effect, news } = useMaskDesk()
  const mask = masks.find(({ id }) => id === selected)
  const own = mask?.local === true
  const following = useFollowing()
  const why = mask ? `Only ${mask.author.name} can change this mask` : 'Choose a mask first'

  const chooseShape = (next: MaskShape) => {
    setMaskDesk({ shape: next })
    if (mask && own && mask.shape !== next) void changeMask(mask, { shape: next }, 'Mask changed')
  }
  const chooseEffect = (next: MaskEffect) => {
    setMaskDesk({ effect: next })
    if (mask && own && mask.effect !== next)
      void changeMask(mask, { effect: next }, next === 'blur' ? 'Mask blurs now' : 'Mask is solid now')
    announce(room, next === 'blur' ? 'Blur.' : 'Solid.')
  }
  const ends = (end: 'fromMs' | 'toMs') => {
    if (!mask || !own) return
    const atMs = player.momentMs
    if (end === 'fromMs' ? atMs >= mask.toMs - 40 : atMs <= mask.fromMs + 40)
      return announce(room, 'A mask ends behind its start.')
    void changeMask(
      mask,
      { [end]: atMs },
      `Mask ${end === 'fromMs' ? 'starts' : 'ends'} at ${formatTimecode(atMs)}`,
    )
  }
  const go = (towards: 'next' | 'previous') => {
    const to = mask && neighbourKeyframe(mask.keyframes, player.momentMs, towards)
    if (!to) return announce(room, mask ? 'No place of this mask further on.' : 'Choose a mask first.')
    player.seekTo(to.atMs)
    announce(room, `${to.byHand ? 'Placed by hand' : 'Followed'} at ${formatTimecode(to.atMs)}.`)
  }
  const dropPlace = () => {
    const here = mask?.keyframes.find(({ atMs }) => Math.abs(atMs - player.momentMs) <= 1)
    if (!mask || !own || !here || mask.keyframes.length < 2)
      return announce(room, 'There is no place of the chosen mask here that could be taken away.')
    void changeMask(mask, { keyframes: withoutKeyframe(mask.keyframes, here.atMs) }, 'Place taken away')
  }
  const follow = (direction: 'forward' | 'backward') => {
    if (following.job) return following.cancel()
    if (!mask || !own) return announce(room, `${why}.`)
    following.start(mask, player.momentMs, direction)
  }
  const remove = () => {
    if (mask && own) void removeMask(mask)
  }
  const group = 'Masks'
  useKeys([
    { id: 'mask.ellipse', title: 'Mask: ellipse', group, keys: ['e'], run: () => chooseShape('ellipse') },
    { id: 'mask.box', title: 'Mask: box', group, keys: ['b'], run: () => chooseShape('box') },
    { id: 'mask.blur', title: 'Mask: blur', group, keys: ['u'], run: () => chooseEffect('blur') },
    { id: 'mask.solid', title: 'Mask: solid', group, keys: ['s'], run: () => chooseEffect('solid') },
    { id: 'mask.from', title: 'The mask starts here', group, keys: ['['], run: () => ends('fromMs') },
    { id: 'mask.to', title: 'The mask ends here', group, keys: [']'], run: () => ends('toMs') },
    {
      id: 'mask.follow',
      title: 'Follow what is masked, on',
      group,
      keys: ['t'],
      run: () => follow('forward'),
    },
    {
      ...{ id: 'mask.followBack', title: 'Follow what is masked, back', group, keys: ['shift+t'] },
      run: () => follow('backward'),
    },
    { id: 'mask.next', title: 'Next place of the mask', group, keys: ['n'], run: () => go('next') },
    {
      id: 'mask.previous',
      title: 'Previous place of the mask',
      group,
      keys: ['shift+n'],
      run: () => go('previous'),
    },
    {
      id: 'mask.dropPlace',
      title: 'Take away the place of the mask here',
      group,
      keys: ['shift+delete'],
      run: dropPlace,
    },
    {
      id: 'mask.remove',
      title: 'Delete the chosen mask',
      group,
      keys: ['delete'],
      keyOnly: true,
      run: remove,
    },
    { id: 'mask.end', title: 'Stop masking', group, keys: ['escape'], keyOnly: true, run: closeMasks },
  ])
  const off = { disabled: !own, why, className: drawing.tool ?? '' }
  const plain = { className: drawing.tool ?? '' }
  return (
    <>
      <div
        className={`${drawing.tools} ${classes.tools}`}
        role="toolbar"
        aria-label="Mask tools"
        aria-orientation="vertical"
        onMouseDown={keepFocus}
      >
        <IconButton
          icon={Circle}
          label="Ellipse"
          combo="e"
          pressed={(mask?.shape ?? shape) === 'ellipse'}
          {...plain}
          onClick={() => chooseShape('ellipse')}
        />
        <IconButton
          icon={Square}
          label="Box"
          combo="b"
          pressed={(mask?.shape ?? shape) === 'box'}
          {...plain}
          onClick={() => chooseShape('box')}
        />
        <IconButton
          icon={Droplets}
          label="Blur"
          combo="u"
          pressed={(mask?.effect ?? effect) === 'blur'}
          {...plain}
          onClick={() => chooseEffect('blur')}
        />
        <IconButton
          icon={SquareMinus}
          label="Solid"
          combo="s"
          pressed={(mask?.effect ?? effect) === 'solid'}
          {...plain}
          onClick={() => chooseEffect('solid')}
        />
        <IconButton
          icon={ChevronLeft}
          label="Previous place of the mask"
          combo="shift+n"
          disabled={!mask}
          why="Choose a mask first"
          {...plain}
          onClick={() => go('previous')}
        />
        <IconButton
          icon={ChevronRight}
          label="Next place of the mask"
          combo="n"
          disabled={!mask}
          why="Choose a mask first"
          {...plain}
          onClick={() => go('next')}
        />
        <IconButton
          icon={ArrowLeftToLine}
          label="The mask starts here"
          combo="["
          {...off}
          onClick={() => ends('fromMs')}
        />
        <IconButton
          icon={ArrowRightToLine}
          label="The mask ends here"
          combo="]"
          {...off}
          onClick={() => ends('toMs')}
        />
        <IconButton
          icon={Crosshair}
          label={following.job ? 'Stop following' : 'Follow what is masked'}
          combo="t"
          {...off}
          onClick={() => follow('forward')}
        />
        <IconButton icon={Trash2} label="Delete the mask" combo="delete" {...off} onClick={remove} />
        <IconButton icon={Check} label="Done" combo="escape" {...plain} onClick={closeMasks} />
      </div>
      <p className={`${drawing.target} ${classes.target}`} data-testid="mask-words">
        {following.words ?? news ?? wordsOf(mask, masks.length, recording)}
      </p>
    </>
  )
}

function wordsOf(mask: MaskView | undefined, count: number, { offsetMs, durationMs }: RecordingView): string {
  if (!mask)
    return count === 0
      ? 'Drag over a face or a name; what is exported has it covered'
      : `${count === 1 ? 'One mask' : `${count} masks`} in this recording; choose one, or drag a new one`
  const places = mask.keyframes.length
  const end = mask.toMs >= offsetMs + durationMs - 1 ? 'the end' : formatTimecode(mask.toMs, 1)
  return `On from ${formatTimecode(mask.fromMs, 1)} to ${end}, ${places === 1 ? 'one place' : `${places} places`}${mask.local ? '' : `, by ${mask.author.name}`}`
}
