type Size = { readonly width: number; readonly height: number }

/** How large a picture of that shape is in a room, in square pixels. */
function areaIn(room: Size, { width, height }: Size): number {
  if (width === 0 || height === 0) return room.width * room.height
  const scale = Math.min(room.width / width, room.height / height)
  return width * height * scale * scale
}

/** Whether two pictures are larger beside or above each other. */
export function splitOf(
  { widthPx: width, heightPx: height }: { readonly widthPx: number; readonly heightPx: number },
  pictures: readonly (Size | undefined)[],
): 'columns' | 'rows' {
  const sum = (room: Size) =>
    pictures.reduce((all, picture) => all + areaIn(room, picture ?? { width: 16, height: 9 }), 0)
  const columns = sum({ width: width / 2, height })
  const rows = sum({ width, height: height / 2 })
  return rows > columns * 1.02 ? 'rows' : 'columns'
}

/** The corner nearest to a point, which counts from the middle of the stage. */
export const cornerAt = (x: number, y: number) =>
  y < 0 ? (x < 0 ? 'topLeft' : 'topRight') : x < 0 ? 'bottomLeft' : 'bottomRight'
