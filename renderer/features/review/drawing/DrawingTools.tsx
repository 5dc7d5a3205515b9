import {
  ArrowUpRight,
  Check,
  Circle,
  Flashlight,
  type LucideIcon,
  Pencil,
  Redo2,
  Square,
  Trash2,
  Type,
  Undo2,
} from 'lucide-react'
import type { MouseEvent } from 'react'
import { shapeWords } from '../../../../electron/contract/drawing/describe.ts'
import type { ShapeKind } from '../../../../electron/contract/records/drawing.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { useKeys } from '../../../lib/keys.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { ShownComment } from '../conversation/shownComments.ts'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './Drawing.module.css'
import { actOnDesk, type OpenDesk } from './drawingStore.ts'
import { actAndKeep, closeDesk } from './useDesk.ts'

const tools: ReadonlyArray<{ kind: ShapeKind; icon: LucideIcon; key: string }> = [
  { kind: 'arrow', icon: ArrowUpRight, key: 'a' },
  { kind: 'box', icon: Square, key: 'b' },
  { kind: 'ellipse', icon: Circle, key: 'e' },
  { kind: 'freehand', icon: Pencil, key: 'f' },
  { kind: 'spotlight', icon: Flashlight, key: 's' },
  { kind: 'text', icon: Type, key: 't' },
]

/** A click with the mouse leaves the focus where it was: on the drawing. */
const keepFocus = (event: MouseEvent) => event.preventDefault()

/** The tools at the picture's left edge, and what is being drawn for. */
export function DrawingTools({
  desk,
  comments,
}: {
  readonly desk: OpenDesk
  readonly comments: readonly ShownComment[]
}) {
  const room = useRoom()
  const { target, state } = desk
  const { tool, selected, past, future } = state
  const choose = (kind: ShapeKind) => {
    actOnDesk(room.drawing, { do: 'tool', tool: kind })
    announce(room, `${shapeWords[kind]}. Drag on the picture, or press Enter to place one in the middle.`)
  }
  const undo = () => actAndKeep(room, { do: 'undo' })
  const redo = () => actAndKeep(room, { do: 'redo' })
  const remove = () => selected !== undefined && actAndKeep(room, { do: 'delete', index: selected })
  const group = 'Drawing'
  useKeys([
    ...tools.map(({ kind, key }) => ({
      id: `draw.${kind}`,
      title: `Draw: ${shapeWords[kind].toLowerCase()}`,
      group,
      keys: [key],
      run: () => choose(kind),
    })),
    { id: 'draw.undo', title: 'Undo in the drawing', group, keys: ['mod+z'], run: undo },
    { id: 'draw.redo', title: 'Redo in the drawing', group, keys: ['mod+shift+z', 'mod+y'], run: redo },
    {
      id: 'draw.delete',
      title: 'Delete the chosen shape',
      group,
      keys: ['delete', 'backspace'],
      keyOnly: true,
      run: () => void remove(),
    },
    {
      id: 'draw.end',
      title: 'Stop drawing',
      group,
      keys: ['escape'],
      keyOnly: true,
      run: () => closeDesk(room),
    },
  ])
  const comment = target.for === 'comment' ? comments.find(({ id }) => id === target.commentId) : undefined
  return (
    <>
      <div
        className={classes.tools}
        role="toolbar"
        aria-label="Drawing tools"
        aria-orientation="vertical"
        onMouseDown={keepFocus}
      >
        {tools.map(({ kind, icon, key }) => (
          <IconButton
            key={kind}
            icon={icon}
            label={shapeWords[kind]}
            combo={key}
            pressed={tool === kind}
            className={classes.tool ?? ''}
            onClick={() => choose(kind)}
          />
        ))}
        <IconButton
          icon={Undo2}
          label="Undo"
          combo="mod+z"
          disabled={past.length === 0}
          why="Nothing to undo yet"
          className={classes.tool ?? ''}
          onClick={undo}
        />
        <IconButton
          icon={Redo2}
          label="Redo"
          combo="mod+shift+z"
          disabled={future.length === 0}
          why="Nothing to redo"
          className={classes.tool ?? ''}
          onClick={redo}
        />
        <IconButton
          icon={Trash2}
          label="Delete the shape"
          combo="delete"
          disabled={selected === undefined}
          why="Choose a shape first"
          className={classes.tool ?? ''}
          onClick={() => void remove()}
        />
        <IconButton
          icon={Check}
          label="Done"
          combo="escape"
          className={classes.tool ?? ''}
          onClick={() => closeDesk(room)}
        />
      </div>
      <p className={classes.target}>
        {comment ? `For the comment at ${formatTimecode(comment.atMs)}` : 'For your next comment'}
      </p>
    </>
  )
}
