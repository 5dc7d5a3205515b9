import { createHash } from 'node:crypto'
import { html, richHtml } from '../../text/html.ts'
import { initialsOf } from '../../text/typeset/initials.ts'
import type {
  Report,
  ReportComment,
  ReportLine,
  ReportPerson,
  ReportRubric,
  ReportTag,
} from '../report.types.ts'
import { timelinePlan } from '../timelinePlan.ts'
import { timelineWords } from '../timelineWords.ts'
import { countWords, kindWords, levelWords, ratingWords, stepWords, timeWords } from '../words.ts'
import { timelineSvg } from './timelineSvg.ts'

export interface PageParts {
  readonly css: string
  /** Inter, as WOFF2. */
  readonly fontBase64: string
}

const who = ({ name, colour }: ReportPerson): string =>
  `<span class="who ${colour}" aria-hidden="true">${html(initialsOf(name))}</span>`

const about = (numbers: ReportLine['about']): string =>
  numbers.length === 0
    ? ''
    : ` <span class="quiet">on ${numbers.map(number => `<a href="#c${number}">${number}</a>`).join(', ')}</span>`

const lineHtml = (line: ReportLine): string =>
  `<li>${who(line.author)}<div dir="auto"><div class="words">${richHtml(line.text)}</div><p class="quiet"><bdi>${html(line.author.name)}</bdi>${about(line.about)}</p></div></li>`

const section = (title: string, body: string): string =>
  body === '' ? '' : `<section><h2>${html(title)}</h2>${body}</section>`

const linesHtml = (title: string, lines: readonly ReportLine[]): string =>
  section(title, lines.length === 0 ? '' : `<ul class="lines">${lines.map(lineHtml).join('')}</ul>`)

const stepsHtml = ({ steps }: Report): string =>
  section(
    'Action steps',
    steps.length === 0
      ? ''
      : `<ul class="lines">${steps
          .map(
            step =>
              `<li><span class="box" aria-hidden="true">${step.done ? '✓' : ''}</span><div dir="auto"><div class="words">${richHtml(step.text)}</div><p class="quiet">${html(stepWords(step))} · <bdi>${html(step.author.name)}</bdi>${about(step.about)}</p></div></li>`,
          )
          .join('')}</ul>`,
  )

const rubricHtml = ({ title, criteria }: ReportRubric): string =>
  `<table><caption dir="auto">${html(title)}</caption><thead><tr><th scope="col">Criterion</th><th scope="col">Times</th><th scope="col">Levels</th><th scope="col">Comments</th></tr></thead><tbody>${criteria
    .map(
      criterion =>
        `<tr><th scope="row" dir="auto"><span class="code d${criterion.domainIndex % 6}">${html(criterion.code)}</span> ${html(criterion.title)}</th><td class="tn">${criterion.count}</td><td dir="auto">${html(ratingWords(criterion))}</td><td class="tn">${criterion.about.map(number => `<a href="#c${number}">${number}</a>`).join(', ')}</td></tr>`,
    )
    .join('')}</tbody></table>`

const chip = (tag: ReportTag): string => {
  const level = levelWords(tag)
  return `<li class="chip"><span class="code d${tag.domainIndex % 6}">${html(tag.code)}</span> <span dir="auto">${html(tag.title)}</span>${level === '' ? '' : ` <b dir="auto">${html(level)}</b>`}</li>`
}

function commentHtml(comment: ReportComment): string {
  const { number, author, kind, text, tags, replies, picture, href, resolved, pinned } = comment
  const time = timeWords(comment)
  const image = picture
    ? `<a class="frame" href="${html(href)}" tabindex="-1" aria-hidden="true"><img width="${picture.width}" height="${picture.height}" alt="" src="data:image/jpeg;base64,${picture.jpeg.toString('base64')}"></a>`
    : ''
  return `<li class="note ${author.colour}" id="c${number}">${image}<div class="body">
<p class="by"><span class="no tn">${number}</span>${who(author)}<b dir="auto">${html(author.name)}</b><span>${kindWords[kind]}</span>${pinned ? '<span class="quiet">pinned</span>' : ''}${resolved ? '<span class="quiet">talked through</span>' : ''}<a class="at tn" href="${html(href)}" title="Open in Debrief, a moment before">${time}</a></p>
<div class="words" dir="auto">${richHtml(text)}</div>
${tags.length > 0 ? `<ul class="row">${tags.map(chip).join('')}</ul>` : ''}
${replies.map(reply => `<div class="reply">${who(reply.author)}<div dir="auto"><b>${html(reply.author.name)}</b> ${richHtml(reply.text)}</div></div>`).join('')}
</div></li>`
}

const policyOf = (style: string): string =>
  [
    "default-src 'none'",
    'img-src data:',
    'font-src data:',
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/**
 * A report as one file: nothing is loaded from elsewhere, and nothing in it runs. Pure.
 */
export function reportHtml(report: Report, { css, fontBase64 }: PageParts): string {
  const { title, facts, focus, people, comments, rubrics, madeOn } = report
  const style = `@font-face{font-family:"Debrief Text";src:url(data:font/woff2;base64,${fontBase64}) format("woff2");font-weight:100 900}\n${css}`
  const counts = people.map(
    person =>
      `<li>${who(person)}<bdi>${html(person.name)}</bdi> <span class="quiet">${countWords(person.comments, 'comment')}</span></li>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${html(policyOf(style))}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="Debrief"><title>${html(title)}: debrief</title><style>${style}</style></head>
<body><main>
<header><p class="quiet">Debrief</p><h1 dir="auto">${html(title)}</h1><dl>${facts.map(({ label, value }) => `<div><dt>${label}</dt><dd dir="auto">${html(value)}</dd></div>`).join('')}</dl>${focus === undefined ? '' : `<p class="focus" dir="auto"><b>Focus</b> ${html(focus)}</p>`}</header>
<section><h2>The lesson at a glance</h2>${timelineSvg(timelinePlan(report, 760), timelineWords(report))}<ul class="people">${counts.join('')}</ul></section>
${linesHtml('Goals', report.goals)}
${linesHtml('Strengths', report.strengths)}
${linesHtml('Wonderings', report.wonderings)}
${stepsHtml(report)}
${linesHtml('Noticing prompts', report.prompts)}
${linesHtml('What helped', report.helped)}
${section('Criteria', rubrics.map(rubricHtml).join(''))}
<section><h2>Comments</h2>${comments.length === 0 ? '<p class="quiet">Nobody whose words are in this report has commented yet.</p>' : `<ol class="notes">${comments.map(commentHtml).join('')}</ol>`}</section>
<footer class="quiet">Made with Debrief on ${madeOn}. Private notes are never in a report. A time opens the lesson in Debrief, three seconds before.</footer>
</main></body></html>
`
}
