import { Button } from '@mantine/core'
import { Keyboard } from 'lucide-react'
import { useAppInfo } from '../../lib/queries.ts'
import { openKeySheet } from '../../lib/sheets.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { Row, Section } from './Section.tsx'

export function AboutSection() {
  const version = useAppInfo().data?.version
  return (
    <Section title="About">
      <Row name={`Debrief ${version ?? ''}`} hint="Free software under the MIT licence">
        <Button
          variant="default"
          leftSection={<Keyboard size={16} strokeWidth={1.9} aria-hidden="true" />}
          rightSection={<KeyCap combo="?" />}
          onClick={openKeySheet}
        >
          All keys
        </Button>
      </Row>
    </Section>
  )
}
