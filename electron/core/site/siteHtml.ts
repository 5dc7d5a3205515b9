import { createHash } from 'node:crypto'
import type { Measure } from '../../contract/drawing/geometry.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import { html, richHtml } from '../text/html.ts'
import { kindMarks } from '../text/kindMarks.ts'
import { drawnSvg } from './drawnSvg.ts'
import type { Site, SiteClip, SiteComment, SitePerson, SiteTag } from './site.types.ts'
import { icon, siteIcons, siteLogo } from './siteIcons.ts'

/** How long a comment on a moment lights up. */
const MOMENT_MS = 4000

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  return [...first]
    .slice(0, 1)
    .concat([...last].slice(0, 1))
    .join('')
    .toUpperCase()
}

const avatar = ({ name, colour }: SitePerson): string =>
  `<span class="who ${colour}" title="${html(name)}" aria-hidden="true">${html(initials(name))}</span>`

function levelHtml({ level, notObserved }: SiteTag): string {
  if (notObserved) return '<span class="quiet">not observed</span>'
  if (!level) return ''
  const bars = Array.from(
    { length: level.of },
    (_, at) =>
      `<i${at <= level.index ? ' class="on"' : ''} style="height:${4 + Math.round((8 * (at + 1)) / level.of)}px"></i>`,
  )
  return `<span class="bars" aria-hidden="true">${level.of <= 7 ? bars.join('') : ''}</span><span>${html(level.label)}</span>`
}

const chip = (tag: SiteTag): string =>
  `<span class="chip"><span class="code d${tag.domainIndex % 6}">${html(tag.code)}</span><span>${html(tag.title)}</span>${levelHtml(tag)}</span>`

function noteHtml(comment: SiteComment): string {
  const { atMs, toMs, author, kind, text, tags, replies } = comment
  const range = toMs === undefined ? formatTimecode(atMs) : `${formatTimecode(atMs)}–${formatTimecode(toMs)}`
  return `<li class="note ${author.colour}" data-from="${atMs}" data-to="${toMs ?? atMs + MOMENT_MS}">
<div class="by">${avatar(author)}<b dir="auto">${html(author.name)}</b><button type="button" class="at tn" data-seek="${atMs}" aria-label="Go to ${range}">${range}</button></div>
<p class="kind">${icon(`kind-${kind}`)}${kindMarks[kind].word}</p>
<div class="words" dir="auto">${richHtml(text)}</div>
${tags.length > 0 ? `<div class="row">${tags.map(chip).join('')}</div>` : ''}
${replies.map(reply => `<div class="reply">${avatar(reply.author)}<div dir="auto"><b>${html(reply.author.name)}</b> ${richHtml(reply.text)}</div></div>`).join('')}
</li>`
}

function cardHtml(clip: SiteClip, at: number): string {
  const tags = [
    ...new Map(clip.comments.flatMap(({ tags: own }) => own).map(tag => [tag.code, tag])).values(),
  ]
  const people = [...new Map(clip.comments.map(({ author }) => [author.name, author])).values()]
  return `<li class="card" data-codes="${html(JSON.stringify(tags.map(({ code }) => code)))}">
<a href="#clip-${at + 1}"><div class="frame">${clip.poster === undefined ? '' : `<img src="${html(clip.poster)}" alt="" loading="lazy">`}<span class="no tn">${at + 1}</span><span class="len tn">${formatTimecode(clip.durationMs)}</span></div>
<h3 dir="auto">${html(clip.title)}</h3></a>
${clip.prompt === undefined ? '' : `<p dir="auto">${html(clip.prompt)}</p>`}
<div class="row">${tags.slice(0, 3).map(chip).join('')}<span class="people">${people.slice(0, 4).map(avatar).join('')}</span></div>
</li>`
}

/** Where on the clip's time people said something; for the eye and the mouse, as the comments beside have it all. */
function marksHtml({ comments, durationMs }: SiteClip): string {
  if (comments.length === 0 || durationMs <= 0) return ''
  const place = (ms: number) => `${((100 * Math.min(ms, durationMs)) / durationMs).toFixed(2)}%`
  const marks = comments.map(
    ({ atMs, toMs, author }) =>
      `${toMs === undefined ? '' : `<i class="${author.colour}" style="left:${place(atMs)};width:${place(toMs - atMs)}"></i>`}<span class="who ${author.colour}" data-seek="${atMs}" style="left:${place(atMs)}" title="${html(author.name)}, ${formatTimecode(atMs)}">${html(initials(author.name))}</span>`,
  )
  return `<div class="marks" aria-hidden="true"><b></b>${marks.join('')}</div>`
}

/** Stands in a `noscript`: hundreds of players would take as long as all else on the page, so the script makes one when its clip is opened. */
const playerHtml = ({ file, poster, title }: SiteClip): string =>
  `<video controls preload="none" playsinline src="${html(file)}"${poster === undefined ? '' : ` poster="${html(poster)}"`} aria-label="${html(title)}"></video>`

function clipHtml(clip: SiteClip, at: number, of: number, measure: Measure): string {
  const step = (to: number, words: string, sign: string) =>
    to < 1 || to > of
      ? `<span class="btn small off" aria-hidden="true">${sign}</span>`
      : `<a class="btn small" href="#clip-${to}" aria-label="${words}">${sign}</a>`
  const cues = JSON.stringify(clip.cues.map(({ fromMs, toMs, text }) => [fromMs, toMs, text])).replace(
    /</g,
    '\\u003c',
  )
  return `<article class="clip" id="clip-${at + 1}" data-title="${html(clip.title)}" aria-labelledby="clip-${at + 1}-title"><div class="wrap">
<div class="row acts" style="margin:0 0 20px"><a class="btn small" href="#">${icon('back')}All clips</a><span style="flex:1"></span>${step(at, 'Previous clip', icon('previous'))}<span class="quiet tn">${at + 1} of ${of}</span>${step(at + 2, 'Next clip', icon('next'))}</div>
<div class="question"><p class="meta" dir="auto">${[clip.prompt === undefined ? undefined : `<b>${html(clip.title)}</b>`, ...clip.about.map(html)].filter(Boolean).join(' · ')}</p>
<h2 tabindex="-1" dir="auto" id="clip-${at + 1}-title">${html(clip.prompt ?? clip.title)}</h2></div>
${clip.intro === undefined ? '' : `<p class="intro" dir="auto">${html(clip.intro)}</p>`}
<div class="side"><div class="stage"><div class="player"><noscript>${playerHtml(clip)}</noscript>${drawnSvg(clip.comments, measure)}</div>
${clip.poster === undefined ? '' : `<img class="still" src="${html(clip.poster)}" alt="" loading="lazy">`}${marksHtml(clip)}
<p class="keys quiet"><span><kbd>Space</kbd> play, pause</span><span><kbd>N</kbd> <kbd>B</kbd> next, previous comment</span><span><kbd>Esc</kbd> all clips</span><button type="button" class="letters" aria-pressed="true">Letter keys</button></p></div>
<section class="notes" aria-label="What we noticed"><div class="head"><h3>What we noticed</h3>${clip.comments.length > 0 ? '<button type="button" class="btn small hide" aria-expanded="true">Hide</button>' : ''}</div>
${clip.comments.length > 0 ? `<ol class="list">${clip.comments.map(noteHtml).join('\n')}</ol>` : '<p class="quiet">Nothing is written about this clip. What do you notice?</p>'}</section></div>
<script type="application/json">${cues}</script>
</div></article>`
}

const counted = (count: number): string => `${count} ${count === 1 ? 'clip' : 'clips'}`

function frontHtml({ title, purpose, audience, intro, protocol, facilitatorNotes, clips }: Site): string {
  const tags = [
    ...new Map(
      clips
        .flatMap(clip => clip.comments)
        .flatMap(({ tags: own }) => own)
        .map(tag => [tag.code, tag]),
    ).values(),
  ].sort((a, b) => (a.code < b.code ? -1 : 1))
  const total = clips.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const minutes = protocol.reduce((sum, step) => sum + (step.minutes ?? 0), 0)
  const filters = tags.map(
    ({ code, title: name, domainIndex }) =>
      `<button type="button" class="chip" data-code="${html(code)}" aria-pressed="false"><span class="code d${domainIndex % 6}">${html(code)}</span>${html(name)}</button>`,
  )
  return `<section id="front"><div class="wrap">
<div class="hero${protocol.length === 0 ? ' alone' : ''}"><div><h2 class="title" dir="auto">${html(purpose ?? title)}</h2>
${intro === undefined ? '' : `<p class="lead" dir="auto">${html(intro)}</p>`}${audience === undefined ? '' : `<p class="quiet" dir="auto" style="margin-top:10px">For ${html(audience)}</p>`}
<div class="acts">${clips.length > 0 ? `<button type="button" class="btn main" id="all">${icon('play')}Play all, ${formatTimecode(total)}</button>` : ''}${facilitatorNotes === undefined ? '' : `<a class="btn" href="#guide">${icon('guide')}Guide for the group</a>`}</div></div>
${protocol.length === 0 ? '' : `<section class="panel"><h2><span>How we talk about a clip</span>${minutes > 0 ? `<span class="quiet tn">${minutes} min</span>` : ''}</h2><ol>${protocol.map(step => `<li><span dir="auto">${html(step.title)}</span>${step.minutes === undefined ? '' : `<span class="quiet tn">${step.minutes} min</span>`}</li>`).join('')}</ol></section>`}</div>
<div class="find"><h2>${counted(clips.length)}</h2><span class="quiet" id="found" aria-live="polite"></span><div class="filters">${filters.join('')}</div>${clips.length > 3 ? '<input id="search" type="search" placeholder="Find in clips and comments" aria-label="Find in clips and comments">' : ''}</div>
<ol class="cards">${clips.map(cardHtml).join('\n')}</ol>
${facilitatorNotes === undefined ? '' : `<section id="guide" class="guide"><h2>Guide for the group</h2><div class="intro" dir="auto">${html(facilitatorNotes)}</div></section>`}
</div></section>`
}

export interface SiteParts {
  readonly css: string
  readonly js: string
  /** A WOFF2 font for the page’s letters, base64. */
  readonly fontBase64: string
  readonly measure: Measure
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Before anything is drawn: with a script, one clip shows at a time, and the rest must not flash up first. */
const early = "document.documentElement.classList.add('js')"

/**
 * The whole library as one page that needs nothing but the media beside it: no server, no network, and no script but its own
 * (the policy names them by their hashes, so nothing in the words can run).
 */
export function siteHtml(site: Site, { css, js, fontBase64, measure }: SiteParts): string {
  const style = `@font-face{font-family:"Inter Variable";src:url(data:font/woff2;base64,${fontBase64}) format("woff2");font-weight:100 900}\n${css}`
  const policy = `default-src 'none'; img-src 'self' file: data:; media-src 'self' file:; font-src data:; style-src 'unsafe-inline'; script-src ${hash(early)} ${hash(js)}; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer">
<title>${html(site.title)}</title><style>${style}</style><script>${early}</script></head>
<body>${siteIcons}<header class="top"><div class="wrap">${siteLogo}<h1 dir="auto">${html(site.title)}</h1><span class="quiet">Works without a network</span><button type="button" class="btn small" id="print">${icon('print')}Print</button></div></header>
<main>${frontHtml(site)}
${site.clips.map((clip, at) => clipHtml(clip, at, site.clips.length, measure)).join('\n')}</main>
<footer class="quiet"><div class="wrap foot"><span>For our school only. Please do not pass on.</span><span>${site.madeOn === undefined ? '' : `Made on <span class="tn">${html(site.madeOn)}</span> with Debrief`}</span></div></footer>
<script>${js}</script></body></html>
`
}
