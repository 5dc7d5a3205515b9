import { plainWords } from '../../../contract/text/richText.ts'
import type { Report, ReportComment } from '../report.types.ts'
import { kindWords, tagWords, timeWords } from '../words.ts'
import {
  body,
  colours,
  domainColours,
  type Element,
  type Flow,
  lineHeight,
  margin,
  quiet,
  strong,
} from './flow.ts'

const FRAME = 150
const GAP = 16
const MAX_FRAME_HEIGHT = 150

function setFrame(flow: Flow, parent: Element, comment: ReportComment): number {
  const { picture, number } = comment
  if (!picture) return 0
  const scale = Math.min(FRAME / picture.width, MAX_FRAME_HEIGHT / picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  const { y } = flow
  const options = {
    alt: `The picture at ${timeWords(comment)}, comment ${number}`,
    bbox: [margin.x, y, margin.x + width, y + height] as [number, number, number, number],
  }
  flow.within(
    parent,
    'Figure',
    figure =>
      figure.add(() => {
        flow.doc.image(picture.jpeg, margin.x, y, { width, height })
      }),
    options,
  )
  return height
}

/** A comment: its frame at the left, what was said at the right. */
function setComment(flow: Flow, parent: Element, comment: ReportComment, withFrames: boolean): void {
  const { pen, doc } = flow
  const { number, author, kind, text, tags, replies, href, pinned, resolved, picture } = comment
  const x = margin.x + (withFrames ? FRAME + GAP : 0)
  const width = flow.width - (x - margin.x)
  const said = plainWords(text)
  const wordsHigh = pen.wrap(said, body, width).length * lineHeight(body)
  const hung = [
    ...tags.map(tag => ({ text: tagWords(tag), colour: domainColours[tag.domainIndex % 6] ?? colours.text })),
    ...replies.map(reply => ({
      text: `${reply.author.name}: ${plainWords(reply.text)}`,
      colour: colours.quiet,
    })),
  ]
  const hungHigh = hung.reduce(
    (sum, { text: words }) => sum + pen.wrap(words, quiet, width - 12).length * lineHeight(quiet),
    0,
  )
  const frameHigh = picture ? Math.min(MAX_FRAME_HEIGHT, (picture.height * FRAME) / picture.width) : 0
  const whole = Math.max(frameHigh, lineHeight(strong) + lineHeight(quiet) + wordsHigh + hungHigh) + 18
  // Whole where a page can hold it; else it begins where there is room for the frame and some lines.
  flow.ensure(whole < 620 ? whole : Math.max(frameHigh, 90))
  const top = flow.y
  const page = doc.bufferedPageRange().count
  flow.ornament(() =>
    doc
      .moveTo(margin.x, top)
      .lineTo(margin.x + flow.width, top)
      .lineWidth(0.5)
      .stroke(colours.line),
  )
  flow.y += 8
  flow.within(parent, 'LBody', entry => {
    const begin = flow.y
    const high = withFrames ? setFrame(flow, entry, comment) : 0
    flow.y = begin
    flow.within(entry, 'P', line => {
      const ink = { ...strong, colour: colours[author.colour] }
      const time = timeWords(comment)
      const name = `${number}  ${author.name}`
      const timeWide = pen.widthOf(time, strong)
      const baseline = flow.y + ink.sizePt * 1.08
      const [short] = pen.wrap(name, ink, width - timeWide - 12)
      line.add(() => short && pen.set(short, ink, { x, baseline, width: width - timeWide - 12 }))
      flow.within(line, 'Link', link =>
        link.add(() =>
          pen.set(
            { text: time, direction: 'ltr' },
            strong,
            { x: x + width - timeWide, baseline, width: timeWide },
            { url: href, element: link },
          ),
        ),
      )
      flow.y += lineHeight(ink)
    })
    const state = [kindWords[kind], ...(pinned ? ['pinned'] : []), ...(resolved ? ['talked through'] : [])]
    flow.words(entry, 'P', state.join(' · '), quiet, { x, width })
    flow.words(entry, 'P', said, body, { x, width })
    for (const { text: words, colour } of hung) {
      const at = flow.y
      const before = doc.bufferedPageRange().count
      flow.words(entry, 'P', words, { ...quiet, colour }, { x: x + 12, width: width - 12 })
      if (doc.bufferedPageRange().count === before)
        flow.ornament(() => doc.rect(x, at + 2, 2, flow.y - at - 3).fill(colour))
    }
    if (doc.bufferedPageRange().count === page) flow.y = Math.max(flow.y, begin + high)
  })
  flow.y += 10
}

/** The comments in the order of the lesson clock. */
export function setComments(flow: Flow, { comments }: Report): void {
  const withFrames = comments.some(({ picture }) => picture !== undefined)
  if (comments.length === 0) {
    flow.words(flow.root, 'P', 'Nobody whose words are in this report has commented yet.', quiet)
    return
  }
  flow.within(flow.root, 'L', list => {
    for (const comment of comments)
      flow.within(list, 'LI', item => setComment(flow, item, comment, withFrames))
  })
}
