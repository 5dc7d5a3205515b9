import { Button } from '@mantine/core'
import { CircleCheck, CircleMinus, CircleX, RefreshCw } from 'lucide-react'
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
            <CheckLine key={check.name} check={check} needed={!doctor.data.ok} />
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

/** Where all is well as a whole, a thing that is not there is one that Debrief can do without. */
function CheckLine({
  check: { name, ok, found, version, hint },
  needed,
}: {
  readonly check: Check
  readonly needed: boolean
}) {
  const Icon = ok ? CircleCheck : needed ? CircleX : CircleMinus
  return (
    <li className={classes.check} data-ok={ok || !needed}>
      <Icon
        size={17}
        strokeWidth={1.9}
        role="img"
        aria-label={ok ? 'There' : needed ? 'Missing' : 'Not there, and not needed'}
      />
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
