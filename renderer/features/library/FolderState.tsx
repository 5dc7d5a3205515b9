import { TriangleAlert } from 'lucide-react'
import { Link } from 'wouter'
import { useAppInfo } from '../../lib/queries.ts'
import { counted } from '../../lib/words.ts'
import classes from './LibraryScreen.module.css'

/** What there is nothing to do about, or is meant so; it stands in the settings alone. */
const quiet: ReadonlySet<string> = new Set(['readOnly', 'cloned'])

/** What state the library's folder is in, where someone can do something about it: a drive that is away, a clock that is wrong. */
export function FolderState() {
  const all = useAppInfo().data?.library.problems ?? []
  const [first, ...others] = all.filter(({ kind }) => !quiet.has(kind))
  return (
    <div role="status">
      {first && (
        <p className={classes.state}>
          <TriangleAlert size={17} strokeWidth={1.9} aria-hidden="true" />
          <span>
            {first.message}{' '}
            {others.length > 0 && (
              <Link href="/settings">{counted(others.length, 'more notice')} in the settings</Link>
            )}
          </span>
        </p>
      )}
    </div>
  )
}
