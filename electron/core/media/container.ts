import type { ProbeFormat } from './probeJson.ts'

/** One short name for ffprobe's `format_name`, which lists every name of the family: `mov,mp4,m4a,3gp,3g2,mj2` tells by its brand. */
export function containerName(format: Pick<ProbeFormat, 'format_name' | 'tags'> | undefined): string {
  const names = (format?.format_name ?? 'unknown').split(',')
  if (names.includes('matroska')) return 'matroska'
  if (!names.includes('mov')) return names[0] ?? 'unknown'
  const brand = (format?.tags?.major_brand ?? 'qt').trim().toLowerCase()
  if (brand === 'qt') return 'mov'
  if (brand.startsWith('3g')) return '3gp'
  if (brand.startsWith('m4a') || brand.startsWith('m4b')) return 'm4a'
  return 'mp4'
}
