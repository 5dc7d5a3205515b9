import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { graphemesOf } from './breakText.ts'

interface Face {
  readonly family: string
  readonly package: string
  readonly files: RegExp
  /** Signs for which it is looked into; a text without any of them never loads it. */
  readonly signs: RegExp
}

const latin: Face = {
  family: 'Debrief Text',
  package: '@fontsource-variable/inter',
  files: /-wght-normal\.woff2$/,
  signs: /./su,
}

/**
 * The faces that come with Debrief, in the order in which a sign is looked for; after them, the system's own. A longer list costs
 * every measurement (the hundred files of Han tenfold), so a text names only those it needs.
 */
const faces: readonly Face[] = [
  latin,
  {
    family: 'Debrief Arabic',
    package: '@fontsource-variable/noto-sans-arabic',
    files: /arabic-(?:arabic|math|symbols)-wght-normal\.woff2$/,
    signs: /\p{Script_Extensions=Arabic}/u,
  },
  {
    family: 'Debrief Hebrew',
    package: '@fontsource-variable/noto-sans-hebrew',
    files: /hebrew-hebrew-wght-normal\.woff2$/,
    signs: /\p{Script_Extensions=Hebrew}/u,
  },
  {
    family: 'Debrief Devanagari',
    package: '@fontsource-variable/noto-sans-devanagari',
    files: /devanagari-devanagari-wght-normal\.woff2$/,
    signs: /\p{Script_Extensions=Devanagari}/u,
  },
  {
    family: 'Debrief Han',
    package: '@fontsource-variable/noto-sans-sc',
    files: /-wght-normal\.woff2$/,
    signs:
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]|[\u3000-\u303f\uff00-\uffef]/u,
  },
]

const loaded = new Set<Face>()

/** Loads a face once in the life of the process. Read as bytes, so that a packaged app's archive will do. */
function load(face: Face): void {
  if (loaded.has(face)) return
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve(`${face.package}/package.json`)), 'files')
  for (const file of readdirSync(folder).filter(name => face.files.test(name))) {
    GlobalFonts.register(readFileSync(join(folder, file)), face.family)
  }
  loaded.add(face)
}

/** CSS font of a weight (100–900) and size in pixels, with the faces that `text` needs. */
export function fontOf(weight: number, sizePx: number, text: string): string {
  const needed = faces.filter(face => face.signs.test(text) || face === latin)
  needed.forEach(load)
  return `${weight} ${sizePx}px ${needed.map(face => `"${face.family}"`).join(', ')}`
}

/** A canvas that draws words the same way on every machine. */
export function textCanvas(width: number, height: number): { canvas: Canvas; context: SKRSContext2D } {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  // The host's language would choose other shapes for the same sign.
  context.lang = 'en'
  context.textBaseline = 'alphabetic'
  context.fontKerning = 'normal'
  return { canvas, context }
}

let ruler: SKRSContext2D | undefined

/** Measures words as they will be drawn, in pixels. */
export function measureText(text: string, weight: number, sizePx: number): number {
  ruler ??= textCanvas(1, 1).context
  ruler.font = fontOf(weight, sizePx, text)
  return ruler.measureText(text).width
}

const proofSize = 32
const known = new Map<string, boolean>()
let proof: SKRSContext2D | undefined

function picture(sign: string): Buffer {
  proof ??= textCanvas(proofSize * 2, proofSize * 2).context
  proof.clearRect(0, 0, proofSize * 2, proofSize * 2)
  proof.font = fontOf(400, proofSize, sign)
  proof.fillStyle = '#fff'
  proof.fillText(sign, 4, proofSize + 8)
  return Buffer.from(proof.getImageData(0, 0, proofSize * 2, proofSize * 2).data.buffer)
}

/** Never given a letter by Unicode, so no font draws it: what comes out is the mark for a missing sign. */
const unassigned = '\u0378'
let missingMark: Buffer | undefined

/**
 * The signs of a text that no font on this machine can draw, each once, in their order. They are drawn as a box, never left out;
 * whoever asks can say so before the export.
 */
export function missingGlyphs(text: string): string[] {
  const signs = [...new Set(graphemesOf(text))].filter(sign => /\S/u.test(sign))
  return signs.filter(sign => {
    const before = known.get(sign)
    if (before !== undefined) return before
    missingMark ??= picture(unassigned)
    const mark = missingMark
    // Of a compound sign (an emoji family, a letter with accents) one missing part is enough.
    const missing = [...sign].some(part => !/[\p{M}\p{Cf}\p{Cc}]/u.test(part) && picture(part).equals(mark))
    known.set(sign, missing)
    return missing
  })
}
