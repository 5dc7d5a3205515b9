import type { Palette } from './chart.types.ts'

/** Follows the theme of the page. */
export const pagePalette: Palette = {
  ground: 'var(--surface)',
  text: 'var(--text)',
  quiet: 'var(--text-2)',
  line: 'var(--line)',
  ink: 'var(--ink)',
  onInk: 'var(--on-ink)',
  font: 'var(--font)',
  person: colour => `var(--${colour})`,
}

const onPaper = { p1: '#1d5bb8', p2: '#b34e00', p3: '#8a2f78', p4: '#0a6b5f' }

/** The light theme in plain colours: a file knows no theme. */
export const paperPalette: Palette = {
  ground: '#ffffff',
  text: '#14181c',
  quiet: '#444d56',
  line: '#dadfe3',
  ink: '#14181c',
  onInk: '#ffffff',
  font: 'Inter, system-ui, "Segoe UI", sans-serif',
  person: colour => onPaper[colour],
}
