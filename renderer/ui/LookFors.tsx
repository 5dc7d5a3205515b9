import classes from './LookFors.module.css'

/** What to look and listen for, one thing a line. */
export function LookFors({
  lines,
  className = '',
}: {
  readonly lines: readonly string[]
  readonly className?: string | undefined
}) {
  if (lines.length === 0) return null
  return (
    <ul className={`${classes.list} ${className}`} aria-label="Look for">
      {[...new Set(lines)].map(line => (
        <li key={line} dir="auto">
          {line}
        </li>
      ))}
    </ul>
  )
}
