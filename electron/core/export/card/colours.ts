import type { PersonColour } from '../../../contract/records/person.ts'

/**
 * The colours of what is burned in: tokens.css's dark theme, since the plate is always dark. Person and domain values come
 * with the ink that is legible on them (4.5:1 and more).
 */
export const ink = {
  plate: 'rgba(11, 13, 15, 0.9)',
  plateLine: 'rgba(255, 255, 255, 0.22)',
  bugPlate: 'rgba(11, 13, 15, 0.82)',
  bugLine: 'rgba(255, 255, 255, 0.16)',
  stage: '#0b0d0f',
  text: '#ffffff',
  textQuiet: '#d5dade',
  textFaint: '#b9c1c8',
  badge: 'rgba(255, 255, 255, 0.13)',
  panel: '#171b1f',
  panelCard: '#20262b',
  panelLine: '#343b42',
} as const

export const personInk: Record<PersonColour, { readonly fill: string; readonly on: string }> = {
  p1: { fill: '#79aefc', on: '#0c1a30' },
  p2: { fill: '#f7a55c', on: '#2a1703' },
  p3: { fill: '#ffc3ff', on: '#2e0f28' },
  p4: { fill: '#5cc9b8', on: '#04241f' },
}

const domainFills = ['#c3d15a', '#bfa0f2', '#57c7d3', '#f48fb8'] as const
export const domainOn = '#14181c'

/** The square of a rubric's domain; a fifth domain takes the first one's colour again, its code tells them apart. */
export function domainFill(domainIndex: number): string {
  return domainFills[Math.abs(domainIndex) % domainFills.length] ?? domainFills[0]
}
