import { Progress } from '@mantine/core'
import { CircleX, X } from 'lucide-react'
import { forgetUpload, type Upload } from '../../lib/importing.ts'
import { percent } from '../../lib/jobs.ts'
import { sizeWords } from '../../lib/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import classes from './Tray.module.css'

/** A dropped file on its way into the library. */
export function UploadLine({ upload }: { readonly upload: Upload }) {
  const { id, name, sizeBytes, sentBytes, state, error, cancel } = upload
  if (error)
    return (
      <li className={classes.line}>
        <CircleX size={17} strokeWidth={1.9} className={classes.bad} aria-hidden="true" />
        <div className={classes.words}>
          <span className="ell med">{name}</span>
          <span className={classes.small}>
            {error.title} {error.message ?? error.next}
          </span>
        </div>
        <IconButton
          icon={X}
          label={`Close: ${name}`}
          size={28}
          iconSize={15}
          onClick={() => forgetUpload(id)}
        />
      </li>
    )
  const share = sizeBytes > 0 ? sentBytes / sizeBytes : 0
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span className="ell med">{name}</span>
        <span className={classes.small}>
          {state === 'waiting' ? 'Waiting its turn' : `Copying into the library · ${percent(share)}`} ·{' '}
          {sizeWords(sizeBytes)}
        </span>
        <Progress value={share * 100} size={4} aria-label={`Copying ${name}`} />
      </div>
      <IconButton icon={X} label={`Cancel: ${name}`} size={28} iconSize={15} onClick={cancel} />
    </li>
  )
}
