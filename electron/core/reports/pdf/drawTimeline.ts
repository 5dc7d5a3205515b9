import { directionOf } from '../../text/typeset/direction.ts'
import { shorten } from '../../text/typeset/shorten.ts'
import type { Report } from '../report.types.ts'
import { timelinePlan } from '../timelinePlan.ts'
import { timelineWords } from '../timelineWords.ts'
import { colours, type Flow, margin, quiet } from './flow.ts'
import type { Ink } from './pen.ts'

const small: Ink = { ...quiet, sizePt: 7.5 }
const PAD = 10

/** The lesson on one line: phases, a lane for each person, their comments. */
export function drawTimeline(flow: Flow, report: Report): void {
  const { doc, pen } = flow
  const plan = timelinePlan(report, flow.width - 2 * PAD)
  const height = plan.height + 2 * PAD
  flow.ensure(height)
  const [left, top] = [margin.x + PAD, flow.y + PAD]
  const set = (text: string, ink: Ink, x: number, baseline: number, width: number) => {
    const short = shorten(text, width, piece => pen.widthOf(piece, ink))
    pen.set({ text: short, direction: directionOf(short) }, ink, { x, baseline, width })
  }
  flow.within(
    flow.root,
    'Figure',
    figure =>
      figure.add(() => {
        doc.roundedRect(margin.x, flow.y, flow.width, height, 6).fill(colours.soft)
        for (const { x, y, width, height: high, title } of plan.bands) {
          doc.roundedRect(left + x, top + y, width, high, 2).fill(colours.line)
          if (width > 18) set(title, small, left + x + 4, top + y + 12, width - 8)
        }
        for (const { y, height: high, name } of plan.lanes) {
          set(name, small, left, top + y + 14, plan.laneLeft - 8)
          const middle = top + y + high / 2
          doc
            .moveTo(left + plan.laneLeft, middle)
            .lineTo(left + plan.width, middle)
            .lineWidth(0.5)
            .stroke(colours.base)
        }
        for (const { x, y, width, height: high, colour } of plan.marks)
          doc.roundedRect(left + x, top + y, width, high, 1.5).fill(colours[colour])
        doc.lineWidth(0.5)
        for (const { x, text } of plan.ticks) {
          doc
            .moveTo(left + x, top + plan.rulerY)
            .lineTo(left + x, top + plan.rulerY + 4)
            .stroke(colours.base)
          set(text, small, left + x, top + plan.rulerY + 13, 60)
        }
      }),
    {
      alt: timelineWords(report),
      bbox: [margin.x, flow.y, margin.x + flow.width, flow.y + height],
    },
  )
  flow.y += height + 8
}
