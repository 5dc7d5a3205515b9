import { Radio } from '@mantine/core'
import { type ExportStyle, exportStyles } from '../../../electron/contract/api/clips.ts'
import { assertNever } from '../../../electron/contract/errors.ts'
import classes from './LookChoice.module.css'

function styleWords(style: ExportStyle): string {
  switch (style) {
    case 'overlay':
      return 'Overlay'
    case 'panel':
      return 'Side panel'
    case 'none':
      return 'None'
    default:
      return assertNever(style)
  }
}

/** How comments stand on the exported picture. */
export function LookChoice({
  style,
  onChoose,
}: {
  readonly style: ExportStyle
  readonly onChoose: (style: ExportStyle) => void
}) {
  return (
    <section>
      <h3 className={classes.heading} id="export-look">
        Look
      </h3>
      <Radio.Group
        aria-labelledby="export-look"
        value={style}
        onChange={value => onChoose(exportStyles.find(each => each === value) ?? 'overlay')}
      >
        <div className={classes.cards}>
          {exportStyles.map(each => (
            <Radio.Card key={each} value={each} className={classes.card ?? ''}>
              <Sketch style={each} />
              <span>{styleWords(each)}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    </section>
  )
}

function Sketch({ style }: { readonly style: ExportStyle }) {
  const shift = style === 'panel' ? -16 : 0
  return (
    <svg viewBox="0 0 120 66" className={classes.sketch} aria-hidden="true">
      <rect width="120" height="66" rx="4" fill="var(--stage)" />
      <g transform={`translate(${shift} 0)`}>
        <circle cx="60" cy="24" r="9" fill="#b9c1c8" />
        <path d="M42 66c0-18 6-28 18-28s18 10 18 28z" fill="#b9c1c8" />
      </g>
      {style === 'overlay' && (
        <>
          <rect x="8" y="46" width="104" height="13" rx="2" fill="#fff" />
          <rect x="8" y="46" width="3" height="13" fill="var(--p1)" />
        </>
      )}
      {style === 'panel' && (
        <>
          <path d="M80 0h36a4 4 0 0 1 4 4v58a4 4 0 0 1-4 4H80z" fill="#3a434b" />
          <rect x="85" y="7" width="30" height="17" rx="2" fill="#fff" />
          <rect x="85" y="28" width="30" height="17" rx="2" fill="#8b959e" />
        </>
      )}
    </svg>
  )
}
