import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

export const windowBounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
  maximised: z.boolean().default(false),
})
export type WindowBounds = z.infer<typeof windowBounds>

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where and how large a window opens; without x and y it is centred. */
export interface Placement {
  x?: number
  y?: number
  width: number
  height: number
  maximised: boolean
}

export const minimumSize = { width: 900, height: 600 } as const
const wanted: WindowBounds = { width: 1440, height: 900, maximised: false }

/** The part of `a` that lies within `b`, in square pixels. */
const overlap = (a: Area, b: Area): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

/**
 * Where the window opens: where it was, if enough of it still lies on a display to be taken hold of; else centred (no x, y).
 * Never larger than the display it opens on.
 * @param displays work areas of all displays, the primary one first; pixels
 */
export function fitToDisplays(saved: WindowBounds | undefined, displays: readonly Area[]): Placement {
  const bounds = saved ?? wanted
  const placed =
    bounds.x === undefined || bounds.y === undefined
      ? undefined
      : { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }
  const home = placed && displays.find(area => overlap(placed, area) >= 200 * 100)
  const area = home ?? displays[0]
  if (!area) return { width: wanted.width, height: wanted.height, maximised: bounds.maximised }
  const width = Math.min(Math.max(bounds.width, minimumSize.width), area.width)
  const height = Math.min(Math.max(bounds.height, minimumSize.height), area.height)
  if (!home || !placed) return { width, height, maximised: bounds.maximised }
  const x = Math.min(Math.max(placed.x, area.x), area.x + area.width - width)
  const y = Math.min(Math.max(placed.y, area.y), area.y + area.height - height)
  return { x, y, width, height, maximised: bounds.maximised }
}

/** The remembered window, or undefined where there is none or it makes no sense: a lost window position costs nobody anything. */
export function readBounds(file: string): WindowBounds | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const parsed = windowBounds.safeParse(jsonOrUndefined(text))
  return parsed.success ? parsed.data : undefined
}

export async function saveBounds(file: string, bounds: WindowBounds): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(bounds))
  await rename(`${file}.new`, file)
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
