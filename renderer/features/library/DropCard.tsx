import { Button } from '@mantine/core'
import { FilePlay, FolderOpen } from 'lucide-react'
import { importByFile, importByFolder } from '../../lib/importing.ts'
import classes from './LessonCard.module.css'
import { useDropCopies } from './useDropCopies.ts'

/** The first card of the library: where the next lesson comes from. */
export function DropCard() {
  const copies = useDropCopies()
  return (
    <article className={classes.card}>
      <div className={classes.drop}>
        <FilePlay size={24} strokeWidth={1.9} aria-hidden="true" />
        <span className={classes.dropTitle}>Drop a recording here</span>
        <span className={classes.meta}>
          {copies ? 'Copied into the library, ready at once.' : 'Linked where it lies, ready at once.'}
          <br />
          Nothing leaves this machine.
        </span>
      </div>
      <div className={classes.belowDrop}>
        <h2 className={classes.title}>New lesson</h2>
        <p className={classes.meta}>Or pick a file or a folder</p>
      </div>
      <div className="row">
        <Button
          variant="default"
          size="xs"
          leftSection={<FilePlay size={14} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void importByFile()}
        >
          File
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<FolderOpen size={14} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void importByFolder()}
        >
          Folder
        </Button>
      </div>
    </article>
  )
}
