import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import classes from './Inspector.module.css'

/** Whether there is room for details beside the clips; else they are a drawer. */
export const useRoomBeside = (): boolean =>
  useMediaQuery('(min-width: 1181px)', true, { getInitialValueInEffect: false })

/** Details beside the clips; a drawer where the window is narrow. */
export function Inspector({
  heading,
  closeLabel = 'Close the details',
  onClose,
  closable = true,
  children,
}: {
  readonly heading: string
  readonly closeLabel?: string
  readonly onClose: () => void
  /** Not where it is always there beside the clips; a drawer can always be closed. */
  readonly closable?: boolean
  readonly children: ReactNode
}) {
  const beside = useRoomBeside()
  if (!beside)
    return (
      <Drawer opened onClose={onClose} title={heading} size={380}>
        {children}
      </Drawer>
    )
  return (
    <aside className={classes.aside} aria-label={heading}>
      <div className={classes.head}>
        <span className="xs t3">{heading}</span>
        {closable && (
          <IconButton icon={X} label={closeLabel} combo="escape" size={28} iconSize={16} onClick={onClose} />
        )}
      </div>
      {children}
    </aside>
  )
}
