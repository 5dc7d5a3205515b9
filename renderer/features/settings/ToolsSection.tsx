import { Button } from '@mantine/core'
import { CircleCheck, CircleX, RefreshCw } from 'lucide-react'
import type { DoctorReport } from '../../../electron/contract/api/app.ts'
import { useDoctor } from '../../lib/queries.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { LoadingLines } from '../../ui/LoadingLines.tsx'
import { Row, Section } from './Section.tsx'
import classes from './Settings.module.css'

type Check = DoctorReport['checks'][number]

/** Whether the tools that read and cut recordings are there, and what to do where one is not. */
export function ToolsSection() {
  const doctor = useDoctor()
  return (
    <Section
      title="Media tools"
      words="Debrief reads and cuts recordings with ffmpeg. Here is what it found on this machine."
    >
      <Row
        name={doctor.data ? (doctor.data.ok ? 'Everything is there' : 'Something is missing') : 'Checking'}
      >
        <Button
          variant="default"
          loading={doctor.isFetching}
          leftSection={<RefreshCw size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void doctor.refetch()}
        >
          Check again
        </Button>
      </Row>
      {doctor.error && <ErrorPanel error={doctor.error} />}
      {doctor.data ? (
        <ul className={classes.checks}>
          {doctor.data.checks.map(check => (
            <CheckLine key={check.name} check={check} />
          ))}
        </ul>
      ) : (
        !doctor.error && (
          <div className={classes.words}>
            <LoadingLines lines={4} />
          </div>
        )
      )}
    </Section>
  )
}

function CheckLine({ check: { name, ok, found, version, hint } }: { readonly check: Check }) {
  const Icon = ok ? CircleCheck : CircleX
  return (
    <li className={classes.check} data-ok={ok}>
      <Icon size={17} strokeWidth={1.9} role="img" aria-label={ok ? 'There' : 'Missing'} />
      <span className={classes.checkWords}>
        <span className={classes.name}>
          {name}
          {version && <span className="t3"> {version}</span>}
        </span>
        <span className={classes.hint}>{found}</span>
        {!ok && hint && <span className="sm">{hint}</span>}
      </span>
    </li>
  )
}
