import type { SKRSContext2D } from '@napi-rs/canvas'
import type { PersonColour } from '../../../contract/records/person.ts'
import type { Box } from '../export.types.ts'
import { ink, personInk } from './colours.ts'

/** A person's edge: the colour, and a pattern that tells the four apart without it (solid, dashes, diamonds, bars). */
export function drawEdge(context: SKRSContext2D, colour: PersonColour, box: Box): void {
  const { x, y, width, height } = box
  const { fill } = personInk[colour]
  context.fillStyle = ink.stage
  context.fillRect(x, y, width, height)
  context.fillStyle = fill
  const end = y + height
  switch (colour) {
    case 'p1':
      context.fillRect(x, y, width, height)
      return
    case 'p2': {
      const dash = Math.max(4, Math.round(width * 1.85))
      const gap = Math.max(2, Math.round(width * 0.85))
      for (let at = y; at < end; at += dash + gap) context.fillRect(x, at, width, Math.min(dash, end - at))
      return
    }
    case 'p3': {
      const half = width * 0.85
      for (let at = y; at < end; at += half * 2.1) {
        context.beginPath()
        context.moveTo(x + width / 2, at)
        context.lineTo(x + width, at + half)
        context.lineTo(x + width / 2, at + half * 2)
        context.lineTo(x, at + half)
        context.closePath()
        context.fill()
      }
      return
    }
    case 'p4': {
      const bar = Math.max(1, Math.round(width / 3))
      context.fillRect(x, y, bar, height)
      context.fillRect(x + width - bar, y, bar, height)
      return
    }
  }
}
