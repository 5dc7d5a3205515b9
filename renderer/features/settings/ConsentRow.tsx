import { Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { Row } from './Section.tsx'

/** The school's rule for lessons of which nobody recorded consent; it counts for everyone who uses the library. */
export function ConsentRow() {
  const { data: policy } = useQuery({ queryKey: keys.exportPolicy, queryFn: () => api.consent.policy() })
  const set = async (consentRequired: boolean) => {
    try {
      queryClient.setQueryData(keys.exportPolicy, await api.consent.setPolicy({ consentRequired }))
      await queryClient.invalidateQueries({ queryKey: keys.lessons })
    } catch (error) {
      sayError(error, 'The rule could not be saved.')
    }
  }
  return (
    <Row
      name="Only lessons with consent may leave"
      hint="For everyone in this library. Clips of other lessons are not exported; restricted ones never are"
    >
      <Switch
        aria-label="Only lessons with consent may leave"
        checked={policy?.consentRequired ?? false}
        disabled={!policy}
        onChange={event => void set(event.currentTarget.checked)}
      />
    </Row>
  )
}
