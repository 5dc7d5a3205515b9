import { Button, Menu } from '@mantine/core'
import { ChevronDown, Download, Trash2 } from 'lucide-react'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { criteriaOf, domainColour } from '../../lib/rubricView.ts'
import { counted } from '../../lib/words.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { CriterionCard } from './CriterionCard.tsx'
import classes from './RubricPage.module.css'
import screen from './RubricsScreen.module.css'
import { downloadRubric, removeRubric } from './rubricActs.ts'

/** One rubric, to be read: its scale, its domains, and what each level looks like. */
export function RubricPage({ rubric }: { readonly rubric: RubricView }) {
  const { id, title, template, source, licence, levels, domains } = rubric
  const keyed = criteriaOf(rubric).slice(0, 9)
  return (
    <Screen
      title={title}
      sub={
        <>
          {counted(domains.length, 'domain')} · {counted(criteriaOf(rubric).length, 'criterion', 'criteria')}{' '}
          · {levels.length > 0 ? counted(levels.length, 'level') : 'no levels'}
        </>
      }
      head={
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                size="lg"
                variant="default"
                leftSection={<Download size={17} strokeWidth={1.9} aria-hidden="true" />}
                rightSection={<ChevronDown size={15} strokeWidth={1.9} aria-hidden="true" />}
              >
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void downloadRubric(id, 'csv')}>As CSV, for a spreadsheet</Menu.Item>
              <Menu.Item onClick={() => void downloadRubric(id, 'json')}>As JSON, complete</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          {!template && (
            <Button
              size="lg"
              variant="default"
              leftSection={<Trash2 size={17} strokeWidth={1.9} aria-hidden="true" />}
              onClick={() => void removeRubric(rubric)}
            >
              Delete
            </Button>
          )}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text without a control in it must be scrolled by keyboard too */}
      <section className={screen.scroller} aria-label={title} tabIndex={0}>
        <div className={classes.page}>
          <p className={classes.about}>
            {template && <Badge>Template</Badge>}
            {source && <span>{source}</span>}
            {licence && <span className="t3">{licence}</span>}
          </p>
          {levels.length > 0 && (
            <section className={classes.scale} aria-label="Levels">
              {levels.map(({ code, label }, at) => (
                <span key={code} className={classes.step}>
                  <b className="tn">{at + 1}</b> {label}
                </span>
              ))}
              <span className={classes.not}>not observed</span>
            </section>
          )}
          {domains.map((domain, at) => (
            <section key={domain.title} className={classes.domain}>
              <h2 className="h3">{domain.title}</h2>
              {domain.criteria.map(criterion => {
                const place = keyed.findIndex(each => each.criterion.code === criterion.code)
                return (
                  <CriterionCard
                    key={criterion.code}
                    criterion={criterion}
                    levels={levels}
                    colour={domainColour(at)}
                    digit={place < 0 ? undefined : place + 1}
                  />
                )
              })}
            </section>
          ))}
        </div>
      </section>
    </Screen>
  )
}
