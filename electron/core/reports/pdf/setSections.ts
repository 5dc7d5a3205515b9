import { plainWords } from '../../../contract/text/richText.ts'
import type { Report, ReportLine, ReportRubric } from '../report.types.ts'
import { aboutWords, countWords, ratingWords, stepWords } from '../words.ts'
import {
  body,
  colours,
  domainColours,
  type Flow,
  heading,
  lineHeight,
  margin,
  quiet,
  strong,
} from './flow.ts'
import type { Ink } from './pen.ts'

const title: Ink = { sizePt: 22, weight: 640, colour: colours.text }
const focusInk: Ink = { ...body, sizePt: 12 }

/** What the report is about. */
export function setHead(flow: Flow, report: Report): void {
  const { doc, root } = flow
  flow.words(root, 'P', 'Debrief', quiet)
  flow.words(root, 'H1', report.title, title)
  flow.y += 4
  const facts = report.facts.map(({ label, value }) => `${label}: ${value}`).join('   ')
  if (facts !== '') flow.words(root, 'P', facts, { ...body, colour: colours.quiet })
  if (report.focus !== undefined) {
    flow.y += 10
    const top = flow.y
    const place = { x: margin.x + 14, width: flow.width - 14 }
    flow.words(root, 'P', 'Focus', quiet, place)
    flow.words(root, 'P', report.focus, focusInk, place)
    if (flow.y > top) flow.ornament(() => doc.rect(margin.x, top, 2.5, flow.y - top).fill(colours.text))
  }
}

export function setHeading(flow: Flow, words: string): void {
  flow.y += 16
  // Never alone at the foot of a page.
  flow.ensure(lineHeight(heading) + 70)
  flow.words(flow.root, 'H2', words, heading)
  flow.y += 4
}

export function setPeople(flow: Flow, { people }: Report): void {
  for (const { name, role, comments, colour } of people) {
    flow.ensure(lineHeight(body))
    const at = flow.y
    flow.ornament(() => flow.doc.circle(margin.x + 4, at + 7.5, 3.5).fill(colours[colour]))
    flow.words(flow.root, 'P', `${name} (${role}): ${countWords(comments, 'comment')}`, body, {
      x: margin.x + 14,
      width: flow.width - 14,
    })
  }
}

interface Listed {
  readonly line: ReportLine
  /** What else is known of it. */
  readonly state?: string
  /** Of an action step: a box, ticked where it is done. */
  readonly done?: boolean
}

function setList(flow: Flow, words: string, lines: readonly Listed[]): void {
  if (lines.length === 0) return
  setHeading(flow, words)
  const place = { x: margin.x + 18, width: flow.width - 18 }
  flow.within(flow.root, 'L', list => {
    for (const { line, state, done } of lines) {
      flow.within(list, 'LI', item =>
        flow.within(item, 'LBody', entry => {
          flow.ensure(lineHeight(body) * 2)
          const at = flow.y
          flow.ornament(() => {
            if (done === undefined) {
              flow.doc.circle(margin.x + 4, at + 7.5, 3.5).fill(colours[line.author.colour])
              return
            }
            flow.doc
              .lineWidth(1)
              .roundedRect(margin.x, at + 2.5, 10, 10, 2)
              .stroke(colours.quiet)
            if (done)
              flow.doc
                .moveTo(margin.x + 2.5, at + 7.5)
                .lineTo(margin.x + 4.5, at + 10)
                .lineTo(margin.x + 8, at + 5)
                .stroke(colours.text)
          })
          flow.words(entry, 'P', plainWords(line.text), body, place)
          const about = aboutWords(line.about)
          const rest = [state, line.author.name, about === '' ? undefined : about].filter(Boolean)
          flow.words(entry, 'P', rest.join(' · '), quiet, place)
          flow.y += 4
        }),
      )
    }
  })
}

const listed = (lines: readonly ReportLine[]): Listed[] => lines.map(line => ({ line }))

export function setDebrief(flow: Flow, report: Report): void {
  setList(flow, 'Goals', listed(report.goals))
  setList(flow, 'Strengths', listed(report.strengths))
  setList(flow, 'Wonderings', listed(report.wonderings))
  setList(
    flow,
    'Action steps',
    report.steps.map(step => ({ line: step, state: stepWords(step), done: step.done })),
  )
  setList(flow, 'Noticing prompts', listed(report.prompts))
  setList(flow, 'What helped', listed(report.helped))
}

/** A rubric's tagged criteria as a table. */
function setRubric(flow: Flow, { title: name, criteria }: ReportRubric): void {
  const { pen } = flow
  const widths = [flow.width * 0.42, 40, flow.width * 0.34 - 20, flow.width * 0.24 - 20]
  const xs = widths.map((_, at) => margin.x + widths.slice(0, at).reduce((sum, each) => sum + each, 0))
  flow.words(flow.root, 'P', name, quiet)
  flow.within(flow.root, 'Table', table => {
    const row = (cells: readonly string[], inks: readonly Ink[], head: boolean, colour?: string) => {
      const set = cells.map((cell, at) => pen.wrap(cell, inks[at] ?? body, (widths[at] ?? 0) - 10))
      const high = Math.max(...set.map((lines, at) => lines.length * lineHeight(inks[at] ?? body)), 0) + 7
      flow.ensure(high)
      const top = flow.y
      flow.ornament(() => {
        flow.doc
          .moveTo(margin.x, top)
          .lineTo(margin.x + flow.width, top)
          .lineWidth(0.5)
          .stroke(colours.line)
        if (colour) flow.doc.roundedRect(margin.x, top + 6, 3, high - 9, 1).fill(colour)
      })
      flow.within(table, 'TR', line => {
        set.forEach((lines, at) => {
          const scope = head ? 'Column' : at === 0 ? 'Row' : undefined
          flow.within(
            line,
            scope === undefined ? 'TD' : 'TH',
            cell => {
              flow.y = top + 4
              flow.lines(cell, lines, inks[at] ?? body, {
                x: (xs[at] ?? 0) + (at === 0 && !head ? 8 : 0),
                width: (widths[at] ?? 0) - 10,
              })
            },
            scope === undefined ? {} : { scope },
          )
        })
      })
      flow.y = top + high
    }
    row(['Criterion', 'Times', 'Levels', 'Comments'], [quiet, quiet, quiet, quiet], true)
    for (const criterion of criteria)
      row(
        [
          `${criterion.code} ${criterion.title}`,
          String(criterion.count),
          ratingWords(criterion),
          criterion.about.join(', '),
        ],
        [strong, body, body, body],
        false,
        domainColours[criterion.domainIndex % 6],
      )
  })
  flow.y += 8
}

export function setRubrics(flow: Flow, { rubrics }: Report): void {
  if (rubrics.length === 0) return
  setHeading(flow, 'Criteria')
  for (const rubric of rubrics) setRubric(flow, rubric)
}
