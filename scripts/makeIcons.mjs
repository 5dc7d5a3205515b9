// Draws resources/icons/*.png from icon.svg; run by hand when the drawing changes: node scripts/makeIcons.mjs
import { readFile, writeFile } from 'node:fs/promises'
import { createCanvas, loadImage } from '@napi-rs/canvas'

const folder = new URL('../resources/icons/', import.meta.url)
const drawing = await loadImage(await readFile(new URL('icon.svg', folder)))
// electron-builder takes icon.png for Windows and macOS, and the sizes by name for Linux.
for (const [name, size] of [
  ['icon', 1024],
  ...[16, 24, 32, 48, 64, 128, 256, 512].map(n => [`${n}x${n}`, n]),
]) {
  const canvas = createCanvas(size, size)
  canvas.getContext('2d').drawImage(drawing, 0, 0, size, size)
  await writeFile(new URL(`${name}.png`, folder), await canvas.encode('png'))
}
