import { Lock } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { type CommentKind, commentKinds } from '../../../../../electron/contract/records/comment.ts'
import { KindIcon } from '../../../../ui/KindIcon.tsx'
import { pathOf } from './iconPaths.ts'

/** The icons of marks as canvases draw them; filled when the timeline is put up. */
export const markIcons = new Map<CommentKind | 'lock', Path2D>()

/** Holds each icon once, unseen, to read its strokes from. */
export function MarkIcons() {
  const icons = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const drawn = [...(icons.current?.querySelectorAll('svg') ?? [])]
    for (const [at, name] of [...commentKinds, 'lock' as const].entries()) {
      const icon = drawn[at]
      if (icon && !markIcons.has(name)) markIcons.set(name, pathOf(icon))
    }
  }, [])
  return (
    <span ref={icons} hidden>
      {commentKinds.map(kind => (
        <KindIcon key={kind} kind={kind} />
      ))}
      <Lock />
    </span>
  )
}
