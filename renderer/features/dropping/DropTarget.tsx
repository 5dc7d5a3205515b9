import { Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { filesOfDrop } from '../../lib/drop.ts'
import { importFiles } from '../../lib/importing.ts'
import { sayError } from '../../lib/notices.ts'
import { useAppInfo } from '../../lib/queries.ts'
import classes from './DropTarget.module.css'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** The whole window takes a drop of recordings or folders, on every screen. */
export function DropTarget() {
  const [over, setOver] = useState(false)
  const dropPaths = useAppInfo().data?.capabilities.dropPaths ?? false
  useEffect(() => {
    // Entering a child leaves its parent: only when as many were left as entered is the pointer outside.
    let depth = 0
    const settle = (next: number) => {
      depth = Math.max(0, next)
      setOver(depth > 0)
    }
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      settle(depth + 1)
    }
    const leave = (event: DragEvent) => {
      if (hasFiles(event)) settle(depth - 1)
    }
    const move = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const drop = (event: DragEvent) => {
      settle(0)
      // The screen may have taken the files for itself.
      if (event.defaultPrevented || !hasFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      filesOfDrop(event.dataTransfer, dropPaths).then(importFiles).catch(sayError)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', move)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', move)
      window.removeEventListener('drop', drop)
    }
  }, [dropPaths])
  if (!over) return null
  return (
    <div className={classes.veil}>
      <div className={classes.plate}>
        <Upload size={28} strokeWidth={1.9} aria-hidden="true" />
        <b className="h2">Drop to import</b>
        <span className="t2">
          {dropPaths ? 'Recordings stay where they lie.' : 'Recordings are copied into the library.'}
        </span>
      </div>
    </div>
  )
}
