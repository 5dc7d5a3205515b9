import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { api } from '../lib/api.ts'
import { sayError } from '../lib/notices.ts'
import { keys } from '../lib/queries.ts'
import { queryClient } from '../lib/queryClient.ts'
import classes from './LessonConsent.module.css'
import { SavedField } from './SavedField.tsx'

const states = [
  { value: 'missing', label: 'Not recorded' },
  { value: 'given', label: 'Given' },
  { value: 'restricted', label: 'Restricted' },
] as const

/** What was said of a lesson's consent; it decides whether clips of it may leave the library. */
export function LessonConsent({ lessonId }: { readonly lessonId: LessonId }) {
  const { data: consent } = useQuery({
    queryKey: keys.consent(lessonId),
    queryFn: () => api.consent.get({ lessonId }),
  })
  if (!consent) return null
  const set = async (state: 'given' | 'restricted' | null, note?: string | null) => {
    try {
      const view = await api.consent.set({ lessonId, state, ...(note !== undefined && { note }) })
      queryClient.setQueryData(keys.consent(lessonId), view)
      await queryClient.invalidateQueries({ queryKey: keys.lessons })
    } catch (error) {
      sayError(error, 'The consent could not be saved.')
    }
  }
  const { state } = consent
  return (
    <section className={classes.consent} aria-label="Consent">
      <h3>Consent of those who are seen and heard</h3>
      <SegmentedControl
        fullWidth
        aria-label="Consent"
        data={[...states]}
        value={state}
        onChange={value => {
          const next = states.find(each => each.value === value)?.value
          if (next) void set(next === 'missing' ? null : next)
        }}
      />
      <p className="xs t2" aria-live="polite">
        {state === 'restricted'
          ? 'Its picture and sound stay in this library: no clip, no offline library, no package with media, no frames in reports.'
          : state === 'given'
            ? `Clips of it may leave the library.${consent.author ? ` Said by ${consent.author.name}.` : ''}`
            : consent.blocked
              ? 'This library lets only lessons with consent leave, so its picture and sound stay here.'
              : 'Nobody has said anything. Clips of it may leave the library.'}
      </p>
      {state !== 'missing' && (
        <SavedField
          label="Note on consent"
          description="Where the papers are, for whom, until when"
          multiline
          maxLength={1000}
          value={consent.note ?? ''}
          onSave={text => void set(state, text.trim() === '' ? null : text.trim())}
        />
      )}
    </section>
  )
}
