import { Button, Modal } from '@mantine/core'
import { Film, Plus } from 'lucide-react'
import { Fragment } from 'react'
import type { CameraSplit } from '../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { answerJoin, useJoinOffer } from '../../lib/joinOffer.ts'
import { counted } from '../../lib/words.ts'
import classes from './JoinSheet.module.css'

const nameOf = (path: string): string => path.split(/[\\/]/u).at(-1) ?? path

/** Cameras close a file every few minutes and go on in the next: such files are offered as the one recording that they are. */
export function JoinSheet() {
  const rows = useJoinOffer(state => state.rows)
  const one = rows.length === 1
  return (
    <Modal
      opened
      onClose={() => answerJoin('none')}
      size={620}
      title={one ? 'One recording in several files?' : `${rows.length} recordings in several files each?`}
    >
      <p className={classes.why}>
        The camera seems to have split {one ? 'a recording' : 'recordings'}: the names count on, and picture
        and sound are alike. As one recording it plays through, with one conversation. The files stay where
        they are and as they are.
      </p>
      <ul className={classes.rows}>
        {rows.map(row => (
          <Row key={row[0]?.file} row={row} />
        ))}
      </ul>
      <div className={classes.acts}>
        <Button variant="subtle" onClick={() => answerJoin('none')}>
          Cancel
        </Button>
        <span className="grow" />
        <Button variant="default" onClick={() => answerJoin('each')}>
          Import each file
        </Button>
        <Button data-autofocus onClick={() => answerJoin('one')}>
          {one ? 'Import as one recording' : `Import as ${rows.length} recordings`}
        </Button>
      </div>
    </Modal>
  )
}

function Row({ row }: { readonly row: CameraSplit }) {
  const wholeMs = row.reduce((sum, { durationMs }) => sum + durationMs, 0)
  return (
    <li className={classes.row}>
      <Film size={18} strokeWidth={1.9} aria-hidden="true" />
      <ol className={classes.files}>
        {row.map(({ file, durationMs }, nth) => (
          <Fragment key={file}>
            {nth > 0 && <Plus size={14} strokeWidth={1.9} aria-hidden="true" />}
            <li className={classes.file}>
              <bdi>{nameOf(file)}</bdi> <span className="tn">{formatTimecode(durationMs)}</span>
            </li>
          </Fragment>
        ))}
      </ol>
      <span className={classes.whole}>
        {counted(row.length, 'file')}, together <b className="tn">{formatTimecode(wholeMs)}</b>
      </span>
    </li>
  )
}
