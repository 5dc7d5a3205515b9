import classes from './LoadingLines.module.css'

/** Stands where text will be; it shows only after 300 ms, so that quick work does not flicker. */
export function LoadingLines({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className={classes.lines} role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <i key={at} style={{ width: `${[40, 100, 72][at % 3]}%` }} />
      ))}
    </div>
  )
}
