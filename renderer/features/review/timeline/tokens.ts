import { useComputedColorScheme } from '@mantine/core'
import { useLayoutEffect, useState } from 'react'

const names = {
  font: '--font',
  wave: '--wave',
  surface: '--surface',
  background: '--bg',
  ink: '--ink',
  text2: '--text-2',
  text3: '--text-3',
  onDomain: '--on-d',
  dA: '--dA',
  dB: '--dB',
  dC: '--dC',
  dD: '--dD',
  p1: '--p1',
  p2: '--p2',
  p3: '--p3',
  p4: '--p4',
  onP1: '--on-p1',
  onP2: '--on-p2',
  onP3: '--on-p3',
  onP4: '--on-p4',
  textP1: '--p1-text',
  textP2: '--p2-text',
  textP3: '--p3-text',
  textP4: '--p4-text',
} as const

/** The design's colours and font as a canvas takes them: it knows no CSS variables. */
export type Tokens = Readonly<Record<keyof typeof names, string>>

function readTokens(): Tokens {
  const style = getComputedStyle(document.documentElement)
  const entries = Object.entries(names).map(([key, name]) => [key, style.getPropertyValue(name).trim()])
  return Object.fromEntries(entries) as Tokens
}

/** Those of the theme that is on. */
export function useTokens(): Tokens {
  const scheme = useComputedColorScheme('light')
  const [tokens, setTokens] = useState(readTokens)
  useLayoutEffect(() => {
    void scheme
    setTokens(readTokens())
  }, [scheme])
  return tokens
}
