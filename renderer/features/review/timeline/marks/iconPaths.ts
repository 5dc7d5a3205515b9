/** What a canvas draws of an icon: the strokes of its SVG, in its own 24 × 24. */
export function pathOf(icon: SVGElement): Path2D {
  const path = new Path2D()
  const of = (part: Element, name: string) => Number(part.getAttribute(name) ?? 0)
  for (const part of icon.children) {
    switch (part.tagName) {
      case 'path':
        path.addPath(new Path2D(part.getAttribute('d') ?? ''))
        break
      case 'circle': {
        const [x, y, radius] = [of(part, 'cx'), of(part, 'cy'), of(part, 'r')]
        path.moveTo(x + radius, y)
        path.arc(x, y, radius, 0, 2 * Math.PI)
        break
      }
      case 'line':
        path.moveTo(of(part, 'x1'), of(part, 'y1'))
        path.lineTo(of(part, 'x2'), of(part, 'y2'))
        break
      case 'rect':
        path.roundRect(of(part, 'x'), of(part, 'y'), of(part, 'width'), of(part, 'height'), of(part, 'rx'))
        break
      default:
        throw new Error(`an icon has a ${part.tagName}, which is not drawn on canvases yet`)
    }
  }
  return path
}
