import { CircleAlert } from 'lucide-react'
import type { ImportPreview } from '../../../../electron/contract/api/rubrics.ts'
import { counted } from '../../../lib/words.ts'
import classes from './ImportDialog.module.css'

/** What is off in the file, row by row. */
export function Problems({ preview: { problems, rubric } }: { readonly preview: ImportPreview }) {
  return (
    <section className={classes.problems} aria-labelledby="rubric-problems">
      <h3 id="rubric-problems" className={classes.problemsHead}>
        <CircleAlert size={16} strokeWidth={1.9} aria-hidden="true" />
        {counted(problems.length, 'row')} cannot be read{rubric ? '; the others can be taken in without' : ''}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by keyboard too */}
      <ul className={classes.problemList} aria-labelledby="rubric-problems" tabIndex={0}>
        {problems.map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            <b className="tn">{line === undefined ? 'File' : `Line ${line}`}</b> <span>{message}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
