import { type DomainColour, domainColours } from '../../../../electron/contract/records/rubric.ts'
import { colourOf } from '../../../../electron/contract/rubric/criterionKeys.ts'
import { CodeSquare } from '../../../ui/CriterionBadge.tsx'
import { useDesk } from './deskContext.ts'
import { patchDomain } from './edits.ts'
import { Field } from './Field.tsx'
import classes from './Form.module.css'
import { letters } from './soundBody.ts'
import type { TypedDomain } from './typed.ts'

const names: Record<DomainColour, string> = { dA: 'Olive', dB: 'Violet', dC: 'Teal', dD: 'Rose' }

/** A domain's name and colour. */
export function DomainForm({ domain, place }: { readonly domain: TypedDomain; readonly place: number }) {
  const desk = useDesk()
  const { uid, title, colour, criteria } = domain
  const code = criteria[0]?.code.trim() || `${letters(place)}1`
  const byPlace = colourOf(undefined, place)
  return (
    <>
      <Field
        name={`${uid} title`}
        label="Name of the domain"
        first
        value={title}
        maxLength={300}
        onType={(now, words) => patchDomain(now, uid, { title: words })}
      />
      <fieldset className={classes.colours}>
        <legend className={classes.label}>Colour of its codes</legend>
        {[undefined, ...domainColours].map(each => (
          <label key={each ?? 'place'} className={classes.colour} data-on={colour === each}>
            <input
              type="radio"
              name={`colour-of-${uid}`}
              checked={colour === each}
              onChange={() => desk.edit(now => patchDomain(now, uid, { colour: each }))}
            />
            <CodeSquare code={code} colour={each ?? byPlace} />
            {each ? names[each] : `By its place (${names[byPlace].toLowerCase()})`}
          </label>
        ))}
      </fieldset>
      <p className={classes.hint}>
        The code always stands on the colour, so that nothing is told by colour alone.
      </p>
    </>
  )
}
