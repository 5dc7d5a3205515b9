/** Speeds that the menu offers; pitch is kept. */
export const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3, 4] as const

/** Backwards there is no sound; the picture is stepped. */
const backwards = [-4, -2, -1] as const
const ladder: readonly number[] = [...backwards, ...speeds]

/** What plays: `rate` 0 is a pause; below 0 it runs backwards. `speed` is what play goes back to. */
export type Shuttle = { rate: number; speed: number }

export const atRest: Shuttle = { rate: 0, speed: 1 }

export type ShuttleAct =
  | { do: 'toggle' }
  | { do: 'pause' }
  | { do: 'slower' }
  | { do: 'faster' }
  | { do: 'speed'; speed: number }
  | { do: 'ended' }

/**
 * J and L walk one ladder: −4 −2 −1 | 0.25 … 4. From a pause L plays at the chosen speed and J runs back; K or Space
 * pauses, and a later play goes on at the last forward speed. A speed reached by J or L is that speed.
 */
export function shuttle(state: Shuttle, act: ShuttleAct): Shuttle {
  switch (act.do) {
    case 'toggle':
      return { ...state, rate: state.rate === 0 ? state.speed : 0 }
    case 'pause':
    case 'ended':
      return { ...state, rate: 0 }
    case 'slower':
      return state.rate === 0 ? { ...state, rate: -1 } : rung(state, -1)
    case 'faster':
      return state.rate === 0 ? { ...state, rate: state.speed } : rung(state, 1)
    case 'speed':
      return { rate: state.rate > 0 ? act.speed : state.rate, speed: act.speed }
  }
}

function rung(state: Shuttle, by: -1 | 1): Shuttle {
  if (by === 1 && state.rate === -1) return { ...state, rate: state.speed }
  const at = ladder.indexOf(state.rate)
  const rate = ladder[Math.min(ladder.length - 1, Math.max(0, at + by))] ?? state.rate
  return { rate, speed: rate > 0 ? rate : state.speed }
}

/** `1×`, `0.25×`, `−2×`: as the transport shows it. */
export const speedLabel = (rate: number): string => `${rate < 0 ? '−' : ''}${Math.abs(rate)}×`
