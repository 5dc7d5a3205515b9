import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { CollectionView } from '../../../../electron/contract/api/collections.ts'
import { protocolTemplates, templateOf } from '../../../../electron/contract/collections/protocols.ts'
import type { ProtocolStep } from '../../../../electron/contract/records/collection.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import classes from './Collection.module.css'
import { setProtocol } from './collectionActs.ts'

const MOST_STEPS = 20
const OWN = 'own'

/** How the group talks about a clip: taken from a template, and changed as the group likes. */
export function Protocol({ collection }: { readonly collection: CollectionView }) {
  const { id, protocol = [] } = collection
  const [draft, setDraft] = useState<readonly ProtocolStep[]>()
  const steps = draft ?? protocol
  const template = templateOf(protocol)
  const chosen = protocol.length === 0 ? '' : (template?.id ?? OWN)
  const save = async (next: readonly ProtocolStep[]) => {
    const said = next.filter(({ title }) => title.trim() !== '')
    if (JSON.stringify(said) === JSON.stringify(protocol)) return
    if (await setProtocol(id, said)) setDraft(undefined)
  }
  const change = (at: number, step: ProtocolStep) =>
    setDraft(steps.map((each, nth) => (nth === at ? step : each)))
  const minutes = steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0)
  return (
    <section className={classes.editor} aria-label="Protocol">
      <Select
        label="Protocol"
        description={template?.about ?? 'The steps in which the group talks about a clip'}
        allowDeselect={false}
        data={[
          { value: '', label: 'None' },
          ...protocolTemplates.map(each => ({ value: each.id, label: each.title })),
          ...(chosen === OWN ? [{ value: OWN, label: 'Our own' }] : []),
        ]}
        value={chosen}
        onChange={value => {
          if (value === OWN || value === chosen) return
          setDraft(undefined)
          void setProtocol(id, protocolTemplates.find(each => each.id === value)?.steps ?? [])
        }}
      />
      {steps.length > 0 && (
        <ol>
          {steps.map((step, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have nothing else of their own
            <li key={at}>
              <TextInput
                size="sm"
                aria-label={`Step ${at + 1}`}
                maxLength={200}
                value={step.title}
                onChange={event => change(at, { ...step, title: event.currentTarget.value })}
                onBlur={() => void save(steps)}
              />
              <NumberInput
                size="sm"
                className={classes.minutes ?? ''}
                aria-label={`Minutes of step ${at + 1}`}
                min={0}
                max={600}
                allowDecimal={false}
                allowNegative={false}
                suffix=" min"
                hideControls
                value={step.minutes ?? ''}
                onChange={value =>
                  change(at, {
                    title: step.title,
                    ...(typeof value === 'number' && { minutes: value }),
                  })
                }
                onBlur={() => void save(steps)}
              />
              <IconButton
                icon={X}
                label={`Remove step ${at + 1}`}
                size={28}
                iconSize={15}
                onClick={() => void save(steps.filter((_, nth) => nth !== at))}
              />
            </li>
          ))}
        </ol>
      )}
      <div className={classes.editorFoot}>
        <Button
          size="xs"
          variant="subtle"
          disabled={steps.length >= MOST_STEPS}
          leftSection={<Plus size={14} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => setDraft([...steps, { title: '' }])}
        >
          Add a step
        </Button>
        {minutes > 0 && <span className="xs t3 tn">{minutes} min in all</span>}
      </div>
    </section>
  )
}
